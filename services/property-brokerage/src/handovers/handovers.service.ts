import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { dueDayAndTime, localDate, newId, parseDate } from '@luyue/kernel';
import { ObligationList, Obligations } from '@luyue/obligations';
import { type Context, type FieldError, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { contactOf } from '../deal-contact.ts';
import { sideName } from '../deal-kinds.ts';
import { DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { amountOf } from '../held-funds/receipts.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import { Steps } from '../steps/steps.service.ts';
import type { DealView } from '../views.ts';
import { Handover } from './handover.entity.ts';
import { HandoverRecord } from './handover-record.ts';
import { handoverView, type HandoverView, missingOf } from './handover-views.ts';
import type { ConfirmSettlement, FeeLineBody, ReceiveF4, RecordHandover } from './handovers.http.ts';
import { againstTheLease, dutiesOfF4, f4Moves, f4OwedFrom, type F4Status, type FeeLine, isEditable, settledAt } from './handovers.rules.ts';

const CLAUSE = 'PB-4.9a';
/** The step that F4 is the paper of. */
const STEP = 'handover';
const NOTHING = {
  status: 'open' as const, handedOverAt: null, handedOverBy: null, present: [], items: [], readings: [], utilities: [], note: '', attachmentIds: [], lines: [], listedAt: null, listedBy: null, confirmations: [], settledAt: null, owedFrom: null,
  sentAt: null, sentBy: null, receivedAt: null, receivedBy: null, returnedAt: null, returnedBy: null, returnReason: null, reopenedAt: null,
};

/** The shop's deal staff hand the property over and settle the fees; F4 goes to the specialist (PB-4.9a, PB-3.1, reading 8). */
@Injectable()
export class Handovers {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly handovers: HandoverRecord, private readonly steps: StepRecord, private readonly ends: Steps, private readonly messages: DealMessages,
    private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly files: Files,
  ) {}

  get(ctx: Context, dealId: string): Promise<HandoverView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId)));
  }

  /** The same for rooms that have asked their own permission. */
  async view(tx: Tx, deal: Deal): Promise<HandoverView> {
    const [row, people, owed, step] = await Promise.all([this.handovers.of(tx, deal.id), this.ledger.people(tx), this.ledger.ofSubjects(tx, [deal.id]), this.ends.awaitingProof(tx, deal, STEP)]);
    return handoverView(tx.ctx, deal, row, { now: tx.now, ...people, obligations: owed.get(deal.id) ?? [], endsStep: step !== null });
  }

  /** The fact of the handover, on the day when it happened (R6). Throws 400 naming the field; 422 naming reading 14 for a utility that the lease does not say. */
  handOver(ctx: Context, dealId: string, body: RecordHandover, version: number | null): Promise<DealView> {
    return this.shop(ctx, dealId, version, async (tx, deal, row) => {
      const handedOverAt = this.past(tx, deal, body.handedOverAt, 'handedOverAt');
      const utilities = body.utilities.map(({ utility, accountNumber }) => ({ utility, accountNumber: accountNumber.trim() }));
      const { extra } = againstTheLease(deal.business, deal.utilities, utilities.map((u) => u.utility));
      if (extra.length) throw refuse.rule('PB-4.9b', 'not_in_the_lease', { zh: '租约没有约定的不过户；先更正 F1 的过户项目', en: 'What the lease does not say is not transferred; correct the utilities of F1 first' }, { errors: extra.map((u) => ({ field: 'utilities', code: 'not_in_the_lease', message: { zh: `租约没有约定 ${u}`, en: `the lease does not say ${u}` } })) });
      const files = (await this.files.claim(tx, body.attachmentIds ?? [], { type: 'deal', id: dealId })).map((f) => f.id);
      const corrected = row.handedOverAt !== null;
      await tx.update(Handover, row, {
        handedOverAt, handedOverBy: ctx.userName, present: body.present.map(({ name, as }) => ({ name: name.trim(), as })), items: body.items.map(({ name, count }) => ({ name: name.trim(), count })), utilities, note: body.note ?? '',
        readings: body.readings.map(({ meter, meterNumber, reading }) => ({ meter, meterNumber: meterNumber ?? null, reading })), attachmentIds: [...row.attachmentIds, ...files],
      });
      const there = row.present.map((p) => p.name).join('、');
      await this.record.write(tx, dealId, { kind: corrected ? 'change' : 'status', title: corrected ? '更正交房记录' : '房屋移交', text: `在场：${there}`, clauseId: CLAUSE, attachmentIds: files, at: corrected ? tx.now : handedOverAt });
      await this.reclock(tx, deal, row);
      return 'handed-over';
    });
  }

  /** The whole list. Another list than the one that was confirmed is confirmed anew. Throws 400 naming the line and field. */
  settle(ctx: Context, dealId: string, body: FeeLineBody[], version: number | null): Promise<DealView> {
    return this.shop(ctx, dealId, version, async (tx, deal, row) => {
      const lines = linesOf(body);
      const corrected = row.listedAt !== null;
      await tx.update(Handover, row, { lines, listedAt: tx.now, listedBy: ctx.userName, confirmations: [], settledAt: null });
      await this.record.write(tx, dealId, { kind: corrected ? 'change' : 'money', title: corrected ? '更正费用结算清单，须重新确认' : '费用结算清单', text: `${lines.length} 项`, clauseId: CLAUSE });
      await this.reclock(tx, deal, row);
      return 'fees-settled';
    });
  }

  /** The list is complete once both have confirmed (reading 8). Throws 409 without a list, or where the side has confirmed it already. */
  confirm(ctx: Context, dealId: string, { side, by, at, attachmentIds = [] }: ConfirmSettlement): Promise<DealView> {
    return this.shop(ctx, dealId, null, async (tx, deal, row) => {
      if (!row.listedAt) throw refuse.conflict('no_list', { zh: '先录入结算清单', en: 'Enter the list first' }, { clause: CLAUSE });
      const name = sideName(deal.business, side);
      if (row.confirmations.some((c) => c.side === side)) throw refuse.conflict('confirmed_already', { zh: `${name.zh}已经确认`, en: `The ${name.en} has confirmed it already` }, { clause: CLAUSE });
      const when = at ? this.past(tx, deal, at, 'at') : tx.now;
      const who = by?.trim() ?? contactOf((await this.record.parties(tx, dealId)).find((p) => p.side === side)!).name;
      const files = (await this.files.claim(tx, attachmentIds, { type: 'deal', id: dealId })).map((f) => f.id);
      const confirmations = [...row.confirmations, { side, by: who, at: when.toISOString(), recordedAt: tx.now.toISOString(), recordedBy: ctx.userName, attachmentIds: files }];
      await tx.update(Handover, row, { confirmations, settledAt: settledAt(confirmations) });
      await this.record.write(tx, dealId, { kind: 'money', title: `${name.zh}${who}确认结算清单`, clauseId: CLAUSE, attachmentIds: files, at: when });
      await this.reclock(tx, deal, row);
      return 'settlement-confirmed';
    });
  }

  /** Sends F4 to the specialist. Throws 422 naming what it still needs. */
  send(ctx: Context, dealId: string): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.write', null, async (tx, deal) => {
      const row = await this.take(tx, dealId);
      const missing = missingOf(deal, row);
      if (missing.length) throw refuse.rule(CLAUSE, 'f4_incomplete', { zh: `F4 还不能送出：${missing.map((m) => m.zh).join('，')}`, en: `F4 cannot be sent: ${missing.map((m) => m.en).join(', ')}` }, { errors: missing.map((m) => ({ field: m.field, code: 'required', message: { zh: m.zh, en: m.en } })) });
      await this.move(tx, row, 'sent', { sentAt: tx.now, sentBy: ctx.userName, receivedAt: null, receivedBy: null });
      const [{ units }, zone, dueAt] = await Promise.all([this.directory.people(tx), this.directory.zone(tx), this.dueAt(tx, dealId)]);
      await this.messages.send(tx, deal, {
        kind: 'f4_sent', clauseId: CLAUSE, unitId: deal.shopUnitId, dueAt, values: { shop: units.get(deal.shopUnitId)?.name ?? '', agent: ctx.userName, handedOverOn: localDate(row.handedOverAt!, zone), due: dueAt ? dueDayAndTime(dueAt, zone) : '—' },
        to: [{ key: 'specialist', person: 'user', userId: deal.specialistUserId!, channels: ['inapp', 'email'], copy: false }],
      });
      await this.record.write(tx, dealId, { kind: 'message', title: 'F4 送专员', clauseId: CLAUSE });
      return 'f4-sent';
    });
  }

  /**
   * PB-4.9a is met by the receipt. F4 decides which utilities go over, and the rooms that follow go on from there (reading 9, 10). It also proves the end of its step: that ends now and not with
   * the handover, for the shop has its working day to send F4 and would otherwise make the specialist late (PB-4.5). Throws 400 where a text to the parties needs the specialist's phone.
   */
  receive(ctx: Context, dealId: string, { told = [], phone }: ReceiveF4): Promise<DealView> {
    return this.specialist(ctx, dealId, async (tx, deal, row) => {
      await this.move(tx, row, 'received', { receivedAt: tx.now, receivedBy: ctx.userName });
      await this.obligations.meet(tx, { subjectId: dealId, clauses: [CLAUSE] }, { at: tx.now, note: 'F4', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '专员签收 F4' }] });
      await this.record.patch(tx, deal, { f4ReceivedAt: tx.now, utilities: row.utilities.map((u) => u.utility) });
      await this.record.write(tx, dealId, { kind: 'document', title: '签收 F4', clauseId: CLAUSE });
      await this.steps.utilitiesListed(tx, deal, true);
      await this.handovers.received(tx, deal, row);
      const step = await this.ends.awaitingProof(tx, deal, STEP);
      if (step) await this.ends.end(tx, deal, step, { finishedAt: tx.now, result: 'F4', outOfOrderReason: '房屋已移交、费用已结清（PB-4.9a）', attachmentIds: [], told, phone, tellLater: !told.length && !phone });
      return 'f4-received';
    });
  }

  /** One that is not as it must be. Before the receipt the shop's clock runs on; a receipt that is undone opens a new one, as long again (R13). */
  return(ctx: Context, dealId: string, reason: string): Promise<DealView> {
    return this.specialist(ctx, dealId, async (tx, deal, row) => {
      const undone = row.receivedAt;
      await this.move(tx, row, 'returned', { returnedAt: tx.now, returnedBy: ctx.userName, returnReason: reason, receivedAt: null, receivedBy: null, ...(undone && { reopenedAt: tx.now }) });
      if (undone) {
        await this.record.patch(tx, deal, { f4ReceivedAt: null });
        await this.reclock(tx, deal, row);
        await this.handovers.returned(tx, deal, reason);
        await this.ends.proofWithdrawn(tx, deal, STEP, undone, reason);
      }
      const dueAt = await this.dueAt(tx, dealId);
      await this.messages.send(tx, deal, {
        kind: 'f4_returned', clauseId: CLAUSE, unitId: deal.departmentUnitId, dueAt, values: { by: ctx.userName, reason, due: dueAt ? dueDayAndTime(dueAt, await this.directory.zone(tx)) : '—' },
        to: [{ key: 'agent', person: 'user', userId: deal.agentUserId, channels: ['inapp', 'email'], copy: false }],
      });
      await this.record.write(tx, dealId, { kind: 'document', title: 'F4 退回地铺', text: reason, clauseId: CLAUSE });
      return 'f4-returned';
    });
  }

  private past(tx: Tx, deal: Deal, typed: string, field: string): Date {
    const at = new Date(typed);
    if (at > tx.now) throw refuse.field(field, 'future', { zh: '时间不能在以后', en: 'cannot lie in the future' }, CLAUSE);
    if (at < deal.signedAt) throw refuse.field(field, 'before_signing', { zh: '早于合同签订', en: 'lies before the signing of the contract' }, CLAUSE);
    return at;
  }

  /** A change by the shop's deal staff (PB-3.1), while F4 is not with the specialist. */
  private shop(ctx: Context, dealId: string, version: number | null, work: (tx: Tx, deal: Deal, row: Handover) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.write', version, async (tx, deal) => {
      const row = await this.take(tx, dealId);
      if (!isEditable(row.status)) throw refuse.conflict('f4_with_specialist', { zh: 'F4 已在专员手里；要改先请专员退回', en: 'F4 is with the specialist, who returns it first' }, { clause: CLAUSE, allowed: [...f4Moves[row.status]] });
      return work(tx, deal, row);
    });
  }

  private specialist(ctx: Context, dealId: string, work: (tx: Tx, deal: Deal, row: Handover) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      return work(tx, deal, await this.take(tx, dealId));
    });
  }

  /** The deal's own, begun with the first thing that is entered. The deal is locked, so that there is one. */
  private async take(tx: Tx, dealId: string): Promise<Handover> {
    return (await this.handovers.of(tx, dealId)) ?? tx.insert<Handover>(Handover, { tenantId: tx.tenantId, id: newId(), version: 1, dealId, ...NOTHING });
  }

  private async move(tx: Tx, row: Handover, to: F4Status, patch: Partial<Handover>): Promise<void> {
    if (!f4Moves[row.status].includes(to)) throw refuse.transition(row.status, to, [...f4Moves[row.status]], CLAUSE);
    await tx.update(Handover, row, { ...patch, status: to });
  }

  /** The clock follows its facts (reading 8): one that began elsewhere, or no longer should run, gives way with the reason; its breach stays (R12). */
  private async reclock(tx: Tx, deal: Deal, row: Handover): Promise<void> {
    const owedFrom = f4OwedFrom(row);
    if (owedFrom?.getTime() === row.owedFrom?.getTime()) return;
    await this.obligations.cancel(tx, { subjectId: deal.id, clauses: [CLAUSE] }, '交房或结算的时间有更正');
    await tx.update(Handover, row, { owedFrom });
    if (owedFrom) await this.obligations.open(tx, dutiesOfF4({ owedFrom }).map((owed) => ({ ...owed, subject: subjectOf(deal), unitId: deal.shopUnitId, userId: deal.agentUserId, origin: deal.origin })));
  }

  private async dueAt(tx: Tx, dealId: string): Promise<Date | null> {
    const owed = (await this.ledger.ofSubjects(tx, [dealId])).get(dealId) ?? [];
    return owed.find((o) => o.clauseId === CLAUSE && o.status === 'open')?.dueAt ?? null;
  }
}

