import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Obligations } from '@luyue/obligations';
import { refuse, type Context, type Tx } from '@luyue/platform';
import { CaseRecord, subjectOf } from '../cases/case-record.ts';
import type { CaseView } from '../views.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Cases } from '../cases/cases.service.ts';
import type { WorkOrder } from '../work-orders/work-order.entity.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';

export interface Refer { reason: 'out_of_scope' | 'no_part' | 'other'; note: string }
export interface Inform { how: 'phone' | 'visit' | 'sms' | 'channel_accepted'; who: string; note?: string }

const reasons = { out_of_scope: '不在维修范围', no_part: '无配件', other: '其他' };

/** UC-7.3c: what the company is unable to do is told to the user, or handed to another channel, in time. */
@Injectable()
export class Referral {
  constructor(private readonly cases: Cases, private readonly record: CaseRecord, private readonly obligations: Obligations, private readonly directory: Directory, private readonly orders: WorkOrders) {}

  /** Recording the inability counts as handled (reading rule 6); the duty to tell the user begins. */
  refer(ctx: Context, id: string, request: Refer, version: number | null): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.note', version, async (tx, row) => {
      if (row.kind !== 'repair') throw refuse.rule('UC-7.3c', 'only_repair', { zh: '只有报修可以转介', en: 'Only a repair can be referred' });
      await this.record.move(tx, row, 'referred', { referralReason: request.reason, informedAt: null });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['UC-7.3a'] }, { at: tx.now, note: request.note, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `登记无力维修（${reasons[request.reason]}）：${request.note}` }] });
      await this.obligations.open(tx, [{ clauseId: 'UC-7.3c', parameter: 'uc.fault.referHours', subject: subjectOf(row), unitId: row.unitId, startedAt: tx.now }]);
      await this.record.write(tx, id, { kind: 'change', title: `转介：${reasons[request.reason]}`, text: request.note, clauseId: 'UC-7.3c' });
      return 'referred';
    });
  }

  /** The user knows, or the other channel has accepted: UC-7.3c is met, and what falls away with it is cancelled (reading rules 6, 7). */
  inform(ctx: Context, id: string, told: Inform): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.note', null, async (tx, row) => {
      if (row.informedAt || (row.status !== 'referred' && !row.masterId)) throw refuse.conflict('nothing_to_tell', { zh: '现在没有要告知的', en: 'There is nothing to tell at this point' }, { clause: 'UC-7.3c' });
      if (row.masterId) await this.afterMaster(tx, row);
      const text = `${told.who}，${told.note ?? ''}`;
      const evidence = [{ kind: 'fact' as const, at: tx.now.toISOString(), by: ctx.userName, text: `告知 ${text}（${told.how}）` }];
      await this.obligations.meet(tx, { subjectId: id, clauses: row.masterId ? ['UC-7.3b'] : ['UC-7.3c'] }, { at: tx.now, note: text, evidence });
      await this.record.patch(tx, row, { informedAt: tx.now });
      if (row.status === 'referred') await this.letGo(tx, row);
      await this.record.write(tx, id, { kind: told.how === 'sms' ? 'message' : 'call', title: '告知用户', text, clauseId: row.masterId ? 'UC-7.3b' : 'UC-7.3c' });
      return 'informed';
    });
  }

  private async afterMaster(tx: Tx, row: ServiceCase): Promise<void> {
    const master = await this.record.lock(tx, row.masterId!);
    if (!this.record.reached(master, 'repaired')) throw refuse.rule('UC-7.3b', 'master_not_repaired', { zh: `主单 ${master.number} 还没修复`, en: `The master case ${master.number} is not repaired yet` });
  }

  private async letGo(tx: Tx, row: ServiceCase): Promise<void> {
    const staysOwed = row.referralReason === 'no_part' && (await this.directory.policyValues(tx, row.receivedAt))<boolean>('uc.fault.noPart.repairStaysOwed');
    const orders = (await this.orders.ofCases(tx, [row.id])).filter((o) => !o.finishedAt);
    if (staysOwed) {
      // The part will come: the order waits in the queue, the repair stays owed by its old due time.
      for (const order of orders) if (order.status !== 'queued') await this.orders.requeue(tx, order, 'no_part');
      return;
    }
    await this.obligations.cancel(tx, { subjectId: row.id, clauses: ['UC-7.3b', 'UC-7.4'] }, `已告知用户：${reasons[row.referralReason ?? 'other']}`);
    for (const order of orders) {
      await this.orders.move(tx, order, 'cancelled', 'cancelled', { finishedAt: tx.now } satisfies Partial<WorkOrder>);
    }
  }
}
