import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Money, newId, yuan } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, may, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { type ClosingListener, DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { amountOf, dayRange } from '../held-funds/receipts.service.ts';
import type { StepListener } from '../steps/step-listeners.ts';
import { StepRecord } from '../steps/step-record.ts';
import { PayoutCondition } from './payout-condition.entity.ts';
import { conditionState, dutiesOfCondition, isOneTrigger } from './payout-conditions.rules.ts';
import type { AddPayoutCondition, MeetPayoutCondition, PayoutConditionView, PayoutPlanView } from './payout-conditions.http.ts';

const CONDITION = { zh: '转付条件', en: 'pay-out condition' };

/** PB-4.7: F3 is the specialist's, or the supervisor's where they write it themselves. Throws 422 naming the clause for another specialist. */
export function permitMaker(ctx: Context, deal: Deal): void {
  if (!may(ctx, 'slip.audit', deal.departmentUnitId)) permitSpecialist(ctx, deal);
}

/** Which pay-outs the contract provides for, and when the condition of each came true (PB-4.7). */
@Injectable()
export class PayoutConditions implements StepListener, ClosingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly obligations: Obligations, private readonly duties: ObligationList, private readonly directory: Directory,
  ) {}

  onModuleInit(): void {
    this.steps.follow(this);
    this.record.askBeforeClosing(this);
  }

  ofDeal(ctx: Context, dealId: string): Promise<PayoutPlanView> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, dealId, 'funds.read');
      return this.inDeal(tx, dealId);
    });
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, dealId: string): Promise<PayoutPlanView> {
    const rows = await this.rows(tx, dealId);
    return { planned: Money.sum(rows.filter((c) => !c.droppedAt).map((c) => Money.ofFen(BigInt(c.amountFen)))).toString(), items: await this.views(tx, rows) };
  }

  /** One instalment of the contract. Where its step is finished, or its day has begun, it is met at once, as of then (R6). */
  add(ctx: Context, dealId: string, body: AddPayoutCondition): Promise<PayoutConditionView> {
    permit(ctx, 'slip.make');
    const amount = amountOf(body.amount);
    if (!isOneTrigger(body.on)) throw refuse.field('on', 'one_trigger', { zh: '条件写一样：某项手续、某一天，或一句话', en: 'a condition waits for one thing: a step, a day or a text' }, 'PB-4.7');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, 'slip.make');
      permitMaker(ctx, deal);
      const [payee, onDateAt, step] = await Promise.all([this.payeeOf(tx, deal, body), this.beginOf(tx, body.on.date), this.stepOf(tx, deal, body.on.stepKey)]);
      const condition = await tx.insert(PayoutCondition, {
        tenantId: tx.tenantId, id: newId(), version: 1, dealId, label: body.label, purpose: body.purpose, fromAccount: body.from, ...payee, amountFen: amount.fen.toString(), onStep: body.on.stepKey ?? null, onDate: body.on.date ?? null, onDateAt,
        onText: body.on.text ?? null, metAt: null, metBy: null, metNote: '', madeBy: ctx.userName, madeAt: tx.now, droppedAt: null, droppedReason: null,
      });
      await this.record.hang(tx, dealId, [condition.id]);
      await this.record.write(tx, dealId, { kind: 'money', title: `约定转付 ${body.label} ${amount.toString()}`, text: payee.payeeName, clauseId: 'PB-4.7' });
      const since = step?.state === 'done' ? step.finishedAt : onDateAt && onDateAt <= tx.now ? onDateAt : null;
      if (since) await this.cameTrue(tx, deal, condition, since, '');
      await this.record.changed(tx, deal, 'payout-condition-added');
      return (await this.views(tx, [condition]))[0]!;
    });
  }

  /** Somebody says that what stands in words came true, and when. Steps and days say it themselves: 422. */
  meet(ctx: Context, id: string, body: MeetPayoutCondition): Promise<PayoutConditionView> {
    return this.change(ctx, id, 'payout-condition-met', async (tx, deal, condition) => {
      const at = new Date(body.metAt);
      if (at > tx.now) throw refuse.field('metAt', 'future', { zh: '条件成立的时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.7');
      if (condition.metAt) throw refuse.conflict('already_met', { zh: '条件已经成立', en: 'The condition has come true already' }, { clause: 'PB-4.7' });
      if (condition.onText === null) throw refuse.rule('PB-4.7', 'comes_by_itself', { zh: '这个条件等手续办完或到那一天才成立', en: 'This condition comes true with its step or its day' });
      await this.cameTrue(tx, deal, condition, at, body.note ?? '');
    });
  }

  /** Throws 409 once F3 has gone to finance for it. */
  drop(ctx: Context, id: string, reason: string): Promise<PayoutConditionView> {
    return this.change(ctx, id, 'payout-condition-dropped', async (tx, deal, condition) => {
      const cancelled = await this.obligations.cancel(tx, { subjectId: id, clauses: ['PB-4.7'] }, reason);
      if (condition.metAt && !cancelled.length) throw refuse.conflict('slip_sent', { zh: '付款单已经送财务', en: 'Its payment slip is with finance already' }, { clause: 'PB-4.7' });
      await tx.update(PayoutCondition, condition, { droppedAt: tx.now, droppedReason: reason });
      await this.record.write(tx, deal.id, { kind: 'money', title: `取消转付 ${condition.label}`, text: reason, clauseId: 'PB-4.7' });
    });
  }

  /** Those bound to the step come true with its end. */
  async stepFinished(tx: Tx, deal: Deal, stepKey: string, at: Date): Promise<void> {
    for (const condition of await this.rows(tx, deal.id)) if (condition.onStep === stepKey && conditionState(condition) === 'waiting') await this.cameTrue(tx, deal, condition, at, '');
  }

  /** R13: what was true with the step is no longer; F3 that went out stays out. */
  async stepReopened(tx: Tx, deal: Deal, stepKey: string, reason: string): Promise<void> {
    for (const condition of await this.rows(tx, deal.id)) {
      if (condition.onStep !== stepKey || conditionState(condition) !== 'met') continue;
      const cancelled = await this.obligations.cancel(tx, { subjectId: condition.id, clauses: ['PB-4.7'] }, reason);
      if (cancelled.length) await tx.update(PayoutCondition, condition, { metAt: null, metBy: null, metNote: '' });
    }
  }

  /** Its day began (the sweep's word). */
  async dayBegan(tx: Tx, id: string): Promise<void> {
    const { dealId } = await tx.get(PayoutCondition, id);
    const deal = await this.record.lock(tx, dealId);
    const condition = await tx.lock(PayoutCondition, id);
    if (conditionState(condition) !== 'waiting' || !condition.onDateAt || condition.onDateAt > tx.now) return;
    await this.cameTrue(tx, deal, condition, condition.onDateAt, '');
    await this.record.changed(tx, deal, 'payout-condition-met');
  }

  /** Nothing more is paid for a deal that is closed. */
  async dealClosing(tx: Tx, deal: Deal): Promise<void> {
    for (const condition of await this.rows(tx, deal.id)) if (conditionState(condition) === 'waiting') await tx.update(PayoutCondition, condition, { droppedAt: tx.now, droppedReason: '成交已结束' });
  }

  /** The condition of a slip. Throws 422 naming the clause for one that has not come true, 400 for one of another deal. */
  async met(tx: Tx, deal: Deal, id: string): Promise<PayoutCondition> {
    const condition = await tx.find(PayoutCondition, id, { lock: true });
    if (condition?.dealId !== deal.id) throw refuse.field('conditionId', 'unknown_condition', { zh: '不是这单的转付条件', en: 'is no pay-out condition of the deal' });
    if (conditionState(condition) !== 'met') throw refuse.rule('PB-4.7', 'condition_not_met', { zh: `“${condition.label}”的付款条件还没有成立`, en: `The condition of "${condition.label}" has not come true` });
    return condition;
  }

  /** Of several deals, by id, for lists. */
  async byIds(tx: Tx, ids: string[]): Promise<Map<string, PayoutCondition>> {
    const rows = ids.length ? await tx.manager.createQueryBuilder(PayoutCondition, 'c').where('c.tenantId = :tenant AND c.id = ANY (:ids)', { tenant: tx.tenantId, ids }).getMany() : [];
    return new Map(rows.map((c) => [c.id, c]));
  }

  private change(ctx: Context, id: string, what: string, work: (tx: Tx, deal: Deal, condition: PayoutCondition) => Promise<void>): Promise<PayoutConditionView> {
    permit(ctx, 'slip.make');
    return this.database.write(ctx, async (tx) => {
      const { dealId } = await tx.get(PayoutCondition, id, CONDITION);
      const deal = await this.record.take(tx, dealId, 'slip.make');
      permitMaker(ctx, deal);
      const condition = await tx.lock(PayoutCondition, id, CONDITION);
      if (condition.droppedAt) throw refuse.conflict('dropped', { zh: '这一项已经取消', en: 'It has been dropped' }, { clause: 'PB-4.7' });
      await work(tx, deal, condition);
      await this.record.changed(tx, deal, what);
      return (await this.views(tx, [condition]))[0]!;
    });
  }

  /** PB-4.7 begins with the fact, on whatever day; the condition is its subject, since a deal has several. */
  private async cameTrue(tx: Tx, deal: Deal, condition: PayoutCondition, metAt: Date, metNote: string): Promise<void> {
    await tx.update(PayoutCondition, condition, { metAt, metBy: tx.ctx.userName, metNote });
    await this.obligations.open(tx, dutiesOfCondition(condition).map((owed) => ({ ...owed, subject: { ...subjectOf(deal), type: 'payout_condition', id: condition.id }, unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
    await this.record.write(tx, deal.id, { kind: 'money', title: `付款条件成立：${condition.label}`, text: metNote, clauseId: 'PB-4.7', at: metAt });
  }

  private rows(tx: Tx, dealId: string): Promise<PayoutCondition[]> {
    return tx.manager.createQueryBuilder(PayoutCondition, 'c').where('c.tenantId = :tenant AND c.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('c.madeAt').addOrderBy('c.id').getMany();
  }

  private async views(tx: Tx, rows: PayoutCondition[]): Promise<PayoutConditionView[]> {
    const [people, owed] = await Promise.all([this.directory.people(tx), this.duties.ofSubjects(tx, rows.map((c) => c.id))]);
    return rows.map((c) => {
      const duty = owed.get(c.id)?.at(-1);
      return {
        id: c.id, dealId: c.dealId, label: c.label, purpose: c.purpose, from: c.fromAccount, payeePartyId: c.payeePartyId, payeeName: c.payeeName, amount: yuan(c.amountFen), on: { stepKey: c.onStep, date: c.onDate, text: c.onText },
        state: conditionState(c), metAt: c.metAt?.toISOString() ?? null, metBy: c.metBy, metNote: c.metNote, droppedReason: c.droppedReason, obligation: duty ? obligationView(duty, tx.now, people) : null,
      };
    });
  }

  private async payeeOf(tx: Tx, deal: Deal, body: AddPayoutCondition): Promise<{ payeePartyId: string | null; payeeName: string }> {
    if (!body.payeePartyId) {
      if (body.payeeName) return { payeePartyId: null, payeeName: body.payeeName };
      throw refuse.field('payeeName', 'required', { zh: '要写明付给谁', en: 'the payee is missing' }, 'PB-4.7');
    }
    const party = await this.record.party(tx, deal.id, body.payeePartyId, 'payeePartyId');
    return { payeePartyId: party.id, payeeName: party.name };
  }

  private async beginOf(tx: Tx, date: string | undefined): Promise<Date | null> {
    return date ? dayRange(date, await this.directory.zone(tx), 'on.date').from : null;
  }

  private async stepOf(tx: Tx, deal: Deal, key: string | undefined) {
    if (!key) return null;
    const step = (await this.steps.of(tx, deal.id)).find((s) => s.key === key);
    if (!step) throw refuse.field('on.stepKey', 'unknown_step', { zh: '这单没有这项手续', en: 'the deal has no such step' }, 'PB-4.7');
    return step;
  }
}