/** The list as it is stored. Throws 400 naming each line and field that is not right. */
function linesOf(body: FeeLineBody[]): FeeLine[] {
  const errors: FieldError[] = [];
  const lines = body.map(({ kind, label, from, to, payee, amount, period }, i): FeeLine => {
    const wrong = (field: string, code: string, zh: string, en: string): void => void errors.push({ field: `lines.${i}.${field}`, code, message: { zh, en } });
    if (from === to) wrong('to', 'same_side', '付款方和收款方不能相同', 'pays itself');
    if (to === 'other' && !payee) wrong('payee', 'required', '写明付给谁', 'say who is paid');
    if (to !== 'other' && payee) wrong('payee', 'not_needed', '收款方已是买卖一方', 'a side is paid already');
    if (period && !isPeriod(period)) wrong('period', 'period', '起止日期不对', 'is no period of days');
    return { kind, label: label.trim(), from, to, payee: to === 'other' ? payee?.trim() ?? null : null, amountFen: amountOf(amount, `lines.${i}.amount`).fen.toString(), period: period ? { from: period.from, until: period.until } : null };
  });
  if (errors.length) throw refuse.fields(errors, CLAUSE);
  return lines;
}

function isPeriod({ from, until }: { from: string; until: string }): boolean {
  try {
    return parseDate(from) <= parseDate(until);
  } catch {
    return false;
  }
}
