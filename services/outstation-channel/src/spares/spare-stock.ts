import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { instantAt, newId, parseDate } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { type Item, type Place, Stock, type StockLine } from '@luyue/stock';
import { permitStation, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { type StationListener, Stations } from '../stations/stations.service.ts';
import { RepairOrders } from '../repair-orders/repair-orders.service.ts';
import { SpareItem } from './spare.entity.ts';
import type { ReverseMovement, SpareItemBody, SpareItemView, SpareMoved, SpareStockLine, SupplySpare, UseSpare } from './spare-views.ts';
import { fittingOf, ITEM_TYPES, needOf, USE_DAYS } from './spares.rules.ts';

const OF_IDS = statement('spare_items_of_ids', 'tenant_id = $1 AND id = ANY ($2)');
const BY_NUMBER = statement('spare_item_by_number', 'tenant_id = $1 AND number = $2');
const PAGE = statement('spare_items_page', 'tenant_id = $1 AND ($2::text IS NULL OR kind = $2) AND (number, id) > ($3, $4::uuid) ORDER BY number, id LIMIT $5');
const FIRST = ['', '00000000-0000-0000-0000-000000000000'] as const;
const DAY_MS = 86_400_000;

export const SUPPLIER: Place = { type: 'supplier', id: null };
export const USED: Place = { type: 'used', id: null };
export const FACTORY: Place = { type: 'factory', id: null };
export const warehouse = (departmentUnitId: string): Place & { id: string } => ({ type: 'warehouse', id: departmentUnitId });
export const atStation = (stationId: string): Place & { id: string } => ({ type: 'station', id: stationId });

/** The parts list, and what lies in the warehouse and at the stations: every movement is a posting of the stock ledger (capability 4). */
@Injectable()
export class SpareStock implements StationListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly stock: Stock, private readonly stations: Stations, private readonly orders: RepairOrders) {}

  onModuleInit(): void { this.stations.hear(this); }

  async stationClosing(tx: Tx, station: AuthorisedStation): Promise<Text[]> {
    const held = await this.stock.balances(tx, { places: [station.id] });
    const units = held.reduce((sum, { quantity }) => sum + quantity, 0);
    return units ? [{ zh: `还有 ${units} 件备件`, en: `${units} spares still there` }] : [];
  }

  /** By number. */
  items(ctx: Context, { kind, limit, cursor }: { kind?: string; limit: number; cursor?: string }): Promise<Page<SpareItemView>> {
    stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2) ?? FIRST;
    return this.database.read(ctx, async (tx) => page(await tx.rows(SpareItem, PAGE, [tx.tenantId, kind ?? null, after[0], after[1], limit + 1]), limit, (i) => [i.number, i.id], itemView));
  }

  /** Throws 400 for a number that is taken. */
  add(ctx: Context, { number, name, kind, model, serial }: SpareItemBody): Promise<SpareItemView> {
    permit(ctx, 'spare.work');
    return this.database.write(ctx, async (tx) => {
      if ((await tx.rows(SpareItem, BY_NUMBER, [tx.tenantId, number])).length) throw refuse.field('number', 'taken', { zh: '备件表已有这个编号', en: 'the parts list has that number' }, 'OC-3.2.3a');
      return itemView(await tx.insert(SpareItem, { tenantId: tx.tenantId, id: newId(), version: 1, number, name, kind, model, serial: serial ?? kind === 'unit' }));
    });
  }

  /** The whole parts list with what lies at the place and what is used there. */
  at(ctx: Context, placeId: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<SpareStockLine>> {
    stationScope(ctx, 'spare.read');
    const after = decodeCursor(cursor, 2) ?? FIRST;
    return this.database.read(ctx, async (tx) => {
      await this.permitPlace(tx, placeId);
      const rows = await tx.rows(SpareItem, PAGE, [tx.tenantId, null, after[0], after[1], limit + 1]);
      const [figures, policy] = [await this.figures(tx, placeId, rows.map((r) => r.id)), await this.directory.policyValues(tx)];
      const most = policy<number>('oc.spare.maxMonthsOfUse');
      return page(rows, limit, (i) => [i.number, i.id], (item) => {
        const { stock, used } = figures.get(item.id)!;
        return { ...itemView(item), quantity: stock, usedPerMonth: needOf({ stock, used, quantity: 0 }).usedPerMonth, fitting: fittingOf({ stock, used }, most) };
      });
    });
  }

  /** The movements of an item at a place, the newest first. */
  movements(ctx: Context, placeId: string, itemId: string, range: { limit: number; cursor?: string }): Promise<Page<StockLine>> {
    stationScope(ctx, 'spare.read');
    return this.database.read(ctx, async (tx) => {
      await this.permitPlace(tx, placeId);
      const [item] = await this.named(tx, [itemId]);
      return this.stock.statement(tx, { type: 'place', id: placeId }, item!, range);
    });
  }

  /** A delivery of the supplier into the department's warehouse. */
  supply(ctx: Context, { departmentUnitId, itemId, quantity, serials, deliveredOn, reference }: SupplySpare): Promise<SpareMoved> {
    permit(ctx, 'spare.work', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const [item] = await this.named(tx, [itemId]);
      if (deliveredOn > (await this.stations.today(tx))) throw refuse.field('deliveredOn', 'future', { zh: '到货日还没到', en: 'that day has not come yet' }, 'OC-3.2.3a');
      const at = new Date(instantAt(parseDate(deliveredOn), '00:00', await this.directory.zone(tx)));
      return moved(await this.stock.move(tx, { item: item!, from: SUPPLIER, to: warehouse(departmentUnitId), quantity, ...serialsOf(item!, quantity, serials), kind: 'supply', reference: `supply/${departmentUnitId}/${reference}/${itemId}`, at, clause: 'OC-3.2.3a' }));
    });
  }

  /** What was built in, on a repair order of the station. Throws 422 for more than the station has, 404 for an order that is none. `entry` tells two uses on one order apart, and makes a repetition the same. */
  use(ctx: Context, { orderId, entry, itemId, quantity, serials }: UseSpare): Promise<SpareMoved> {
    stationScope(ctx, 'spare.apply');
    return this.database.write(ctx, async (tx) => {
      const order = await this.orders.lock(tx, orderId);
      permitStation(ctx, 'spare.apply', { id: order.stationId, departmentUnitId: order.departmentUnitId });
      const [item] = await this.named(tx, [itemId]);
      return moved(await this.stock.move(tx, { item: item!, from: atStation(order.stationId), to: USED, quantity, ...serialsOf(item!, quantity, serials), kind: 'use', reference: `use/${orderId}/${itemId}/${entry}`, at: order.enteredAt, clause: 'OC-3.2.3a' }));
    });
  }

  /** A mistake of the warehouse or a station, by a movement of its own. */
  reverse(ctx: Context, { reference, reason }: ReverseMovement): Promise<SpareMoved> {
    permit(ctx, 'spare.work');
    if (!/^(supply|use)\//.test(reference)) throw refuse.field('reference', 'not_reversible', { zh: '只冲销入库和领用；发货和返厂按各自的单据办', en: 'supplies and uses alone; shipments and returns go by their own papers' }, 'OC-3.2.3a');
    return this.database.write(ctx, async (tx) => moved(await this.stock.reverse(tx, reference, reason)));
  }

  /** Items as the ledger takes them. Throws 400 for an id that is none. */
  async named(tx: Tx, ids: readonly string[], field = 'itemId'): Promise<(Item & { serial: boolean; number: string })[]> {
    const rows = new Map((await tx.rows(SpareItem, OF_IDS, [tx.tenantId, ids])).map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = rows.get(id);
      if (!row) throw refuse.field(field, 'unknown_item', { zh: '备件表里没有', en: 'not in the parts list' }, 'OC-3.2.3a');
      return { type: ITEM_TYPES[row.kind], id, name: { zh: row.name, en: row.name }, serial: row.serial, number: row.number };
    });
  }

  /** What lies there and what was used there in the last 90 days, by item; two questions for all of them. */
  async figures(tx: Tx, placeId: string, items: string[]): Promise<Map<string, { stock: number; used: number }>> {
    const [held, flows] = await Promise.all([this.stock.balances(tx, { places: [placeId], items }), this.stock.flows(tx, { places: [placeId], items, from: new Date(tx.now.getTime() - USE_DAYS * DAY_MS), to: new Date(tx.now.getTime() + 1) })]);
    return new Map(items.map((id) => {
      const used = flows.filter((f) => f.itemId === id && f.kind === 'use').reduce((sum, f) => sum + f.went - f.came, 0);
      return [id, { stock: held.find((h) => h.itemId === id)?.quantity ?? 0, used }];
    }));
  }

  /** A warehouse is its department's; a station its department's or its own. */
  private async permitPlace(tx: Tx, placeId: string): Promise<void> {
    const station = (await this.stations.named(tx, [placeId])).get(placeId)?.station;
    if (station) return permitStation(tx.ctx, 'spare.read', station);
    permit(tx.ctx, 'spare.read');
    const units = unitsOf(tx.ctx, 'spare.read');
    const unit = (await this.directory.units(tx)).get(placeId);
    if (!unit) throw refuse.notFound({ zh: '仓库或授权站', en: 'warehouse or station' });
    if (units !== 'all' && !units.includes(placeId)) throw refuse.forbidden('spare.read');
  }
}

/** The serial numbers of a movement. Throws 400 unless there is one for each unit of an item that is told apart, and for one that is not. */
export function serialsOf(item: { serial: boolean }, quantity: number, serials: readonly string[] | undefined): { serials?: readonly string[] } {
  if (!item.serial && serials?.length) throw refuse.field('serials', 'not_kept', { zh: '这种备件不按序列号管理', en: 'the item is not told apart by serial numbers' }, 'OC-3.2.3a');
  if (item.serial && serials?.length !== quantity) throw refuse.field('serials', 'count', { zh: `要写 ${quantity} 个序列号`, en: `${quantity} serial numbers are needed` }, 'OC-3.2.3a');
  return item.serial ? { serials: serials! } : {};
}

const moved = ({ reference, repeated }: { reference: string; repeated: boolean }): SpareMoved => ({ reference, repeated });
const itemView = ({ id, version, number, name, kind, model, serial }: SpareItem): SpareItemView => ({ id, version, number, name, kind, model, serial });
