import { clause, clauseIds, isClauseId, type Clause } from '@luyue/regulations';
import type { ComplianceCell, ComplianceColumn, RateChange } from './compliance.views.ts';

/** PF-16: the share in time that headquarters aim at; a year's trend shows against it. */
export const TARGET = 0.97;
export const SERIES_MONTHS = 6;
const MOST_CHANGES = 4;

/** Obligations of one tenant, clause and month that stand alike. Open ones past their due time come twice: among `open`, and as `overdue`. */
export interface Count { tenantId: string; clauseId: string; month: string; standing: string; origin: string; suspended: boolean; voided: boolean; n: number }

/** What a cell is made of. Only `inTime` and `missed` make the rate; the rest stands in columns apart (R12, R18, R26, R6). */
export interface Tally {
  inTime: number; late: number; missed: number; running: number; waived: number; cancelled: number; waivedAfterBreach: number; cancelledAfterBreach: number; voided: number; suspended: number; imported: number;
}

const nothing = (): Tally => ({ inTime: 0, late: 0, missed: 0, running: 0, waived: 0, cancelled: 0, waivedAfterBreach: 0, cancelledAfterBreach: 0, voided: 0, suspended: 0, imported: 0 });

/** Adds one count. Imported obligations and breaches of a suspended time are counted, but never judged. */
export function add(tally: Tally, count: Count): Tally {
  if (count.standing === 'overdue') {
    if (count.origin === 'import' || count.suspended) return tally;
    tally.missed += count.n;
    tally.running -= count.n;
    return tally;
  }
  if (count.voided) tally.voided += count.n;
  if (count.origin === 'import') tally.imported += count.n;
  else if (count.suspended) tally.suspended += count.n;
  else if (count.standing === 'in_time') tally.inTime += count.n;
  else if (count.standing === 'late') { tally.late += count.n; tally.missed += count.n; }
  else if (count.standing === 'open') tally.running += count.n;
  else if (count.standing === 'waived') tally.waived += count.n;
  else if (count.standing === 'cancelled') tally.cancelled += count.n;
  else if (count.standing === 'waived_after_breach') tally.waivedAfterBreach += count.n;
  else if (count.standing === 'cancelled_after_breach') tally.cancelledAfterBreach += count.n;
  return tally;
}

export const tallyOf = (counts: Count[]): Tally => counts.reduce(add, nothing());

/** Share in time of what was due, 0 to 1; null where nothing was. */
export const rateOf = ({ inTime, missed }: Pick<Tally, 'inTime' | 'missed'>): number | null => (inTime + missed ? inTime / (inTime + missed) : null);

/** `2026-11` and 6 -> `2026-06` … `2026-11`. */
export function monthsUntil(month: string, count: number): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => new Date(Date.UTC(year, number - count + i, 1)).toISOString().slice(0, 7));
}

/** Only kind `obligation` is ever a percentage, and product rules (PF) stand in no tenant's report. */
export const reportedClauses: Clause[] = clauseIds.map(clause).filter((c) => c.kinds.includes('obligation') && c.regulation !== 'platform');
export const reportedIds: string[] = reportedClauses.map((c) => c.id);

/** Counts by clause, column and month; the whole matrix is read from it. */
export class CountIndex {
  private readonly tallies = new Map<string, Tally>();
  private readonly seen = new Set<string>();

  constructor(counts: Count[]) {
    for (const count of counts) {
      if (!reportedIds.includes(count.clauseId)) continue;
      this.seen.add(count.clauseId);
      for (const column of ['all', count.tenantId]) for (const row of ['all', count.clauseId]) {
        const key = `${row}/${column}/${count.month}`;
        this.tallies.set(key, add(this.tallies.get(key) ?? nothing(), count));
      }
    }
  }

  of(row: string, column: string, month: string): Tally { return this.tallies.get(`${row}/${column}/${month}`) ?? nothing(); }

  has(clauseId: string): boolean { return this.seen.has(clauseId); }

  rates(row: string, column: string, months: string[]): (number | null)[] { return months.map((m) => rateOf(this.of(row, column, m))); }

  cell(clauseId: string, column: { id: string; of: string }, month: string, months: string[] | null): ComplianceCell {
    const t = this.of(clauseId, column.of, month);
    return {
      columnId: column.id, total: t.inTime + t.missed, inTime: t.inTime, rate: rateOf(t), series: months && this.rates(clauseId, column.of, months),
      waivedAfterBreach: t.waivedAfterBreach, cancelledAfterBreach: t.cancelledAfterBreach, voided: t.voided, suspended: t.suspended, imported: t.imported,
    };
  }
}

/** Rows of the matrix: what is carried out of the rulebooks that somebody in sight has subscribed to, and what has data all the same. */
export const rowsOf = (index: CountIndex, modules: ReadonlySet<string>): Clause[] => reportedClauses.filter((c) => (c.status !== 'planned' && modules.has(c.regulation)) || index.has(c.id));

/** Where the share in time moved most against the month before, in either direction; both months must have had something due. */
export function biggestChanges(index: CountIndex, rows: Clause[], columns: ComplianceColumn[], month: string, before: string): RateChange[] {
  return rows.flatMap((row) => columns.filter((c) => c.kind === 'tenant').flatMap((column) => {
    const [now, then] = [rateOf(index.of(row.id, column.id, month)), rateOf(index.of(row.id, column.id, before))];
    return now === null || then === null || now === then ? [] : [{ clauseId: row.id, columnId: column.id, delta: now - then }];
  })).toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta)).slice(0, MOST_CHANGES);
}

/** R14: waivers of clauses that bind "in principle", before and after the breach. */
export function deviations(counts: Count[], month: string): number {
  return counts.filter((c) => c.month === month && c.standing.startsWith('waived') && isClauseId(c.clauseId) && clause(c.clauseId).strength === 'in_principle').reduce((sum, c) => sum + c.n, 0);
}
