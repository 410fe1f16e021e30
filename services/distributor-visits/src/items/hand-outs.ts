import { Injectable } from '@nestjs/common';
import { newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Stock } from '@luyue/stock';
import { CustomerRecord } from '../customers/customer-record.ts';
import { ItemBudgets } from '../item-budgets/item-budgets.service.ts';
import { ItemHandOut } from './item.entity.ts';
import type { HandOutItems, HandOutView, HandOutWords } from './items.http.ts';
import { costByKind, costOf, handOutMoves } from './items.rules.ts';
import { Items, type PricedLine, stockItem } from './items.service.ts';

export interface HandOutFilter { customerId?: string; unitId?: string; limit: number; cursor?: string }
/** To whom, when, by which visit or application. */
export interface Handed { unitId: string; customerId: string; visitId: string | null; applicationId: string | null; at: Date; number: string; id?: string }

const HAND_OUT = { zh: '发放记录', en: 'hand-out' };

/** Things go to customers (DV-3.3f): from the unit's stock, within its budget, in one transaction. */
@Injectable()
export class HandOuts {
  constructor(private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly items: Items, private readonly budgets: ItemBudgets, private readonly stock: Stock, private readonly numbers: Numbers) {}

  /** Throws 422 naming DV-6 for gifts, DV-3.3f where stock or budget does not hold it. */
  async handOut(ctx: Context, { customerId, ...words }: HandOutItems): Promise<HandOutView> {
    permit(ctx, may(ctx, 'giftItem.work') ? 'giftItem.work' : 'visit.work');
    const number = await this.numbers.next(ctx, 'FF');
    return this.database.write(ctx, async (tx) => {
      const { unitId } = await this.customers.subject(tx, customerId);
      permit(ctx, may(ctx, 'giftItem.work', unitId) ? 'giftItem.work' : 'visit.work', unitId);
      return this.view(tx, await this.add(tx, words, { unitId, customerId, visitId: null, applicationId: null, at: tx.now, number }));
    });
  }

  /** The same inside the transaction of a visit; who may visit was asked there. */
  async add(tx: Tx, words: HandOutWords, handed: Handed): Promise<ItemHandOut> {
    const lines = await this.items.priced(tx, words.lines, 'DV-3.3f');
    if (lines.some(({ kind }) => kind === 'gift')) throw refuse.rule('DV-6', 'gift_needs_approval', { zh: '礼品要先有批准的《赠送礼品预算申请表》', en: 'Gifts are issued by an approved application' });
    return this.give(tx, lines, words, handed);
  }

  /** Budgets first, then the stock: everybody takes them in this order. */
  async give(tx: Tx, lines: readonly PricedLine[], { receivedBy = '', note = '' }: Pick<HandOutWords, 'receivedBy' | 'note'>, { unitId, customerId, visitId, applicationId, at, number, id = newId() }: Handed): Promise<ItemHandOut> {
    const clause = applicationId ? 'DV-6' : 'DV-3.3f';
    const charges: ItemHandOut['charges'] = [];
    for (const [kind, fen] of costByKind(lines)) charges.push(...(await this.budgets.charge(tx, { unitId, kind, fen, at, clause })));
    await this.stock.moveAll(tx, lines.map(({ itemId, name, quantity }) => ({
      item: stockItem({ id: itemId, name }), from: { type: 'unit', id: unitId }, to: { type: 'customer', id: null }, quantity, kind: 'hand_out', reference: referenceOf(id, itemId), at, clause, note: number,
    })));
    return tx.insert(ItemHandOut, {
      tenantId: tx.tenantId, id, version: 1, number, unitId, customerId, visitId, applicationId, handedAt: at, handedBy: tx.ctx.userName, receivedBy, note, status: 'handed_out', takenBackReason: null, charges,
      lines: lines.map(({ itemId, kind, name, quantity, priceFen }) => ({ itemId, kind, name, quantity, priceFen: priceFen.toString() })),
    });
  }

  /** Throws 422 naming DV-6 for gifts, which come back by their application; 409 for what was taken back. */
  takeBack(ctx: Context, id: string, reason: string): Promise<HandOutView> {
    permit(ctx, 'giftItem.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ItemHandOut, id, HAND_OUT);
      permit(ctx, 'giftItem.work', row.unitId);
      if (row.applicationId) throw refuse.rule('DV-6', 'of_an_application', { zh: '礼品在申请表上收回', en: 'Gifts are taken back by their application' });
      await this.undo(tx, row, reason);
      return this.view(tx, row);
    });
  }

  /** The hand-out of an application comes back; the room of applications has asked who may. */
  async undoOf(tx: Tx, id: string, reason: string): Promise<void> { await this.undo(tx, await tx.lock(ItemHandOut, id, HAND_OUT), reason); }

  list(ctx: Context, filter: HandOutFilter): Promise<Page<HandOutView>> {
    const units = unitsOf(ctx, 'giftItem.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ItemHandOut, 'h').where('h.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('h.unitId = ANY (:units)', { units });
      if (filter.customerId) query.andWhere('h.customerId = :customer', { customer: filter.customerId });
      if (filter.unitId) query.andWhere('h.unitId = :unit', { unit: filter.unitId });
      if (after) query.andWhere('(h.handedAt, h.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('h.handedAt', 'DESC').addOrderBy('h.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (h) => [h.handedAt.toISOString(), h.id], (h) => h);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  private async undo(tx: Tx, row: ItemHandOut, reason: string): Promise<void> {
    if (!handOutMoves[row.status].includes('taken_back')) throw refuse.transition(row.status, 'taken_back', [...handOutMoves[row.status]], 'DV-3.3f');
    await this.budgets.giveBack(tx, row.charges);
    // In the order of the items, as everybody who moves several.
    for (const { itemId } of row.lines.toSorted((a, b) => (a.itemId < b.itemId ? -1 : 1))) await this.stock.reverse(tx, referenceOf(row.id, itemId), reason);
    await tx.update(ItemHandOut, row, { status: 'taken_back', takenBackReason: reason });
  }

  private async view(tx: Tx, row: ItemHandOut): Promise<HandOutView> { return (await this.views(tx, [row]))[0]!; }

  private async views(tx: Tx, rows: ItemHandOut[]): Promise<HandOutView[]> {
    const customers = await this.customers.ofIds(tx, rows.map((h) => h.customerId));
    return rows.map(({ tenantId: _tenant, charges: _charges, lines, ...h }) => {
      const priced = lines.map((line) => ({ ...line, priceFen: BigInt(line.priceFen) }));
      return {
        ...h, customerName: customers.get(h.customerId)?.name ?? '', handedAt: h.handedAt.toISOString(), cost: yuan(costOf(priced)),
        lines: priced.map(({ itemId, kind, name, quantity, priceFen }) => ({ itemId, kind, name, quantity, cost: yuan(costOf([{ quantity, priceFen }])) })),
      };
    });
  }
}

/** Names the movement of an item of a hand-out. */
const referenceOf = (handOutId: string, itemId: string): string => `hand-out/${handOutId}/${itemId}`;
