import { Injectable } from '@nestjs/common';
import { Files } from '@luyue/files';
import { instantAt, Money, newId, parseDate, yuan } from '@luyue/kernel';
import { Directory } from '@luyue/directory';
import { type Obligation, type ObligationLine, ObligationList, Obligations, obligationView, type People } from '@luyue/obligations';
import { type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { type Business, MONEY_NAMES, type MoneyKind, type Side, sideName } from '../deal-kinds.ts';
import { DealRecord, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages } from '../messages/messages.service.ts';
import type { ReceiptView, RecordReceipt } from './held-funds.http.ts';
import { accountOf, dutiesOfReceipt, reportState } from './held-funds.rules.ts';
import { HeldFunds } from './held-funds.service.ts';
import { Receipt } from './receipt.entity.ts';

export interface ReceiptFilter { reported?: 'yes' | 'no'; day?: string; shopUnitId?: string; kind?: MoneyKind; limit: number; cursor?: string }

const RECEIPT = { zh: '收款', en: 'receipt' };
const IN_DEAL = statement('receipts_in_deal', 'tenant_id = $1 AND deal_id = $2 ORDER BY received_at, id');
const SUMS = statement('receipt_sums', 'SELECT side, kind, sum(amount_fen)::text AS fen FROM receipt WHERE tenant_id = $1 AND deal_id = $2 AND reversal_of IS NULL AND reversed_by IS NULL GROUP BY side, kind');
const DEALS = statement('receipt_deals', 'SELECT id, number, title, business FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');

/** Whole fen of what somebody typed in yuan. Throws 400 naming the field unless it is above zero. */
export function amountOf(text: string, field = 'amount'): Money {
  try {
    const amount = Money.parse(text);
    if (!amount.isNegative && !amount.isZero) return amount;
  } catch { /* said below */ }
  throw refuse.field(field, 'money', { zh: '金额要大于零，最多两位小数', en: 'is an amount of yuan above zero with two decimals at most' });
}

/** Money that the shop takes for a deal, and the reversal of what was entered wrongly (PB-3.1, PB-4.6). */
@Injectable()
export class Receipts {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly funds: HeldFunds, private readonly obligations: Obligations, private readonly duties: ObligationList, private readonly messages: DealMessages,
    private readonly files: Files, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  /** Posts it and owes its report. Throws 400 naming the field, 409 for a deal that is closed. */
  async receive(ctx: Context, dealId: string, body: RecordReceipt): Promise<ReceiptView> {
    permit(ctx, 'funds.receive');
    const amount = amountOf(body.amount);
    const number = await this.numbers.next(ctx, 'SK');
    return this.database.write(ctx, async (tx) => {
      // What the opening of PB-4.6 will ask is read beside it.
      const [deal] = await Promise.all([this.record.take(tx, dealId, 'funds.receive'), this.obligations.rules(tx)]);
      const receivedAt = new Date(body.receivedAt);
      if (receivedAt > tx.now) throw refuse.field('receivedAt', 'future', { zh: '收款时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.6');
      const { side, payerPartyId, payerName } = await this.payerOf(tx, deal, body);
      const [id, entryId] = [newId(), newId()];
      const files = await this.files.claim(tx, body.attachmentIds ?? [], { type: 'deal', id: dealId });
      const receipt: Receipt = {
        ...this.blank(tx, deal), id, number, kind: body.kind, side, payerPartyId, payerName, amountFen: amount.fen.toString(), receivedAt, method: body.method, reference: body.reference ?? null, note: body.note ?? '', attachmentIds: files.map((f) => f.id), entryId,
      };
      // In one flight: neither waits for what the other wrote.
      const [, owed] = await Promise.all([
        this.funds.received(tx, dealId, { id, entryId, number, account: accountOf(body.kind, side), amount, at: receivedAt }), this.insert(tx, deal, receipt),
        this.record.write(tx, dealId, { kind: 'money', title: `收${MONEY_NAMES[body.kind].zh} ${amount.toString()}`, text: `${payerName}，${number}`, clauseId: 'PB-4.6', at: receivedAt, attachmentIds: receipt.attachmentIds }),
      ]);
      await this.record.changed(tx, deal, 'receipt-recorded');
      return receiptView(receipt, deal, owed.at(-1), undefined, tx.now, await this.directory.people(tx));
    });
  }

  /**
   * Takes a receipt back by its opposite, which is reported too (reading 6); a report that was made stays made (R13). By the shop or by finance. Throws 409 where that was done already,
   * 422 for a reversal and where the money is no longer there.
   */
  async reverse(ctx: Context, id: string, reason: string): Promise<ReceiptView> {
    if (!may(ctx, 'funds.reconcile')) permit(ctx, 'funds.receive');
    const number = await this.numbers.next(ctx, 'SK');
    return this.database.write(ctx, async (tx) => {
      const { dealId, departmentUnitId } = await tx.get(Receipt, id, RECEIPT);
      const deal = await this.record.take(tx, dealId, may(ctx, 'funds.reconcile', departmentUnitId) ? 'funds.reconcile' : 'funds.receive');
      const original = await tx.lock(Receipt, id, RECEIPT);
      if (original.reversalOf) throw refuse.rule('PB-4.6', 'reversal_reversed', { zh: '冲销不能再冲销，请重新记收款', en: 'A reversal is not reversed: record the receipt anew' });
      if (original.reversedBy) throw refuse.conflict('already_reversed', { zh: '这笔收款已经冲销过', en: 'This receipt has been reversed already' }, { clause: 'PB-4.6' });
      const amount = Money.ofFen(BigInt(original.amountFen));
      await this.funds.needs(tx, deal, accountOf(original.kind, original.side), amount, 'PB-4.6');
      const { id: entryId } = await this.funds.takenBack(tx, original.entryId, reason);
      const { kind, side, payerPartyId, payerName, amountFen, method, reference } = original;
      const reversal: Receipt = { ...this.blank(tx, deal), number, kind, side, payerPartyId, payerName, amountFen, method, reference, receivedAt: tx.now, entryId, reversalOf: id, reason };
      await this.insert(tx, deal, reversal);
      await tx.update(Receipt, original, { reversedBy: reversal.id });
      await this.record.write(tx, dealId, { kind: 'money', title: `冲销收款 ${original.number} ${amount.toString()}`, text: reason, clauseId: 'PB-4.6' });
      await this.record.changed(tx, deal, 'receipt-reversed');
      return this.viewOf(tx, reversal);
    });
  }

  /** What came in for a deal and was not taken back, by side and kind. */
  async sums(tx: Tx, dealId: string): Promise<{ side: Side; kind: MoneyKind; fen: bigint }[]> {
    const rows = await tx.sql<{ side: Side; kind: MoneyKind; fen: string }>(SUMS, [tx.tenantId, dealId]);
    return rows.map((row) => ({ ...row, fen: BigInt(row.fen) }));
  }

  /** In the order of the money. */
  ofDeal(ctx: Context, dealId: string): Promise<{ items: ReceiptView[] }> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, dealId, 'funds.read');
      return { items: await this.inDeal(tx, dealId) };
    });
  }

  /** What this party paid, without entries that were reversed, in yuan; for rooms that have asked who reads. */
  async paidBy(tx: Tx, dealId: string, partyId: string): Promise<{ id: string; number: string; what: Text; amount: string; at: Date }[]> {
    const rows = await tx.manager.createQueryBuilder(Receipt, 'r').where('r.tenantId = :tenant AND r.dealId = :dealId AND r.payerPartyId = :partyId AND r.reversalOf IS NULL AND r.reversedBy IS NULL', { tenant: tx.tenantId, dealId, partyId }).orderBy('r.receivedAt').addOrderBy('r.id').getMany();
    return rows.map(({ id, number, kind, amountFen, receivedAt }) => ({ id, number, what: MONEY_NAMES[kind], amount: yuan(amountFen), at: receivedAt }));
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, dealId: string): Promise<ReceiptView[]> {
    const rows = await tx.rows(Receipt, IN_DEAL, [tx.tenantId, dealId]);
    return this.views(tx, rows);
  }

  list(ctx: Context, filter: ReceiptFilter): Promise<Page<ReceiptView>> {
    const units = unitsOf(ctx, 'funds.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Receipt, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('(r.shopUnitId = ANY (:units) OR r.departmentUnitId = ANY (:units))', { units });
      if (filter.shopUnitId) query.andWhere('r.shopUnitId = :shop', { shop: filter.shopUnitId });
      if (filter.kind) query.andWhere('r.kind = :kind', { kind: filter.kind });
      if (filter.reported) query.andWhere(filter.reported === 'yes' ? 'r.completeAt IS NOT NULL' : 'r.completeAt IS NULL');
      if (filter.day) query.andWhere('r.receivedAt >= :from AND r.receivedAt < :to', dayRange(filter.day, await this.directory.zone(tx)));
      if (after) query.andWhere('(r.receivedAt, r.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('r.receivedAt', 'DESC').addOrderBy('r.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (r) => [r.receivedAt.toISOString(), r.id], (r) => r);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Receipts as people see them, with what became of their reports; four questions for the whole list. */
  async views(tx: Tx, rows: Receipt[]): Promise<ReceiptView[]> {
    const ids = rows.map((r) => r.id);
    const [deals, people, owed, sent] = await Promise.all([tx.sql<{ id: string; number: string; title: string; business: Business }>(DEALS, [tx.tenantId, [...new Set(rows.map((r) => r.dealId))]]), this.directory.people(tx), this.duties.ofSubjects(tx, ids), this.messages.ofSubjects(tx, ids)]);
    const dealOf = new Map(deals.map((d) => [d.id, d]));
    const latest = new Map(sent.map((m): [string, DealMessage] => [m.subjectId, m]));
    return rows.map((r) => receiptView(r, dealOf.get(r.dealId)!, owed.get(r.id)?.at(-1), latest.get(r.id), tx.now, people));
  }

  private async viewOf(tx: Tx, receipt: Receipt): Promise<ReceiptView> { return (await this.views(tx, [receipt]))[0]!; }

  /** Writes the row and opens PB-4.6 for it: the receipt itself is the subject, since a deal has several. Answers what it owes. */
  private async insert(tx: Tx, deal: Deal, row: Receipt): Promise<Obligation[]> {
    const duties = dutiesOfReceipt(row).map((owed) => ({ ...owed, subject: { ...subjectOf(deal), type: 'receipt', id: row.id }, unitId: deal.shopUnitId, userId: deal.agentUserId, origin: deal.origin }));
    const [, , owed] = await Promise.all([tx.insert(Receipt, row), this.record.hang(tx, deal.id, [row.id]), this.obligations.open(tx, duties)]);
    return owed;
  }

  private blank(tx: Tx, deal: Deal): Pick<Receipt, 'tenantId' | 'id' | 'version' | 'dealId' | 'shopUnitId' | 'departmentUnitId' | 'note' | 'attachmentIds' | 'recordedAt' | 'recordedBy' | 'reversalOf' | 'reversedBy' | 'reason' | 'reportedAt' | 'completeAt'> {
    return {
      tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, shopUnitId: deal.shopUnitId, departmentUnitId: deal.departmentUnitId, note: '', attachmentIds: [], recordedAt: tx.now, recordedBy: tx.ctx.userName, reversalOf: null, reversedBy: null,
      reason: null, reportedAt: null, completeAt: null,
    };
  }

  /** A party pays for its side; anybody else pays for the side that is named. */
  private async payerOf(tx: Tx, deal: Deal, body: RecordReceipt): Promise<{ side: Side; payerPartyId: string | null; payerName: string }> {
    if (body.payerPartyId) {
      const party = await this.record.party(tx, deal.id, body.payerPartyId, 'payerPartyId');
      return { side: party.side, payerPartyId: party.id, payerName: party.name };
    }
    if (!body.payerName) throw refuse.field('payerName', 'required', { zh: '要写明谁付的款', en: 'who paid is missing' }, 'PB-4.6');
    if (!body.side) throw refuse.field('side', 'required', { zh: '要写明为哪一方代管', en: 'for which side it is held is missing' }, 'PB-4.6');
    return { side: body.side, payerPartyId: null, payerName: body.payerName };
  }
}

function receiptView(r: Receipt, deal: { number: string; title: string; business: Business }, duty: ObligationLine | undefined, message: DealMessage | undefined, now: Date, people: People): ReceiptView {
  return {
    id: r.id, number: r.number, dealId: r.dealId, dealNumber: deal.number, dealTitle: deal.title, shopUnitId: r.shopUnitId, shopName: people.units.get(r.shopUnitId)?.name ?? '', kind: r.kind, side: r.side, sideName: sideName(deal.business, r.side),
    payerPartyId: r.payerPartyId, payerName: r.payerName, amount: yuan(r.amountFen), receivedAt: r.receivedAt.toISOString(), method: r.method, reference: r.reference, note: r.note, attachmentIds: r.attachmentIds,
    recordedAt: r.recordedAt.toISOString(), recordedBy: r.recordedBy, reversalOf: r.reversalOf, reversedBy: r.reversedBy, reason: r.reason,
    report: {
      state: reportState(r, message), sentAt: message?.requestedAt.toISOString() ?? null, completeAt: r.completeAt?.toISOString() ?? null,
      recipients: (message?.owed ?? []).map(({ key, channel, copy, result, reason, at }) => ({ recipient: key, channel, copy, result, reason, at })),
    },
    obligation: duty ? obligationView(duty, now, people) : null,
  };
}

/** The instants of a local day; throws 400 naming `field` for a day that there is not. */
export function dayRange(day: string, zone: string, field = 'day'): { from: Date; to: Date } {
  try {
    const number = parseDate(day);
    return { from: new Date(instantAt(number, '00:00', zone)), to: new Date(instantAt(number, '24:00', zone)) };
  } catch {
    throw refuse.field(field, 'date', { zh: '没有这一天', en: 'there is no such day' });
  }
}
