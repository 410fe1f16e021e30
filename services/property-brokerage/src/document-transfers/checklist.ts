import { Injectable } from '@nestjs/common';
import { Files } from '@luyue/files';
import { newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, refuse, statement, type Tx } from '@luyue/platform';
import { DealRecord, permitDeal, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { kindOf } from '../deal-kinds.ts';
import { Templates } from '../templates/templates.service.ts';
import type { DealView } from '../views.ts';
import type { AddDocument, BringDocument } from './document-transfers.http.ts';
import { TransferItem } from './transfer.entity.ts';
import { changesOf, checklistOf, dutiesOfOwing, type ItemState, itemMoves } from './transfers.rules.ts';

const ITEMS = statement('transfer_items', 'tenant_id = $1 AND deal_id = $2 ORDER BY position, id');
const DROP = statement('transfer_item_drop', 'DELETE FROM transfer_item WHERE tenant_id = $1 AND id = $2');
const ITEM = { zh: '资料', en: 'document' };
/** Behind everything that a template can list. */
const BY_HAND = 10_000;
const UNTOUCHED = { state: 'missing' as const, owedUntil: null, originalPlace: null, attachmentIds: [], broughtAt: null, broughtBy: null };

/** A document as people say it: 公证委托书（钱永年）. */
export const documentName = ({ name, whose }: Pick<TransferItem, 'name' | 'whose'>): { zh: string; en: string } => (whose ? { zh: `${name.zh}（${whose}）`, en: `${name.en} (${whose})` } : name);

/** The documents of a deal (PB-4.2): what its template asks for, kept in step with its parties, and what somebody added. */
@Injectable()
export class Checklist {
  constructor(private readonly deals: Deals, private readonly record: DealRecord, private readonly templates: Templates, private readonly obligations: Obligations, private readonly files: Files) {}

  of(tx: Tx, dealId: string): Promise<TransferItem[]> {
    return tx.rows(TransferItem, ITEMS, [tx.tenantId, dealId]);
  }

  /** The agent brings a document, or the specialist enters one that came; the places of scans and originals are kept. */
  bring(ctx: Context, dealId: string, itemId: string, { attachmentIds = [], originalPlace }: BringDocument): Promise<DealView> {
    return this.change(ctx, dealId, itemId, async (tx, deal, item) => {
      if (deal.specialistUserId !== ctx.userId) permitDeal(ctx, 'deal.write', deal);
      const files = (await this.files.claim(tx, attachmentIds, { type: 'deal', id: dealId })).map((f) => f.id);
      await this.move(tx, item, 'brought', { broughtAt: tx.now, broughtBy: ctx.userName, originalPlace: originalPlace ?? item.originalPlace, attachmentIds: [...item.attachmentIds, ...files], reason: null });
      await this.record.write(tx, dealId, { kind: 'document', title: `交来${documentName(item).zh}`, text: item.originalPlace ? `原件：${item.originalPlace}` : '', clauseId: 'PB-4.2', attachmentIds: files });
      return 'document-brought';
    });
  }

  accept(ctx: Context, dealId: string, itemId: string): Promise<DealView> {
    return this.change(ctx, dealId, itemId, async (tx, deal, item) => {
      permitSpecialist(ctx, deal);
      await this.received(tx, item);
      await this.record.write(tx, dealId, { kind: 'document', title: `收下${documentName(item).zh}`, clauseId: 'PB-4.2' });
      return 'document-accepted';
    });
  }

  /** One document is not as it must be. The round goes on; whoever owes it owes it still. */
  refuse(ctx: Context, dealId: string, itemId: string, reason: string): Promise<DealView> {
    return this.change(ctx, dealId, itemId, async (tx, deal, item) => {
      permitSpecialist(ctx, deal);
      await this.sentBack(tx, item, reason);
      await this.record.write(tx, dealId, { kind: 'document', title: `退回${documentName(item).zh}`, text: reason, clauseId: 'PB-4.2' });
      return 'document-refused';
    });
  }

  /** What a template asks for does not apply by the word of whoever assigns deals, what was added by that of the specialist. */
  drop(ctx: Context, dealId: string, itemId: string, reason: string): Promise<DealView> {
    return this.change(ctx, dealId, itemId, async (tx, deal, item) => {
      if (item.fromTemplate) permitDeal(ctx, 'deal.assign', deal);
      else permitSpecialist(ctx, deal);
      await this.notNeeded(tx, item, reason);
      await this.record.write(tx, dealId, { kind: 'document', title: `${documentName(item).zh}不适用`, text: reason, clauseId: 'PB-4.2' });
      return 'document-not-applicable';
    });
  }

  /** A document that the template does not have. Throws 400 for a party of another deal. */
  add(ctx: Context, dealId: string, { name, partyId, reason }: AddDocument): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const party = partyId ? (await this.record.parties(tx, dealId)).find((p) => p.id === partyId) : null;
      if (party === undefined) throw refuse.field('partyId', 'unknown_party', { zh: '没有这位当事人', en: 'no such party' }, 'PB-4.2');
      const id = newId();
      const item = await tx.insert(TransferItem, {
        tenantId: tx.tenantId, id, version: 1, dealId, key: `added_${id.replaceAll('-', '')}`, name, partyId: party?.id ?? null, whose: party?.name ?? '', fromTemplate: false, position: BY_HAND, reason: reason ?? null, ...UNTOUCHED, notedAt: tx.now, notedBy: ctx.userName,
      });
      await this.record.write(tx, dealId, { kind: 'document', title: `增加资料：${documentName(item).zh}`, text: reason ?? '', clauseId: 'PB-4.2' });
      return 'document-added';
    });
  }

  /** Takes back what was added by hand and never came. Throws 422 for what the template asks for, 409 for what is there. */
  remove(ctx: Context, dealId: string, itemId: string): Promise<DealView> {
    return this.change(ctx, dealId, itemId, async (tx, deal, item) => {
      permitSpecialist(ctx, deal);
      if (item.fromTemplate) throw refuse.rule('PB-4.2', 'item_of_template', { zh: '模板要求的资料不能删，可以写明原因标为不适用', en: 'A document of the template is not removed; it can be said, with a reason, not to apply' });
      if (item.state !== 'missing' || item.attachmentIds.length) throw refuse.conflict('item_in_use', { zh: '这份资料已经交来过，不能删', en: 'This document has been brought and stays' }, { clause: 'PB-4.2' });
      await tx.sql(DROP, [tx.tenantId, item.id]);
      await this.record.write(tx, dealId, { kind: 'document', title: `删去资料：${documentName(item).zh}`, clauseId: 'PB-4.2' });
      return 'document-removed';
    });
  }

  /** Brings the list in step with template, certificate and parties: whoever acts for a party now shows a power of attorney. */
  async follow(tx: Tx, deal: Deal): Promise<void> {
    const [{ documents }, parties, items] = await Promise.all([this.templates.of(tx, deal, kindOf(deal)), this.record.parties(tx, deal.id), this.of(tx, deal.id)]);
    const { added, revived, dropped, renamed } = changesOf(items, checklistOf(documents, deal.property, parties));
    await tx.insertAll(TransferItem, added.map((need) => ({ tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, ...need, fromTemplate: true, reason: null, ...UNTOUCHED, notedAt: tx.now, notedBy: tx.ctx.userName })));
    for (const item of revived) await this.move(tx, item, 'missing');
    for (const item of dropped) await this.notNeeded(tx, item, null);
    for (const { item, whose } of renamed) await tx.update(TransferItem, item, { whose });
  }

  /** It is there. What was owed by a date is met by this (PB-4.2). */
  async received(tx: Tx, item: TransferItem): Promise<void> {
    const owed = item.owedUntil !== null;
    await this.move(tx, item, 'accepted', { owedUntil: null, reason: null, broughtAt: item.broughtAt ?? tx.now, broughtBy: item.broughtBy ?? tx.ctx.userName });
    if (!owed) return;
    const name = documentName(item).zh;
    await this.obligations.meet(tx, { subjectId: item.id, clauses: ['PB-4.2'] }, { at: tx.now, note: name, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: `补交${name}` }] });
  }

  async sentBack(tx: Tx, item: TransferItem, reason: string): Promise<void> { await this.move(tx, item, item.owedUntil ? 'owed' : 'refused', { reason }); }

  /** The transfer is accepted without it: the agent brings it by the end of a day that is `days` ahead. */
  async owe(tx: Tx, deal: Deal, item: TransferItem, { reason, dueOn, days }: { reason: string; dueOn: string; days: number }): Promise<void> {
    await this.move(tx, item, 'owed', { reason, owedUntil: dueOn });
    await this.record.hang(tx, deal.id, [item.id]);
    const subject = { ...subjectOf(deal), type: 'transfer_item', id: item.id, title: `${deal.title} · ${documentName(item).zh}` };
    await this.obligations.open(tx, dutiesOfOwing({ acceptedAt: tx.now, days }).map((owed) => ({ ...owed, subject, unitId: deal.shopUnitId, userId: deal.agentUserId, origin: deal.origin })));
  }

  private async notNeeded(tx: Tx, item: TransferItem, reason: string | null): Promise<void> {
    const owed = item.owedUntil !== null;
    await this.move(tx, item, 'not_applicable', { reason, owedUntil: null });
    if (owed) await this.obligations.cancel(tx, { subjectId: item.id, clauses: ['PB-4.2'] }, reason ?? '不再需要');
  }

  /** By the transition table; throws 409 naming the moves that are allowed. */
  private async move(tx: Tx, item: TransferItem, to: ItemState, patch: Partial<TransferItem> = {}): Promise<void> {
    if (!itemMoves[item.state].includes(to)) throw refuse.transition(item.state, to, [...itemMoves[item.state]], 'PB-4.2');
    await tx.update(TransferItem, item, { ...patch, state: to, notedAt: tx.now, notedBy: tx.ctx.userName });
  }

  private change(ctx: Context, dealId: string, itemId: string, work: (tx: Tx, deal: Deal, item: TransferItem) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.read', null, async (tx, deal) => {
      const item = await tx.lock(TransferItem, itemId, ITEM);
      if (item.dealId !== dealId) throw refuse.notFound(ITEM);
      return work(tx, deal, item);
    });
  }
}
