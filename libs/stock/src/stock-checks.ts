/** Something in the stock of a tenant that does not fit together. */
export interface StockDiscrepancy {
  check: 'balance' | 'running' | 'reversal' | 'serial' | 'stray';
  placeId: string | null;
  itemId: string;
  /** The movement (its reference), its number at the place, or the serial number. */
  at: string;
  expected: string;
  found: string;
}

/**
 * Every discrepancy of one tenant ($1), in one statement and so as of one moment: balances and their counts against movements, running balances and their numbers, reversals against what
 * they take back, serial numbers against balances and last movements, and movements without a balance.
 */
export const VERIFY = `
  WITH movement AS (SELECT * FROM stock_movement WHERE tenant_id = $1),
  balance AS (SELECT * FROM stock_balance WHERE tenant_id = $1),
  serial AS (SELECT * FROM stock_serial WHERE tenant_id = $1),
  side AS (
    SELECT from_id AS place_id, item_id, from_seq AS seq, from_after AS after, -quantity AS change, reference FROM movement WHERE from_id IS NOT NULL
    UNION ALL SELECT to_id, item_id, to_seq, to_after, quantity, reference FROM movement WHERE to_id IS NOT NULL),
  run AS (SELECT *, sum(change) OVER w AS should, row_number() OVER w AS nth FROM side WINDOW w AS (PARTITION BY place_id, item_id ORDER BY seq)),
  total AS (SELECT place_id, item_id, sum(change) AS quantity, count(*) AS moves FROM side GROUP BY 1, 2),
  counted AS (SELECT place_id, item_id, count(*) AS units FROM serial WHERE place_id IS NOT NULL GROUP BY 1, 2),
  found AS (
    SELECT 'balance' AS check, b.place_id, b.item_id, '' AS at, coalesce(t.quantity, 0) || ' after ' || coalesce(t.moves, 0) || ' movements' AS expected, b.quantity || ' after ' || b.moves || ' movements' AS found
      FROM balance b LEFT JOIN total t USING (place_id, item_id) WHERE coalesce(t.quantity, 0) <> b.quantity OR coalesce(t.moves, 0) <> b.moves
    UNION ALL
    SELECT 'stray', t.place_id, t.item_id, '', 'a balance', t.moves || ' movements without one' FROM total t LEFT JOIN balance b USING (place_id, item_id) WHERE b.place_id IS NULL
    UNION ALL
    SELECT 'running', place_id, item_id, seq::text, should || ' as number ' || nth, after || ' as number ' || seq FROM run WHERE should <> after OR nth <> seq
    UNION ALL
    SELECT 'reversal', coalesce(r.from_id, r.to_id), r.item_id, r.reference, 'the opposite of ' || coalesce(o.reference, '?'), CASE WHEN o.reversal_of IS NOT NULL THEN 'it is a reversal itself' ELSE 'another movement' END
      FROM movement r LEFT JOIN movement o ON o.reference = r.reversal_of
      WHERE r.reversal_of IS NOT NULL AND (o.reversal_of IS NOT NULL OR (o.item_id, o.quantity, o.from_type, o.to_type) IS DISTINCT FROM (r.item_id, r.quantity, r.to_type, r.from_type)
        OR o.from_id IS DISTINCT FROM r.to_id OR o.to_id IS DISTINCT FROM r.from_id OR o.serials IS DISTINCT FROM r.serials)
    UNION ALL
    SELECT 'serial', b.place_id, b.item_id, '', b.quantity || ' units with a number', coalesce(c.units, 0)::text FROM balance b LEFT JOIN counted c USING (place_id, item_id) WHERE b.serial AND b.quantity <> coalesce(c.units, 0)
    UNION ALL
    SELECT 'serial', s.place_id, s.item_id, s.serial, 'where ' || m.reference || ' put it', s.place_type FROM serial s JOIN movement m ON m.reference = s.reference
      WHERE (m.to_type, m.item_id) IS DISTINCT FROM (s.place_type, s.item_id) OR m.to_id IS DISTINCT FROM s.place_id OR NOT s.serial = ANY (coalesce(m.serials, '{}')))
  SELECT "check", place_id AS "placeId", item_id AS "itemId", at, expected, found FROM found ORDER BY place_id, item_id, "check", at`;
