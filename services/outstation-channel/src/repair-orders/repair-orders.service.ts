import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, page, type Page, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { permitStation, refuseClosed, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { Stations } from '../stations/stations.service.ts';
import { RepairOrder } from './order.entity.ts';
import { type EnterOrder, type OrderCounts, type OrderFieldsBody, orderView, type RepairOrderView } from './order-views.ts';
import { isOpenToChange, missingOf, monthOf, type OrderFields, orderMoves, type OrderStatus } from './repair-orders.rules.ts';

export interface OrderFilter { stationId?: string; month?: string; status?: OrderStatus; serial?: string; q?: string; limit: number; cursor?: string }

export type { RepairLevel } from './repair-orders.rules.ts';

/** After every other sign. */
const LAST = '\u{10FFFF}';
const ORDER = { zh: '维修工单', en: 'repair order' };
const BY_NUMBER = statement('repair_order_by_number', 'SELECT id FROM repair_order WHERE tenant_id = $1 AND station_id = $2 AND number = $3');
const COUNTS = statement('repair_order_counts', `
  SELECT station_id AS "stationId", count(*) FILTER (WHERE status = 'entered')::int AS entered, count(*) FILTER (WHERE cardinality(missing) > 0)::int AS incomplete, count(*) FILTER (WHERE status = 'mailed')::int AS mailed,
    count(*) FILTER (WHERE status = 'returned')::int AS returned, count(*) FILTER (WHERE status = 'accepted')::int AS accepted, count(*) FILTER (WHERE status = 'settled')::int AS settled, sum(returns)::int AS returns
  FROM repair_order WHERE tenant_id = $1 AND month = $2 AND ($3 OR department_unit_id = ANY ($4::uuid[]) OR station_id = ANY ($5::uuid[])) GROUP BY 1 ORDER BY sum(returns) DESC, 1`);

/** Repair orders (维修工单), entered by a station's own users or for it (OC-3.2.2a). */
@Injectable()
export class RepairOrders {
  constructor(private readonly database: TenantDatabase, private readonly stations: Stations) {}

  /** The latest first; a station's own users see their own. */
  list(ctx: Context, { stationId, month, status, serial, q, limit, cursor }: OrderFilter): Promise<Page<RepairOrderView>> {
    const scope = stationScope(ctx, 'repairOrder.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(RepairOrder, 'o').where('o.tenantId = :tenant', { tenant: tx.tenantId });
      if (!scope.all) query.andWhere('(o.departmentUnitId = ANY (:departments) OR o.stationId = ANY (:stations))', scope);
      if (stationId) query.andWhere('o.stationId = :stationId', { stationId });
      if (month) query.andWhere('o.month = :month', { month });
      if (status) query.andWhere('o.status = :status', { status });
      if (serial) query.andWhere('o.serial = :serial', { serial });
      // Ranges in byte order and equality keep to the indexes under a row policy; LIKE would not.
      if (q) query.andWhere('((o.number COLLATE "C" >= :q AND o.number COLLATE "C" < :after) OR (o.number COLLATE "C" >= :upper AND o.number COLLATE "C" < :afterUpper) OR o.serial IN (:q, :upper))', { q, after: q + LAST, upper: q.toUpperCase(), afterUpper: q.toUpperCase() + LAST });
      if (after) query.andWhere('(o.enteredAt, o.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('o.enteredAt', 'DESC').addOrderBy('o.id', 'DESC').limit(limit + 1).getMany();
      const names = await this.stations.named(tx, rows.map((r) => r.stationId));
      return page(rows, limit, (o) => [o.enteredAt.toISOString(), o.id], (o) => orderView(o, names.get(o.stationId)?.name ?? '', false));
    });
  }

  get(ctx: Context, id: string): Promise<RepairOrderView> {
    stationScope(ctx, 'repairOrder.read');
    return this.database.read(ctx, async (tx) => {
      const order = await tx.get(RepairOrder, id, ORDER);
      permitStation(ctx, 'repairOrder.read', { id: order.stationId, departmentUnitId: order.departmentUnitId });
      return this.view(tx, order);
    });
  }

  /** Throws 400 for a number that the station has used, or a repair still to come; 409 for a closed station. */
  enter(ctx: Context, { stationId, number, ...fields }: EnterOrder): Promise<RepairOrderView> {
    stationScope(ctx, 'repairOrder.write');
    return this.database.write(ctx, async (tx) => {
      // The lock keeps two entries of one number from passing each other, and one from a closing station.
      const station = await this.stations.lock(tx, stationId);
      permitStation(ctx, 'repairOrder.write', station);
      refuseClosed(station, 'OC-3.2.2a');
      const today = await this.stations.today(tx);
      const said = fieldsOf(fields);
      refuseFuture(said, today);
      if ((await tx.sql(BY_NUMBER, [tx.tenantId, stationId, number])).length) throw refuse.field('number', 'taken', { zh: '这个站已有同号工单', en: 'the station has an order of that number' }, 'OC-3.2.2a');
      return this.view(tx, await tx.insert(RepairOrder, newOrder(tx, station, { number, ...said }, { today, origin: 'live' })));
    });
  }

  /** While the station has it; one that came back is mailed again. What is left out stays as it is. */
  correct(ctx: Context, id: string, version: number, fields: OrderFieldsBody): Promise<RepairOrderView> {
    stationScope(ctx, 'repairOrder.write');
    return this.database.write(ctx, async (tx) => {
      const order = await this.lock(tx, id);
      permitStation(ctx, 'repairOrder.write', { id: order.stationId, departmentUnitId: order.departmentUnitId });
      matchVersion(order, version);
      if (!isOpenToChange(order.status)) throw refuse.transition(order.status, 'entered', [...orderMoves[order.status]], 'OC-3.2.2a');
      const today = await this.stations.today(tx);
      const said = fieldsOf(fields, order);
      refuseFuture(said, today);
      await tx.update(RepairOrder, order, { ...said, missing: missingOf(said), month: monthOf(said.repairedOn, today), status: 'entered', mailingId: null, mailedOn: null });
      return this.view(tx, order);
    });
  }

  /** OC-3.2.2a: where a month's orders stand, by station; those with the most that came back first. */
  counts(ctx: Context, month: string): Promise<{ items: OrderCounts[] }> {
    const scope = stationScope(ctx, 'repairOrder.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Omit<OrderCounts, 'stationName'> & Record<string, unknown>>(COUNTS, [tx.tenantId, month, scope.all, scope.departments, scope.stations]);
      const names = await this.stations.named(tx, rows.map((r) => r.stationId));
      return { items: rows.map((row) => ({ ...row, stationName: names.get(row.stationId)?.name ?? '' })) };
    });
  }

  lock(tx: Tx, id: string): Promise<RepairOrder> { return tx.lock(RepairOrder, id, ORDER); }

  async view(tx: Tx, order: RepairOrder): Promise<RepairOrderView> {
    return orderView(order, (await this.stations.named(tx, [order.stationId])).get(order.stationId)?.name ?? '', true);
  }
}

