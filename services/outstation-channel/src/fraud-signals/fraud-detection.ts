import { statement, type Tx } from '@luyue/platform';
import { FEE, LONGEST_GAP, PEERS, PHONE_ORDERS, VOLUME } from './fraud-signals.rules.ts';

/** Whose orders are looked at, and the fee of each level in fen where the rates are known. */
export interface Detection { departmentUnitId: string; month: string; repeatDays: number; fees: Record<string, number> | null }
export type Signals = Record<'repeat_serial' | 'before_sale' | 'phone_repeated' | 'volume_outlier' | 'fee_outlier' | 'sequence_gap', number>;

const COLUMNS = 'tenant_id, id, version, station_id, department_unit_id, kind, key, month, order_ids, detail, status, opened_at';
// $1 tenant, $2 department, $3 month, $4 now. What was found before is one case still.
const sign = (name: string, text: string) => statement(`fraud_${name}`, `WITH ${text.replace('SELECT_CASE', () => `found AS (INSERT INTO fraud_case (${COLUMNS}) SELECT $1::uuid, gen_random_uuid(), 1,`)} ON CONFLICT (tenant_id, kind, key) DO NOTHING RETURNING 1) SELECT count(*)::int AS n FROM found`);
const ORDERS = `orders AS (SELECT * FROM repair_order WHERE tenant_id = $1::uuid AND department_unit_id = $2::uuid AND month = $3::text)`;
const by = (select: string): string => `o.station_id, o.department_unit_id, ${select}, 'open', $4::timestamptz`;

const REPEATED = sign('repeat_serial', `${ORDERS}, SELECT_CASE ${by(`'repeat_serial', o.id::text, o.month, ARRAY[o.id], jsonb_build_object('number', o.number, 'serial', o.serial, 'before', p.number, 'days', o.repaired_on - p.repaired_on)`)}
  FROM orders o CROSS JOIN LATERAL (
    SELECT b.number, b.repaired_on FROM repair_order b WHERE b.tenant_id = $1::uuid AND b.serial = o.serial AND b.repaired_on BETWEEN o.repaired_on - $5::int AND o.repaired_on AND (b.repaired_on, b.id) < (o.repaired_on, o.id)
    ORDER BY b.repaired_on DESC, b.id DESC LIMIT 1) p`);
const BEFORE_SALE = sign('before_sale', `${ORDERS}, SELECT_CASE ${by(`'before_sale', o.id::text, o.month, ARRAY[o.id], jsonb_build_object('number', o.number, 'soldOn', o.sold_on, 'repairedOn', o.repaired_on)`)} FROM orders o WHERE o.repaired_on < o.sold_on`);
const PHONE = sign('phone_repeated', `${ORDERS}, SELECT_CASE ${by(`'phone_repeated', o.station_id || '/' || $3::text || '/' || o.customer_phone, $3::text, array_agg(o.id), jsonb_build_object('orders', count(*), 'phone', left(o.customer_phone, 3) || '****' || right(o.customer_phone, 4))`)}
  FROM orders o WHERE o.customer_phone IS NOT NULL GROUP BY o.station_id, o.department_unit_id, o.customer_phone HAVING count(DISTINCT o.serial) >= ${PHONE_ORDERS}`);
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
