import { Injectable } from '@nestjs/common';
import { ObligationList, Obligations } from '@luyue/obligations';
import { Problem, refuse, type Context } from '@luyue/platform';
import { Callbacks } from '../callbacks/callbacks.service.ts';
import { OpenCase } from '../intake/open-case.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';
import { CaseRecord } from './case-record.ts';
import type { CaseView } from '../views.ts';
import { Cases } from './cases.service.ts';
import { missingForClosing, type CaseStatus } from './cases.rules.ts';

/** Closing with nothing missing, and reopening, which opens new duties and leaves the fulfilled ones untouched (R13). */
@Injectable()
export class CloseCase {
  constructor(private readonly cases: Cases, private readonly record: CaseRecord, private readonly orders: WorkOrders, private readonly obligations: Obligations, private readonly owed: ObligationList, private readonly callbacks: Callbacks, private readonly openCase: OpenCase) {}

  close(ctx: Context, id: string, note: string, version: number | null): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.close', version, async (tx, row) => {
      // A case that is closed already lacks nothing; it is simply no move.
      this.record.checkMove(row, 'closed');
      const missing = missingForClosing({ ...row, status: row.status as CaseStatus, linked: !!row.masterId, informed: !!row.informedAt, replied: !!row.repliedAt });
      if (missing.length) {
        throw new Problem({
          status: 422, code: 'not_closable', clause: missing[0]!.clause, title: { zh: `还不能关闭，缺 ${missing.length} 项`, en: `Cannot be closed yet, ${missing.length} missing` },
          errors: missing.map((m) => ({ field: 'status', code: m.clause, message: { zh: m.zh, en: m.en } })),
        });
      }
      await this.record.move(tx, row, 'closed', { closedAt: tx.now, milestones: this.record.milestone(tx, row, 'closed', tx.now) });
      for (const order of await this.orders.ofCases(tx, [id])) {
        if (order.status === 'repaired' || order.status === 'handled') await this.orders.move(tx, order, 'closed', 'closed', { finishedAt: order.finishedAt ?? tx.now });
        else if (!order.finishedAt) await this.orders.move(tx, order, 'cancelled', 'cancelled', { finishedAt: tx.now });
      }
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['UC-5.1d', 'UC-7.3d'] }, '受理单已关闭');
      const drawn = await this.callbacks.onClosed(tx, row);
      await this.record.write(tx, id, { kind: 'status', title: '关闭', text: drawn ? `${note}；抽中回访` : note });
      return 'closed';
    });
  }

  reopen(ctx: Context, id: string, reason: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.close', null, async (tx, row) => {
      if (row.masterId) throw refuse.rule('UC-7.3b', 'linked', { zh: '关联单不重开，重开主单', en: 'Reopen the master case instead' });
      // The new duties count from the reopening, not from the old receipt, and what was agreed then is kept on the old ones.
      await this.record.move(tx, row, 'open', { closedAt: null, repliedAt: null, informedAt: null, referralReason: null, agreedWindow: null, milestones: this.record.milestone(tx, row, 'reopened', tx.now) });
      const before = (await this.owed.ofSubjects(tx, [id])).get(id) ?? [];
      await this.openCase.reopenDuties(tx, row, before.findLast((o) => o.parameterKey === 'uc.fault.network.major.repairHours')?.explanation.amount);
      await this.record.write(tx, id, { kind: 'change', title: '重开', text: reason });
      return 'reopened';
    });
  }
}
