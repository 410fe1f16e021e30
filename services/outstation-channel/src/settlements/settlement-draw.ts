import { newId } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import type { LabourRate } from './settlement.entity.ts';

export interface Draw { departmentUnitId: string; month: string; mailedBy: string; rate: LabourRate; stationIds: string[] }
export interface Drawn { orders: number; amountFen: bigint; held: number; statements: number }

/** Departments' stations that have something to settle, or a statement that may be drawn again; by id, so that a run that broke off goes on where it was. */
export const TO_DRAW = statement('settlement_stations', `
  SELECT station_id AS id FROM (
    SELECT DISTINCT station_id FROM repair_order WHERE tenant_id = $1 AND department_unit_id = $2 AND status = 'accepted' AND month <= $3 AND mailed_on <= $4
    UNION SELECT station_id FROM station_settlement WHERE tenant_id = $1 AND department_unit_id = $2 AND month = $3 AND status IN ('drawn', 'disputed')) s ORDER BY 1`);
/** Months before this one of which orders came late and would be settled with it: signs are looked for in them again. */
export const LATE_MONTHS = statement('settlement_late_months', `
  WITH held AS (SELECT unnest(order_ids) AS id FROM fraud_case WHERE tenant_id = $1 AND department_unit_id = $2 AND status <> 'dismissed')
  SELECT DISTINCT o.month FROM repair_order o WHERE o.tenant_id = $1 AND o.department_unit_id = $2 AND o.status = 'accepted' AND o.month < $3 AND o.mailed_on <= $4
    AND NOT EXISTS (SELECT FROM held h WHERE h.id = o.id) ORDER BY 1`);
const LOCK = statement('settlement_lock_stations', 'SELECT id FROM authorised_station WHERE tenant_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE');
// Confirmed or paid ones stay as they are: what came later goes into the next run.
const REDRAWN = statement('settlement_redrawn', `SELECT id, station_id AS "stationId", status FROM station_settlement WHERE tenant_id = $1 AND month = $2 AND station_id = ANY ($3) ORDER BY id FOR UPDATE`);
const LET_GO = statement('settlement_let_go', `
  WITH gone AS (DELETE FROM settlement_line WHERE tenant_id = $1 AND settlement_id = ANY ($2) RETURNING order_id)
  UPDATE repair_order SET status = 'accepted', version = version + 1 WHERE tenant_id = $1 AND id IN (SELECT order_id FROM gone)`);
// The key of a line is its order: the database takes none twice.
const TAKE = statement('settlement_take', `
  WITH held AS (SELECT unnest(order_ids) AS id FROM fraud_case WHERE tenant_id = $1 AND station_id = ANY ($2) AND status <> 'dismissed'),
  ready AS (
    SELECT o.id, o.station_id, o.level, o.id IN (SELECT id FROM held) AS held FROM repair_order o
    WHERE o.tenant_id = $1 AND o.station_id = ANY ($2) AND o.status = 'accepted' AND o.month <= $3 AND o.mailed_on <= $4),
  taken AS (UPDATE repair_order o SET status = 'settled', version = o.version + 1 FROM ready r WHERE o.tenant_id = $1 AND o.id = r.id AND NOT r.held RETURNING o.id, o.station_id, o.level),
  lines AS (
    INSERT INTO settlement_line (tenant_id, order_id, settlement_id, level, fee_fen)
    SELECT $1::uuid, t.id, s.id, t.level, ($6::jsonb ->> t.level)::bigint FROM taken t JOIN unnest($2::uuid[], $5::uuid[]) AS s(station_id, id) USING (station_id) RETURNING settlement_id, fee_fen)
  SELECT s.id, s.station_id AS "stationId", (SELECT count(*)::int FROM ready r WHERE r.station_id = s.station_id AND r.held) AS held,
    (SELECT count(*)::int FROM lines l WHERE l.settlement_id = s.id) AS orders, (SELECT coalesce(sum(fee_fen), 0)::text FROM lines l WHERE l.settlement_id = s.id) AS amount
  FROM unnest($2::uuid[], $5::uuid[]) AS s(station_id, id)`);
const WRITE = statement('settlement_write', `
  INSERT INTO station_settlement AS s (tenant_id, id, version, station_id, department_unit_id, month, rate_id, status, orders, amount_fen, held, round, drawn_at, drawn_by)
  SELECT $1::uuid, d.id, 1, d.station_id, $2::uuid, $3::text, $4::uuid, 'drawn', d.orders, d.amount, d.held, 1, $5::timestamptz, $6::text FROM unnest($7::uuid[], $8::uuid[], $9::int[], $10::bigint[], $11::int[]) AS d(id, station_id, orders, amount, held)
  ON CONFLICT (tenant_id, station_id, month) DO UPDATE SET version = s.version + 1, rate_id = excluded.rate_id, status = 'drawn', orders = excluded.orders, amount_fen = excluded.amount_fen, held = excluded.held, round = s.round + 1, drawn_at = excluded.drawn_at,
    drawn_by = excluded.drawn_by WHERE s.status IN ('drawn', 'disputed')`);

/** Draws the statements of these stations, in seven statements whatever there is; a second run of the same draws the same. */
export async function drawStations(tx: Tx, { departmentUnitId, month, mailedBy, rate, stationIds }: Draw): Promise<Drawn> {
  await tx.sql(LOCK, [tx.tenantId, stationIds]);
  const known = await tx.sql<{ id: string; stationId: string; status: string }>(REDRAWN, [tx.tenantId, month, stationIds]);
  const fixed = new Set(known.filter((s) => s.status === 'confirmed' || s.status === 'paid').map((s) => s.stationId));
  const open = known.filter((s) => !fixed.has(s.stationId));
  if (open.length) await tx.sql(LET_GO, [tx.tenantId, open.map((s) => s.id)]);
  const idOf = new Map(open.map((s) => [s.stationId, s.id]));
  const stations = stationIds.filter((id) => !fixed.has(id));
  if (!stations.length) return { orders: 0, amountFen: 0n, held: 0, statements: 0 };
  const taken = await tx.sql<{ id: string; stationId: string; held: number; orders: number; amount: string }>(TAKE, [tx.tenantId, stations, month, mailedBy, stations.map((id) => idOf.get(id) ?? newId()), JSON.stringify(rate.fees)]);
  const drawn = taken.filter((s) => s.orders || s.held || idOf.has(s.stationId));
  await tx.sql(WRITE, [tx.tenantId, departmentUnitId, month, rate.id, tx.now, tx.ctx.userName, drawn.map((s) => s.id), drawn.map((s) => s.stationId), drawn.map((s) => s.orders), drawn.map((s) => s.amount), drawn.map((s) => s.held)]);
  return { orders: drawn.reduce((sum, s) => sum + s.orders, 0), amountFen: drawn.reduce((sum, s) => sum + BigInt(s.amount), 0n), held: drawn.reduce((sum, s) => sum + s.held, 0), statements: drawn.length };
}