export function newOrder(tx: Tx, station: AuthorisedStation, { number, ...fields }: OrderFields & { number: string }, { today, origin }: { today: string; origin: RepairOrder['origin'] }): RepairOrder {
  return {
    tenantId: tx.tenantId, id: newId(), version: 1, stationId: station.id, departmentUnitId: station.departmentUnitId, regionId: station.regionId, number, month: monthOf(fields.repairedOn, today), ...fields, missing: missingOf(fields), status: 'entered', origin,
    enteredAt: tx.now, enteredBy: tx.ctx.userName, mailingId: null, mailedOn: null, returns: 0, returnReason: null, acceptedAt: null,
  };
}

const fieldsOf = (given: OrderFieldsBody, known?: RepairOrder): OrderFields => ({
  model: given.model ?? known?.model ?? null, serial: given.serial ?? known?.serial ?? null, fault: given.fault ?? known?.fault ?? null, level: given.level ?? known?.level ?? null, parts: given.parts ?? known?.parts ?? null,
  customerName: given.customerName ?? known?.customerName ?? null, customerPhone: given.customerPhone ?? known?.customerPhone ?? null, soldOn: given.soldOn ?? known?.soldOn ?? null, repairedOn: given.repairedOn ?? known?.repairedOn ?? null,
});

function refuseFuture({ repairedOn }: OrderFields, today: string): void {
  if (repairedOn && repairedOn > today) throw refuse.field('repairedOn', 'future', { zh: '维修日期还没到', en: 'that day has not come yet' }, 'OC-3.2.2a');
}
