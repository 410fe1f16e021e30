// Imports nothing, so that `npm run ledger:verify` can ask a database without the platform around it.

/** Something in a book that does not fit together. */
export interface Discrepancy {
  check: 'unbalanced' | 'balance' | 'running' | 'floor' | 'reversal' | 'stray';
  bookType: string;
  bookId: string;
  /** The entry (`#7`) or the account that it was found at. */
  at: string;
  /** In fen, or in words. */
  expected: string;
  found: string;
}

/**
 * Every discrepancy of one tenant ($1), in one statement and so as of one moment: sums of entries, balances against postings, running balances and their numbers, floors now and at any
 * time, reversals against what they take back, and rows that hang on nothing.
 */
export const VERIFY = `
  WITH account AS (SELECT * FROM ledger_account WHERE tenant_id = $1),
  entry AS (SELECT * FROM ledger_entry WHERE tenant_id = $1),
  posting AS (
    SELECT p.*, a.floor, CASE a.side WHEN 'debit' THEN p.amount ELSE -p.amount END AS growth, a.code IS NULL AS homeless FROM ledger_posting p
    LEFT JOIN account a ON (a.book_type, a.book_id, a.code) = (p.book_type, p.book_id, p.code) WHERE p.tenant_id = $1),
  run AS (
    SELECT p.*, sum(p.growth) OVER w AS should, row_number() OVER w AS place FROM posting p WHERE NOT homeless WINDOW w AS (PARTITION BY p.book_type, p.book_id, p.code ORDER BY p.seq)),
  found AS (
    SELECT 'unbalanced' AS check, e.book_type, e.book_id, '#' || e.number AS at, '0' AS expected, coalesce(sum(p.amount), 0) || ' in ' || count(p.seq) || ' postings' AS found
      FROM entry e LEFT JOIN posting p ON p.entry_id = e.id GROUP BY e.id, e.book_type, e.book_id, e.number HAVING coalesce(sum(p.amount), 0) <> 0 OR count(p.seq) < 2
    UNION ALL
    SELECT 'balance', a.book_type, a.book_id, a.code, coalesce(sum(p.growth), 0) || ' after ' || count(p.seq) || ' postings', a.balance || ' after ' || a.postings || ' postings'
      FROM account a LEFT JOIN posting p ON (p.book_type, p.book_id, p.code) = (a.book_type, a.book_id, a.code)
      GROUP BY a.book_type, a.book_id, a.code, a.balance, a.postings HAVING coalesce(sum(p.growth), 0) <> a.balance OR count(p.seq) <> a.postings
    UNION ALL
    SELECT 'running', book_type, book_id, code || ' ' || seq, should || ' as number ' || place, balance || ' as number ' || seq FROM run WHERE should <> balance OR place <> seq
    UNION ALL
    SELECT 'floor', book_type, book_id, code, floor || ' or more', balance::text FROM account WHERE balance < floor
    UNION ALL
    SELECT 'floor', book_type, book_id, code || ' ' || seq, floor || ' or more', balance::text FROM posting WHERE balance < floor
    UNION ALL
    SELECT DISTINCT 'reversal', r.book_type, r.book_id, '#' || r.number, 'the opposite of #' || coalesce(o.number::text, '?'), CASE WHEN o.id IS NULL THEN 'no such entry in the book' WHEN o.reversal_of IS NOT NULL THEN 'it is a reversal itself' ELSE 'other amounts' END
      FROM entry r LEFT JOIN entry o ON o.id = r.reversal_of AND (o.book_type, o.book_id) = (r.book_type, r.book_id)
      WHERE r.reversal_of IS NOT NULL AND (o.id IS NULL OR o.reversal_of IS NOT NULL OR EXISTS (
        SELECT 1 FROM (SELECT code, amount FROM posting WHERE entry_id = r.id) mine FULL JOIN (SELECT code, amount FROM posting WHERE entry_id = o.id) theirs USING (code) WHERE mine.amount IS DISTINCT FROM -theirs.amount))
    UNION ALL
    SELECT 'stray', p.book_type, p.book_id, p.code || ' ' || p.seq, 'an account and an entry of the book', CASE WHEN p.homeless THEN 'no account' WHEN e.id IS NULL THEN 'no entry' ELSE 'an entry of another book' END
      FROM posting p LEFT JOIN entry e ON e.id = p.entry_id WHERE p.homeless OR e.id IS NULL OR (e.book_type, e.book_id) <> (p.book_type, p.book_id))
  SELECT "check", book_type AS "bookType", book_id AS "bookId", at, expected, found FROM found ORDER BY book_type, book_id, "check", at`;

/** What there is of one tenant ($1), by kind of book; the turnover is the sum of the debit sides, in fen. */
export const TOTALS = `
  SELECT e.book_type AS "bookType", count(DISTINCT e.book_id)::int AS books, count(DISTINCT e.id)::int AS entries, count(p.seq)::int AS postings, coalesce(sum(p.amount) FILTER (WHERE p.amount > 0), 0)::text AS turnover
  FROM ledger_entry e LEFT JOIN ledger_posting p ON p.tenant_id = e.tenant_id AND p.entry_id = e.id WHERE e.tenant_id = $1 GROUP BY e.book_type ORDER BY e.book_type`;
