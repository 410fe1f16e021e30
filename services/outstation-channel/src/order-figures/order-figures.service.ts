import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { checkMonths, type Context, statement, TenantDatabase } from '@luyue/platform';
import { stationScope } from '../stations/station-scope.ts';
import { Stations } from '../stations/stations.service.ts';
import type { OrderMonth, TrainingEffect } from './order-figures.http.ts';

const MOST_MONTHS = 24;
/** OC-3.4: so many days before and after a technical training are compared. */
const EFFECT_DAYS = 90;
// $1 tenant, $3 days: the device had been repaired so shortly before, wherever that was.
const REPEATED = `count(*) FILTER (WHERE EXISTS (
  SELECT 1 FROM repair_order b WHERE b.tenant_id = $1 AND b.serial = o.serial AND b.repaired_on BETWEEN o.repaired_on - $3::int AND o.repaired_on AND (b.repaired_on, b.id) < (o.repaired_on, o.id)))::int AS repeats`;
const MONTHS = statement('repair_order_months', `
  SELECT o.month, count(*)::int AS orders, sum(o.returns)::int AS returns, ${REPEATED} FROM repair_order o WHERE o.tenant_id = $1 AND o.station_id = $2 AND o.month BETWEEN $4 AND $5 GROUP BY 1 ORDER BY 1`);
const around = (from: string, to: string): string => `SELECT count(*)::int AS orders, ${REPEATED} FROM repair_order o WHERE o.tenant_id = $1 AND o.station_id = $2 AND o.repaired_on BETWEEN ${from} AND ${to}`;
const EFFECTS = statement('repair_order_training_effects', `
  SELECT t.id AS "recordId", t.held_on::text AS "heldOn", t.text, b.orders AS "ordersBefore", b.repeats AS "repeatsBefore", a.orders AS "ordersAfter", a.repeats AS "repeatsAfter"
  FROM (SELECT id, held_on, text FROM station_record WHERE tenant_id = $1 AND station_unit_id = $2 AND kind = 'technical_training' ORDER BY held_on DESC, recorded_at DESC LIMIT 24) t
  CROSS JOIN LATERAL (${around('t.held_on - $4::int', 't.held_on - 1')}) b CROSS JOIN LATERAL (${around('t.held_on + 1', 't.held_on + $4::int')}) a ORDER BY t.held_on DESC, t.id`);

/** How the repairs of a station went: how many came back, as orders and as devices (OC-3.2.2a, OC-3.4). */
@Injectable()
export class OrderFigures {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly stations: Stations) {}

  /** Of one station, the months with orders in their order. Throws 400 for months out of order or more than two years. */
  months(ctx: Context, stationId: string, from: string, to: string): Promise<{ items: OrderMonth[] }> {
    stationScope(ctx, 'repairOrder.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => {
      await this.stations.read(tx, stationId, 'repairOrder.read');
      return { items: await tx.sql<OrderMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, stationId, (await this.directory.policyValues(tx))<number>('oc.fraud.repeatDays'), from, to]) };
    });
  }

  /** OC-3.4: repeated repairs in the ninety days before and after each technical training, the latest training first. */
  effects(ctx: Context, stationId: string): Promise<{ items: TrainingEffect[] }> {
    stationScope(ctx, 'repairOrder.read');
    return this.database.read(ctx, async (tx) => {
      await this.stations.read(tx, stationId, 'repairOrder.read');
      return { items: await tx.sql<TrainingEffect & Record<string, unknown>>(EFFECTS, [tx.tenantId, stationId, (await this.directory.policyValues(tx))<number>('oc.fraud.repeatDays'), EFFECT_DAYS]) };
    });
  }
}
