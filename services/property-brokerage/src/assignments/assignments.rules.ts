/** What is known of somebody who might take a deal. */
export interface Candidate { id: string; name: string; open: number; overdue: number; dueToday: number }

/** Least loaded first: overdue work weighs more than open deals, names decide between equals. */
export const byLoad = (candidates: Candidate[]): Candidate[] =>
  candidates.toSorted((a, b) => a.open + 2 * a.overdue - (b.open + 2 * b.overdue) || a.name.localeCompare(b.name, 'zh-CN'));
