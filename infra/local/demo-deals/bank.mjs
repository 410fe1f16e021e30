// The trust account's last days, as finance reconciled them: the bank's statement against the books, and what it knew more explained (capability 4).
import { Readable } from 'node:stream';
import { random } from '../random.mjs';
import { DAY, dayOf, HOUR, MINUTE, personAt, startOfDay } from './tale.mjs';

const DAYS = 10;
const OF_DAY = `
  SELECT r.number AS reference, '收' AS way, r.amount_fen, r.payer_name AS name FROM receipt r WHERE r.received_at >= $1 AND r.received_at < $2 AND r.reversal_of IS NULL AND r.reversed_by IS NULL
  UNION ALL SELECT coalesce(s.bank_reference, s.number), '付', s.amount_fen, s.payee_name FROM payment_slip s WHERE s.status = 'paid' AND s.paid_at >= $1 AND s.paid_at < $2 ORDER BY reference`;
const yuanOf = (fen) => `${BigInt(fen) / 100n}.${String(BigInt(fen) % 100n).padStart(2, '0')}`;

/**
 * Each day the morning after, unless it is there; the last one with something to explain waits for whoever signs in.
 * @param {number} now
 */
export async function reconcileDays(rooms, of, now) {
  const dice = random(of.deals);
  const known = new Set((await rooms.database.read(personAt(rooms, of, 'finance', now), (tx) => tx.manager.query('SELECT day::text FROM reconciliation'))).map(({ day }) => day));
  for (let back = DAYS; back >= 1; back -= 1) {
    const from = startOfDay(now) - back * DAY;
    const at = from + DAY + 9 * HOUR + dice.between(0, 90) * MINUTE;
    if (at >= now) return;
    const day = dayOf(from);
    const interest = dice.chance(0.5) ? yuanOf(dice.between(180, 4_600)) : null;
    if (known.has(day)) continue;
    const ctx = personAt(rooms, of, 'finance', at);
    const moved = await rooms.database.read(ctx, (tx) => tx.manager.query(OF_DAY, [new Date(from), new Date(from + DAY)]));
    if (!moved.length) continue;
    const lines = moved.map(({ reference, way, amount_fen: fen, name }) => [day, yuanOf(fen), way, name, reference]);
    // Interest is the bank's to tell.
    if (interest) lines.push([day, interest, '收', '结息', `JX${day.replaceAll('-', '')}`]);
    const text = [['日期', '金额', '收付', '对方户名', '流水号'], ...lines].map((cells) => cells.join(',')).join('\n');
    const { id } = await rooms.reconciliations.begin(ctx, day, `资金监管户 ${day}.csv`, Readable.from([Buffer.from(text)]));
    const differences = await rooms.reconciliations.lines(ctx, id, 'unexplained', 100, undefined);
    if (back === 1 && differences.items.length) return;
    for (const { id: line } of differences.items) await rooms.reconciliations.explain(personAt(rooms, of, 'finance', at + 5 * MINUTE), id, line, '监管户结息，月底转公司户');
    await rooms.reconciliations.close(personAt(rooms, of, 'finance', at + 10 * MINUTE), id);
  }
}
