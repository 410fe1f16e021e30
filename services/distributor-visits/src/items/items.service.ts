import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Money, newId, yuan } from '@luyue/kernel';
import { type Context, matchVersion, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { Stock, type StockLine } from '@luyue/stock';
import { nameKey } from '../name-key.ts';
import { VisitItem } from './item.entity.ts';
import type { AddVisitItem, ChangeVisitItem, HandOutLine, ReceiveItems, VisitItemQuery, VisitItemView } from './items.http.ts';
import { doubled, ITEM_KIND_NAMES, type ItemKind } from './items.rules.ts';

/** An item as the lines of a hand-out or an application name it. */
export interface PricedLine { itemId: string; kind: ItemKind; name: string; unitName: string; quantity: number; priceFen: bigint }

const ITEM = { zh: '物品', en: 'item' };
const ALL = statement('visit_items_all', 'tenant_id = $1 AND ($2::text IS NULL OR kind = $2) AND (active OR $3) ORDER BY kind, name, id');
const THESE = statement('visit_items_these', 'tenant_id = $1 AND id = ANY ($2)');
const taken = whenTaken(() => refuse.conflict('item_exists', { zh: '这类里已有同名的物品', en: 'An item of that kind has this name already' }, { clause: 'DV-3.3f' }));

/** Samples, trial goods, promotional material and gifts (DV-3.3f): what there is, and how many of it each unit holds. */
@Injectable()
export class Items {
  constructor(private readonly database: TenantDatabase, private readonly stock: Stock, private readonly directory: Directory) {}

  list(ctx: Context, { kind, show }: VisitItemQuery): Promise<{ items: VisitItemView[] }> {
    permit(ctx, 'giftItem.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.views(tx, await tx.rows(VisitItem, ALL, [tx.tenantId, kind ?? null, show === 'all'])) }));
  }

  add(ctx: Context, { kind, name, unitName, price }: AddVisitItem): Promise<VisitItemView> {
    permit(ctx, 'giftItem.work');
    return this.database.write(ctx, async (tx) => {
      const item = await tx.insert(VisitItem, { tenantId: tx.tenantId, id: newId(), version: 1, kind, name: name.trim(), nameKey: nameKey(name), unitName, priceFen: Money.parse(price).fen.toString(), active: true }).catch(taken);
      return this.view(tx, item);
    });
  }

  /** Throws 412 when someone else was faster; another price is for what is given out from now on. */
  change(ctx: Context, id: string, { name, unitName, price, active }: ChangeVisitItem, version: number): Promise<VisitItemView> {
    permit(ctx, 'giftItem.work');
    return this.database.write(ctx, async (tx) => {
      const item = await tx.lock(VisitItem, id, ITEM);
      matchVersion(item, version);
      const patch = { ...(name !== undefined && { name: name.trim(), nameKey: nameKey(name) }), ...(unitName !== undefined && { unitName }), ...(price !== undefined && { priceFen: Money.parse(price).fen.toString() }), ...(active !== undefined && { active }) };
      return this.view(tx, await tx.update(VisitItem, item, patch).catch(taken));
    });
  }

  /** The same reference again is the same receipt. */
  receive(ctx: Context, id: string, { unitId, quantity, reference }: ReceiveItems): Promise<VisitItemView> {
    permit(ctx, 'giftItem.work');
    return this.database.write(ctx, async (tx) => {
      const item = await tx.get(VisitItem, id, ITEM);
      await this.directory.unit(tx, unitId);
      permit(ctx, 'giftItem.work', unitId);
      await this.stock.move(tx, { item: stockItem(item), from: { type: 'supplier', id: null }, to: { type: 'unit', id: unitId }, quantity, kind: 'receipt', reference: `receipt/${id}/${unitId}/${reference}`, at: tx.now, clause: 'DV-3.3f', note: reference });
      return this.view(tx, item);
    });
  }

  statement(ctx: Context, id: string, unitId: string | undefined, range: { limit: number; cursor?: string }): Promise<Page<StockLine>> {
    permit(ctx, 'giftItem.read');
    return this.database.read(ctx, async (tx) => {
      const item = await tx.get(VisitItem, id, ITEM);
      const unit = await this.directory.unit(tx, unitId ?? ctx.unitId ?? '');
      permit(ctx, 'giftItem.read', unit.id);
      return this.stock.statement(tx, { type: 'unit', id: unit.id }, stockItem(item), range);
    });
  }

  /** The lines with name and price of now. Throws 400 naming the line for an unknown item, one that is no longer given out, one named twice. */
  async priced(tx: Tx, lines: readonly HandOutLine[], clause: 'DV-3.3f' | 'DV-6'): Promise<PricedLine[]> {
    const twice = doubled(lines);
    if (twice.length) throw refuse.fields(twice.map((i) => ({ field: `lines.${i}.itemId`, code: 'twice', message: { zh: '同一物品只写一行', en: 'an item has one line' } })), clause);
    const items = new Map((await tx.rows(VisitItem, THESE, [tx.tenantId, lines.map((line) => line.itemId)])).map((item) => [item.id, item]));
    const wrong = lines.flatMap(({ itemId }, i) => (items.get(itemId)?.active ? [] : [{ field: `lines.${i}.itemId`, code: items.has(itemId) ? 'inactive' : 'unknown_item', message: items.has(itemId) ? { zh: '这种物品已停用', en: 'is no longer given out' } : { zh: '没有这种物品', en: 'no such item' } }]));
    if (wrong.length) throw refuse.fields(wrong, clause);
    return lines.map(({ itemId, quantity }) => {
      const { kind, name, unitName, priceFen } = items.get(itemId)!;
      return { itemId, kind, name, unitName, quantity, priceFen: BigInt(priceFen) };
    });
  }

  private async view(tx: Tx, item: VisitItem): Promise<VisitItemView> { return (await this.views(tx, [item]))[0]!; }

  private async views(tx: Tx, rows: VisitItem[]): Promise<VisitItemView[]> {
    const units = unitsOf(tx.ctx, 'giftItem.read');
    const [held, names] = await Promise.all([this.stock.whereHeld(tx, rows.map((item) => item.id), 'unit'), this.directory.units(tx)]);
    const seen = held.filter(({ placeId }) => units === 'all' || units.includes(placeId));
    return rows.map(({ id, version, kind, name, unitName, priceFen, active }) => ({
      id, version, kind, kindName: ITEM_KIND_NAMES[kind], name, unitName, price: yuan(priceFen), active,
      held: seen.filter(({ itemId }) => itemId === id).map(({ placeId, quantity }) => ({ unitId: placeId, unitName: names.get(placeId)?.name ?? '', quantity })),
    }));
  }
}

export const stockItem = ({ id, name }: { id: string; name: string }) => ({ type: 'visit_item', id, name: { zh: name, en: name } });
