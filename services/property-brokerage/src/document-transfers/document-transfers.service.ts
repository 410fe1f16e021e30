import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, localDay, newId, parseDate } from '@luyue/kernel';
import { ObligationList, Obligations } from '@luyue/obligations';
import { type Context, type FieldError, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { ContractCopies } from '../contract-copies/contract-copies.service.ts';
import { type ClosingListener, DealRecord, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { Introductions } from '../introductions/introductions.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealView } from '../views.ts';
import { Checklist, documentName } from './checklist.ts';
import type { AcceptDocuments, OwedDocument, RefuseDocuments } from './document-transfers.http.ts';
import { DocumentTransfer, type TransferItem } from './transfer.entity.ts';
import { type AcceptIncomplete, type DocumentTransferView, transferView } from './transfer-views.ts';
import { dutiesOfRefusal, dutiesOfTaking, isMissing, type RoundStatus, roundMoves, shortened } from './transfers.rules.ts';

/** An agreement on a document that is not there, for longer than this, is none. */
const ROUNDS = statement('document_transfer_rounds', 'tenant_id = $1 AND deal_id = $2 ORDER BY round');
const MOST_DAYS = 365;
interface Agreed { reason: string; dueOn: string; days: number }

/** The documents change hands, in rounds: a refusal names what is missing, the acceptance takes the deal (PB-4.1c, PB-4.2, reading 2, 4). */
@Injectable()
export class DocumentTransfers implements ClosingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly checklist: Checklist, private readonly steps: StepRecord, private readonly messages: DealMessages,
    private readonly introductions: Introductions, private readonly copies: ContractCopies, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory,
  ) {}

  onModuleInit(): void { this.record.askBeforeClosing(this); }

  /** Rounds, checklist, what the parties were told, and the copy of the contract: the whole page of a transfer. */
  get(ctx: Context, dealId: string): Promise<DocumentTransferView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId)));
  }

  /** The same for rooms that have asked their own permission. */
  async view(tx: Tx, deal: Deal): Promise<DocumentTransferView> {
    const dealId = deal.id;
    const [rounds, items, parties, zone, people, incomplete] = await Promise.all([this.rounds(tx, dealId), this.checklist.of(tx, dealId), this.record.parties(tx, dealId), this.directory.zone(tx), this.ledger.people(tx), this.acceptIncomplete(tx)]);
    const [obligations, introductions, contractCopy] = await Promise.all([this.ledger.ofSubjects(tx, [dealId, ...items.map((i) => i.id)]), this.introductions.view(tx, deal, parties), this.copies.view(tx, deal)]);
    return transferView(tx.ctx, deal, { rounds, items, parties, incomplete, introductions, contractCopy }, { now: tx.now, zone, obligations, ...people });
  }

  /** The naming of a specialist opens the first round; another naming, after the first declined, finds it open. The clock runs since F1 came. */
  async open(tx: Tx, deal: Deal): Promise<void> {
    if (await this.running(tx, deal.id)) return;
    await this.next(tx, deal);
    await this.checklist.follow(tx, deal);
  }

  /** The deal's basics were corrected. Before its first round there is no checklist that could follow them. */
  async basicsCorrected(tx: Tx, deal: Deal): Promise<void> {
    if ((await this.rounds(tx, deal.id)).length) await this.checklist.follow(tx, deal);
  }

  /** Ends the round and opens the next. The round's breach, if it had one, stays on record (R12). Everything that is not there is named, whether the specialist did or not. */
  refuse(ctx: Context, dealId: string, { itemIds, reason }: RefuseDocuments): Promise<DealView> {
    return this.transfer(ctx, dealId, async (tx, deal, round, items) => {
      itemIds.forEach((id, i) => {
        const item = items.find((one) => one.id === id);
        if (!item || item.state === 'not_applicable') throw refuse.field(`itemIds.${i}`, item ? 'not_needed' : 'unknown_item', item ? { zh: '这份资料不适用', en: 'this document does not apply' } : { zh: '清单里没有这份资料', en: 'there is no such document on the list' }, 'PB-4.2');
      });
      const wanting = items.filter((item) => isMissing(item.state) || itemIds.includes(item.id));
      for (const item of wanting) if (!isMissing(item.state)) await this.checklist.sentBack(tx, item, reason);
      await this.move(tx, round, 'refused', { reason, missing: wanting.map((item) => ({ itemId: item.id, name: item.name, whose: item.whose })) });
      await this.obligations.cancel(tx, { subjectId: dealId, clauses: ['PB-4.1c'] }, `第 ${round.round} 轮资料退回`);
      const [owed] = await this.obligations.open(tx, dutiesOfRefusal({ refusedAt: tx.now }).map((duty) => ({ ...duty, subject: subjectOf(deal), unitId: deal.shopUnitId, userId: deal.agentUserId, origin: deal.origin })));
      await this.next(tx, deal);
      await this.tell(tx, deal, wanting, reason, owed?.dueAt ?? null);
      await this.record.write(tx, dealId, { kind: 'document', title: `第 ${round.round} 轮资料退回`, text: `缺：${wanting.map((item) => documentName(item).zh).join('、')}；${reason}`, clauseId: 'PB-4.2' });
      return 'transfer-refused';
    });
  }

  /**
   * Takes the deal (reading 4). Throws 422 naming PB-4.2 while a required document is missing and the company's policy is to refuse; where it accepts with
   * a reason, 400 naming each document that has none, or no day ahead.
   */
  accept(ctx: Context, dealId: string, { owed = [] }: AcceptDocuments): Promise<DealView> {
    return this.transfer(ctx, dealId, async (tx, deal, round, items) => {
      const missing = items.filter((item) => isMissing(item.state));
      const agreed = await this.agreed(tx, missing, owed);
      for (const item of items) if (item.state === 'brought') await this.checklist.received(tx, item);
      for (const item of missing) await this.checklist.owe(tx, deal, item, agreed.get(item.id)!);
      await this.move(tx, round, 'accepted');
      await this.record.move(tx, deal, 'taken', { takenAt: tx.now, specialistAcceptedAt: deal.specialistAcceptedAt ?? tx.now });
      await this.obligations.meet(tx, { subjectId: dealId, clauses: ['PB-4.1c'] }, { at: tx.now, note: `第 ${round.round} 轮`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `接收资料，共 ${round.round} 轮` }] });
      await this.obligations.open(tx, dutiesOfTaking({ takenAt: tx.now }).map((duty) => ({
        ...duty, subject: subjectOf(deal), origin: deal.origin,
        // The agent phones first (PB-4.3a); forms and copy are the specialist's (PB-4.3b, PB-4.4).
        ...(duty.clauseId === 'PB-4.3a' ? { unitId: deal.shopUnitId, userId: deal.agentUserId } : { unitId: deal.departmentUnitId, userId: deal.specialistUserId }),
      })));
      const still = missing.map((item) => `${documentName(item).zh}（${agreed.get(item.id)!.dueOn} 前补齐：${agreed.get(item.id)!.reason}）`);
      await this.record.write(tx, dealId, { kind: 'status', title: '资料移交完成，接单', text: still.length ? `欠：${still.join('、')}` : '', clauseId: 'PB-4.1c' });
      await this.steps.settle(tx, deal, '');
      return 'transfer-accepted';
    });
  }

  /** A cancelled deal hands nothing over any more. */
  async dealClosing(tx: Tx, deal: Deal, _to: 'archived' | 'cancelled', reason: string | null): Promise<void> {
    const round = await this.running(tx, deal.id);
    if (round) await this.move(tx, round, 'cancelled', { reason });
  }

  /** What was agreed for each missing document. */
  private async agreed(tx: Tx, missing: TransferItem[], owed: OwedDocument[]): Promise<Map<string, Agreed>> {
    const named = (item: TransferItem, field: string, code: string, zh: string, en: string): FieldError => ({ field, code, message: { zh: `${documentName(item).zh}${zh}`, en: `${documentName(item).en} ${en}` } });
    if (missing.length && (await this.acceptIncomplete(tx)) === 'refused') {
      throw refuse.rule('PB-4.2', 'documents_missing', { zh: `资料不齐，不能接收：${missing.map((i) => documentName(i).zh).join('、')}`, en: `Documents are missing: ${missing.map((i) => documentName(i).en).join(', ')}` }, { errors: missing.map((i) => named(i, 'items', 'missing', '没有交来', 'is missing')) });
    }
    const today = localDay(tx.now.getTime(), await this.directory.zone(tx));
    const agreed = new Map<string, Agreed>();
    const errors: FieldError[] = [];
    for (const [i, { itemId, reason, dueOn }] of owed.entries()) {
      const days = daysAhead(dueOn, today);
      if (!missing.some((item) => item.id === itemId) || agreed.has(itemId)) errors.push({ field: `owed.${i}.itemId`, code: 'not_missing', message: { zh: '这份资料不缺，或写了两次', en: 'is not missing, or stands there twice' } });
      else if (days === null || days < 1 || days > MOST_DAYS) errors.push({ field: `owed.${i}.dueOn`, code: 'not_ahead', message: { zh: '补齐日期要在今天以后，最多一年', en: 'is a day after today, a year ahead at most' } });
      else agreed.set(itemId, { reason, dueOn, days });
    }
    for (const item of missing) if (!owed.some((o) => o.itemId === item.id)) errors.push(named(item, 'owed', 'required', '要写明原因和补齐日期', 'needs a reason and a due date'));
    if (errors.length) throw refuse.fields(errors, 'PB-4.2');
    return agreed;
  }

  /** PB-4.2: while a document is missing, `refused` unless the company accepts with a reason. */
  private async acceptIncomplete(tx: Tx): Promise<AcceptIncomplete> {
    return (await this.directory.policyValues(tx))<AcceptIncomplete>('pb.transfer.acceptIncomplete');
  }

  private rounds(tx: Tx, dealId: string): Promise<DocumentTransfer[]> {
    return tx.rows(DocumentTransfer, ROUNDS, [tx.tenantId, dealId]);
  }

  private async running(tx: Tx, dealId: string): Promise<DocumentTransfer | undefined> { return (await this.rounds(tx, dealId)).find((r) => r.status === 'open'); }

  private async next(tx: Tx, deal: Deal): Promise<void> {
    const round = (await this.rounds(tx, deal.id)).length + 1;
    await tx.insert(DocumentTransfer, { tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, round, status: 'open', openedAt: tx.now, closedAt: null, closedBy: null, reason: null, missing: [] });
  }

  private async move(tx: Tx, round: DocumentTransfer, to: RoundStatus, patch: Partial<DocumentTransfer> = {}): Promise<void> {
    if (!roundMoves[round.status].includes(to)) throw refuse.transition(round.status, to, [...roundMoves[round.status]], 'PB-4.1c');
    await tx.update(DocumentTransfer, round, { ...patch, status: to, closedAt: tx.now, closedBy: tx.ctx.userName });
  }

  /** Only the deal's specialist ends a round; while nobody is named nobody does. */
  private transfer(ctx: Context, dealId: string, work: (tx: Tx, deal: Deal, round: DocumentTransfer, items: TransferItem[]) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const round = await this.running(tx, dealId);
      if (!round) throw refuse.conflict('no_open_round', { zh: '资料移交已经完成', en: 'The documents have been transferred already' }, { clause: 'PB-4.1c' });
      return work(tx, deal, round, await this.checklist.of(tx, dealId));
    });
  }

  private async tell(tx: Tx, deal: Deal, wanting: TransferItem[], reason: string, dueAt: Date | null): Promise<void> {
    const [zone, names] = [await this.directory.zone(tx), wanting.map(documentName)];
    await this.messages.send(tx, deal, {
      kind: 'transfer_refused', clauseId: 'PB-4.2', unitId: deal.departmentUnitId, dueAt, to: [{ key: 'agent', person: 'user', userId: deal.agentUserId, channels: ['inapp', 'email'], copy: false }],
      values: {
        specialist: tx.ctx.userName, reason, due: dueAt ? dueDayAndTime(dueAt, zone) : '—',
        missing: { zh: shortened(names.map((n) => n.zh), '、', (all) => ` 等 ${all} 份`), en: shortened(names.map((n) => n.en), ', ', (all) => ` and others, ${all} in all`) },
      },
    });
  }
}

/** How many days a date lies ahead; null for a date that there is not. */
function daysAhead(date: string, today: number): number | null {
  try {
    return parseDate(date) - today;
  } catch {
    return null;
  }
}
