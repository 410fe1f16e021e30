import { Injectable } from '@nestjs/common';
import { ObligationList, Obligations } from '@luyue/obligations';
import { refuse, type Context } from '@luyue/platform';
import type { ParameterKey } from '@luyue/regulations';
import { CaseRecord, subjectOf } from '../cases/case-record.ts';
import type { CaseView } from '../views.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Cases } from '../cases/cases.service.ts';
import { WorkOrders } from '../work-orders/work-orders.service.ts';

export interface AgreeWindow { from: string; to: string; agreedBy: string; channel: string }

/** UC-7.4 "unless agreed otherwise with the user", and linking cases of one fault (reading rules 5, 8). */
@Injectable()
export class Appointments {
  constructor(private readonly cases: Cases, private readonly record: CaseRecord, private readonly obligations: Obligations, private readonly owed: ObligationList, private readonly orders: WorkOrders) {}

  /**
   * The window's end replaces the due times that still lie ahead; what is late stays late, and the window is kept for the fitter. It can be agreed
   * anew before it starts, and each agreement is kept. Ends a pause.
   */
  agree(ctx: Context, id: string, window: AgreeWindow, version: number | null): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.note', version, async (tx, row) => {
      const from = new Date(window.from);
      const to = new Date(window.to);
      if (row.kind !== 'repair' || row.faultScope !== 'equipment') throw refuse.rule('UC-7.4', 'not_equipment', { zh: '只有用户设备故障可以约定上门时段', en: 'Only a fault of the user\'s equipment can have an agreed window' });
      if (!(from < to) || to <= tx.now) throw refuse.field('to', 'window', { zh: '时段要在将来，且先后不颠倒', en: 'the window lies ahead and begins before it ends' }, 'UC-7.4');
      if (row.agreedWindow && new Date(row.agreedWindow.from) <= tx.now && !this.waiting(row)) throw refuse.rule('UC-7.4', 'window_begun', { zh: '约定时段已经开始，不能再改', en: 'The agreed window has begun and cannot be changed' });
      const open = ((await this.owed.ofSubjects(tx, [id])).get(id) ?? []).filter((o) => o.clauseId === 'UC-7.4' && o.status === 'open');
      if (!open.length) throw refuse.rule('UC-7.4', 'already_met', { zh: '已经到场，不用再约', en: 'Already on site: nothing left to agree' });
      const late = open.filter((o) => o.dueAt && o.dueAt < tx.now);
      for (const { parameterKey } of open.filter((o) => !late.includes(o))) {
        await this.obligations.agree(tx, { subjectId: id, clauses: ['UC-7.4'], parameter: parameterKey as ParameterKey }, { at: tx.now, dueAt: to, windowFrom: from, agreedBy: window.agreedBy, channel: window.channel });
      }
      await this.record.patch(tx, row, { agreedWindow: window });
      const clockDueAt = late[0]?.dueAt ?? to;
      for (const order of await this.orders.ofCases(tx, [id])) if (!order.finishedAt) await this.orders.patch(tx, order, { agreedWindow: window, clockDueAt });
      await this.record.write(tx, id, { kind: 'call', title: '约定上门时段', text: `${window.agreedBy}：${window.from} 至 ${window.to}`, clauseId: 'UC-7.4' });
      return 'window-agreed';
    });
  }

  /** After a failed visit the user answered "come now": the clock runs on with the rest that was kept (R9). */
  userAnswered(ctx: Context, id: string, note: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.note', null, async (tx, row) => {
      const resumed = await this.obligations.resume(tx, { subjectId: id, clauses: ['UC-7.4'] }, tx.now);
      if (!resumed.length) throw refuse.conflict('not_paused', { zh: '计时没有暂停', en: 'The clock is not paused' }, { clause: 'UC-7.4' });
      await this.record.write(tx, row.id, { kind: 'call', title: '用户回话，可以上门', text: note, clauseId: 'UC-7.4' });
      return 'resumed';
    });
  }

  /** One fault, several callers: the master owns the clocks, the linked case only the word to its caller. */
  link(ctx: Context, id: string, masterId: string): Promise<CaseView> {
    return this.cases.change(ctx, id, 'case.link', null, async (tx, row) => {
      const master = await this.record.find(tx, masterId);
      if (!master || master.id === id || master.masterId || master.closedAt || master.kind !== row.kind) throw refuse.field('masterId', 'not_a_master', { zh: '只能并入没关闭的同类主单', en: 'only an open master case of the same kind can take it' });
      await this.record.move(tx, row, 'linked', { masterId });
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['UC-5.1d', 'UC-7.3a', 'UC-7.3b', 'UC-7.4'] }, `并入 ${master.number}`);
      for (const order of await this.orders.ofCases(tx, [id])) if (!order.finishedAt) await this.orders.move(tx, order, 'cancelled', 'linked', { finishedAt: tx.now });
      // Linked after the master's repair: the word to the caller is owed at once.
      if (this.record.reached(master, 'repaired')) await this.obligations.open(tx, [{ clauseId: 'UC-7.3b', parameter: 'uc.case.informHours', subject: subjectOf(row), unitId: row.unitId, startedAt: tx.now }]);
      await this.record.write(tx, id, { kind: 'change', title: `并入主单 ${master.number}`, clauseId: 'UC-7.3b' });
      await this.record.write(tx, masterId, { kind: 'change', title: '并入一张关联单', text: `${row.number} ${row.callerName}` });
      return 'linked';
    });
  }

  private waiting(row: ServiceCase): boolean {
    return row.milestones.at(-1)?.name === 'no_access';
  }
}
