import { statement, type Tx } from '@luyue/platform';
import { FEE, type FraudKind, LONGEST_GAP, PEERS, PHONE_ORDERS, VOLUME } from './fraud-signals.rules.ts';

/** Whose orders are looked at, and the fee of each level in fen where the rates are known. */
export interface Detection { departmentUnitId: string; month: string; repeatDays: number; fees: Record<string, number> | null }
export type Signals = Record<'repeat_serial' | 'before_sale' | 'phone_repeated' | 'volume_outlier' | 'fee_outlier' | 'sequence_gap', number>;

const COLUMNS = 'tenant_id, id, version, station_id, department_unit_id, kind, key, month, order_ids, detail, status, opened_at';
// $1 tenant, $2 department, $3 month, $4 now. What was found before is one case still.
const sign = (name: string, text: string) => statement(`fraud_${name}`, `WITH ${text.replace('SELECT_CASE', () => `found AS (INSERT INTO fraud_case (${COLUMNS}) SELECT $1::uuid, gen_random_uuid(), 1,`)} ON CONFLICT (tenant_id, kind, key) DO NOTHING RETURNING 1) SELECT count(*)::int AS n FROM found`);
const ORDERS = `orders AS (SELECT * FROM repair_order WHERE tenant_id = $1::uuid AND department_unit_id = $2::uuid AND month = $3::text)`;
const by = (select: string): string => `o.station_id, o.department_unit_id, ${select}, 'open', $4::timestamptz`;

/**
 * A sign that grows: `fresh` has what is in no case of the kind yet. It joins the open case of its sign, and is a new case where there is none or the last one is decided: the open ones are locked, so that nobody decides one
 * meanwhile without it.
 */
const growing = (name: FraudKind, fresh: string) => statement(`fraud_${name}`, `WITH ${ORDERS}, ${fresh},
  joined AS (
    UPDATE fraud_case c SET order_ids = c.order_ids || ARRAY(SELECT i FROM unnest(f.ids) AS i WHERE i <> ALL (c.order_ids)), detail = c.detail || f.detail, version = c.version + 1 FROM fresh f WHERE c.tenant_id = $1::uuid AND c.id = f.joins),
  found AS (
    INSERT INTO fraud_case (${COLUMNS}) SELECT $1::uuid, gen_random_uuid(), 1, f.station_id, f.department_unit_id, '${name}', f.key, $3::text, f.ids, f.detail, 'open', $4::timestamptz FROM fresh f WHERE f.joins IS NULL
    ON CONFLICT (tenant_id, kind, key) DO NOTHING RETURNING 1)
  SELECT count(*)::int AS n FROM found`);
// A chain is a serial's orders of which each comes within the days of the one before, whichever station and month that is of; the first is none of the repeats.
const REPEATED = growing('repeat_serial', `
  steps AS (
    SELECT b.id, b.station_id, b.department_unit_id, b.month, b.number, b.serial, b.repaired_on, lag(b.number) OVER w AS before, b.repaired_on - lag(b.repaired_on) OVER w AS days
    FROM repair_order b WHERE b.tenant_id = $1::uuid AND b.repaired_on IS NOT NULL AND b.serial IN (SELECT serial FROM orders) WINDOW w AS (PARTITION BY b.serial ORDER BY b.repaired_on, b.id)),
  chained AS (SELECT *, count(*) FILTER (WHERE days IS NULL OR days > $5::int) OVER (PARTITION BY serial ORDER BY repaired_on, id) AS chain FROM steps),
  known AS (SELECT unnest(order_ids) AS id FROM fraud_case WHERE tenant_id = $1::uuid AND kind = 'repeat_serial' AND department_unit_id = $2::uuid),
  cases AS (SELECT id, station_id, order_ids FROM fraud_case WHERE tenant_id = $1::uuid AND kind = 'repeat_serial' AND department_unit_id = $2::uuid AND status = 'open' ORDER BY id FOR UPDATE),
  opened AS (
    SELECT DISTINCT ON (q.serial, q.chain, c.station_id) q.serial, q.chain, c.station_id, c.id FROM (SELECT id, station_id, unnest(order_ids) AS order_id FROM cases) c JOIN chained q ON q.id = c.order_id
    ORDER BY q.serial, q.chain, c.station_id, c.id),
  fresh AS (
    SELECT n.station_id, n.department_unit_id, (array_agg(n.id ORDER BY n.repaired_on, n.id))[1]::text AS key, array_agg(n.id ORDER BY n.repaired_on, n.id) AS ids, o.id AS joins,
      (array_agg(jsonb_build_object('number', n.number, 'serial', n.serial, 'before', n.before, 'days', n.days) ORDER BY n.repaired_on DESC, n.id DESC))[1] AS detail
    FROM chained n LEFT JOIN opened o USING (serial, chain, station_id)
    WHERE n.days <= $5::int AND n.month = $3::text AND n.department_unit_id = $2::uuid AND NOT EXISTS (SELECT FROM known k WHERE k.id = n.id) GROUP BY n.station_id, n.department_unit_id, n.serial, n.chain, o.id)`);
const BEFORE_SALE = sign('before_sale', `${ORDERS}, SELECT_CASE ${by(`'before_sale', o.id::text, o.month, ARRAY[o.id], jsonb_build_object('number', o.number, 'soldOn', o.sold_on, 'repairedOn', o.repaired_on)`)} FROM orders o WHERE o.repaired_on < o.sold_on`);
// The second case of a phone and month has '#2' behind its key. Cases are as many as phones: they are joined, never gone through for each.
const PHONE = growing('phone_repeated', `
  phones AS (
    SELECT station_id, department_unit_id, customer_phone, station_id || '/' || $3::text || '/' || customer_phone AS key, array_agg(id ORDER BY number, id) AS ids FROM orders
    WHERE customer_phone IS NOT NULL GROUP BY station_id, department_unit_id, customer_phone HAVING count(DISTINCT serial) >= ${PHONE_ORDERS}),
  cases AS (SELECT id, key, status, order_ids FROM fraud_case WHERE tenant_id = $1::uuid AND kind = 'phone_repeated' AND department_unit_id = $2::uuid AND month = $3::text ORDER BY id FOR UPDATE),
  known AS (SELECT unnest(order_ids) AS id FROM cases),
  told AS (SELECT split_part(key, '#', 1) AS key, count(*) AS cases, (array_agg(id) FILTER (WHERE status = 'open'))[1] AS open FROM cases GROUP BY 1),
  unknown AS (
    SELECT p.key, array_agg(i.id ORDER BY i.at) AS ids FROM phones p CROSS JOIN LATERAL unnest(p.ids) WITH ORDINALITY AS i(id, at) WHERE NOT EXISTS (SELECT FROM known k WHERE k.id = i.id) GROUP BY p.key),
  fresh AS (
    SELECT p.station_id, p.department_unit_id, p.key || CASE WHEN t.cases > 0 THEN '#' || (t.cases + 1) ELSE '' END AS key, n.ids, t.open AS joins,
      jsonb_build_object('orders', cardinality(p.ids), 'phone', left(p.customer_phone, 3) || '****' || right(p.customer_phone, 4)) AS detail
    FROM phones p JOIN unknown n USING (key) LEFT JOIN told t USING (key))`);
const STATIONS = `${ORDERS}, stations AS (SELECT station_id, department_unit_id, count(*) AS n, avg(($5::jsonb ->> level)::numeric) AS fee FROM orders GROUP BY 1, 2),
  peers AS (SELECT count(*) AS stations, percentile_cont(0.5) WITHIN GROUP (ORDER BY n) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY fee) AS fee FROM stations)`;
const VOLUMES = sign('volume_outlier', `${STATIONS}, SELECT_CASE ${by(`'volume_outlier', o.station_id || '/' || $3::text, $3::text, '{}'::uuid[], jsonb_build_object('orders', o.n, 'median', peers.n)`)}
  FROM stations o CROSS JOIN peers WHERE peers.stations >= ${PEERS} AND o.n > ${VOLUME.times} * peers.n AND o.n - peers.n >= ${VOLUME.above}`);
const FEES = sign('fee_outlier', `${STATIONS}, SELECT_CASE ${by(`'fee_outlier', o.station_id || '/' || $3::text, $3::text, '{}'::uuid[], jsonb_build_object('orders', o.n, 'feeFen', round(o.fee), 'medianFen', round(peers.fee::numeric))`)}
  FROM stations o CROSS JOIN peers WHERE peers.stations >= ${PEERS} AND o.n >= ${FEE.orders} AND o.fee > ${FEE.times} * peers.fee`);
const GAPS = sign('sequence_gap', `${ORDERS}, numbered AS (SELECT station_id, department_unit_id, (regexp_match(number, '^(.*?)([0-9]{1,9})$'))[1] AS prefix, ((regexp_match(number, '^(.*?)([0-9]{1,9})$'))[2])::bigint AS n FROM orders WHERE number ~ '[0-9]$'),
  steps AS (SELECT *, lag(n) OVER (PARTITION BY station_id, prefix ORDER BY n) AS last FROM numbered),
  SELECT_CASE ${by(`'sequence_gap', o.station_id || '/' || $3::text || '/' || o.prefix, $3::text, '{}'::uuid[], jsonb_build_object('prefix', o.prefix, 'missing', sum(o.n - o.last - 1), 'first', min(o.last + 1), 'last', max(o.n - 1))`)}
  FROM steps o WHERE o.n - o.last > 1 AND o.n - o.last <= ${LONGEST_GAP} GROUP BY o.station_id, o.department_unit_id, o.prefix`);

/** Looks for every sign in a month's orders of a department (capability 3), each in one statement; answers how many cases are new. */
export async function detect(tx: Tx, { departmentUnitId, month, repeatDays, fees }: Detection): Promise<Signals> {
  const common = [tx.tenantId, departmentUnitId, month, tx.now];
  const count = async (found: ReturnType<typeof sign>, ...more: unknown[]): Promise<number> => (await tx.sql<{ n: number }>(found, [...common, ...more]))[0]!.n;
  const rates = JSON.stringify(fees ?? {});
  const [repeat_serial, before_sale, phone_repeated, volume_outlier, fee_outlier, sequence_gap] = await Promise.all([
    count(REPEATED, repeatDays), count(BEFORE_SALE), count(PHONE), count(VOLUMES, rates), count(FEES, rates), count(GAPS),
  ]);
  return { repeat_serial, before_sale, phone_repeated, volume_outlier, fee_outlier, sequence_gap };
}
