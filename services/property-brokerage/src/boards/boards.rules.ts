import type { WaitsFor } from '../templates/templates.rules.ts';
import type { StageColumn } from './board-views.ts';

/** One row of the count: deals of one status, stage and whom they wait for. */
export interface Counted { status: StageColumn['status']; stage: string | null; name: { zh: string; en: string } | null; waitsFor: WaitsFor | null; deals: number; overdue: number; dueToday: number }

const WAY: StageColumn['status'][] = ['signed', 'submitted', 'assigned', 'taken', 'formalities_done'];

/** Columns of the board: a step is a place only once the deal has been taken; before that its status is. */
export function columnsOf(rows: Counted[]): StageColumn[] {
  const columns = new Map<string, StageColumn>();
  for (const row of rows) {
    const atStep = row.status === 'taken';
    const key = atStep ? `taken/${row.stage}` : row.status;
    const column = columns.get(key) ?? { status: row.status, stage: atStep ? row.stage : null, name: atStep ? row.name : null, deals: 0, overdue: 0, dueToday: 0, waiting: [] };
    columns.set(key, { ...column, deals: column.deals + row.deals, overdue: column.overdue + row.overdue, dueToday: column.dueToday + row.dueToday, waiting: waitingOf([...column.waiting, ...(atStep && row.waitsFor ? [{ waitsFor: row.waitsFor, deals: row.deals }] : [])]) });
  }
  return [...columns.values()].toSorted((a, b) => WAY.indexOf(a.status) - WAY.indexOf(b.status) || b.deals - a.deals || (a.stage ?? '').localeCompare(b.stage ?? ''));
}

/** Added up, the most first. */
export function waitingOf(rows: { waitsFor: WaitsFor; deals: number }[]): { waitsFor: WaitsFor; deals: number }[] {
  const sum = new Map<WaitsFor, number>();
  for (const { waitsFor, deals } of rows) sum.set(waitsFor, (sum.get(waitsFor) ?? 0) + deals);
  return [...sum].map(([waitsFor, deals]) => ({ waitsFor, deals })).toSorted((a, b) => b.deals - a.deals || a.waitsFor.localeCompare(b.waitsFor));
}
