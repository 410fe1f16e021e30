import { dutyTable } from '@luyue/regulations';

export const APPLICATION_STATUSES = ['lodged', 'acknowledged', 'accepted', 'appointment', 'read', 'done', 'refused', 'withdrawn', 'stopped'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

const ENDS = ['done', 'refused', 'withdrawn', 'stopped'] as const satisfies ApplicationStatus[];
/** The one table of an application's moves. An answer can come without those before it, and none goes back; `stopped`: what was agreed with the utility carries it no further (PF-10). */
export const applicationMoves: Record<ApplicationStatus, readonly ApplicationStatus[]> = {
  lodged: ['acknowledged', 'accepted', 'appointment', 'read', ...ENDS],
  acknowledged: ['accepted', 'appointment', 'read', ...ENDS],
  accepted: ['appointment', 'read', ...ENDS],
  // Agreed anew.
  appointment: ['appointment', 'read', ...ENDS],
  read: ENDS,
  done: [], refused: [], withdrawn: [], stopped: [],
};

/** What the utility calls its side (UC-5.2d), as ours: it has the request once it is `requested` there; withdrawn by it is refused to us. */
const ANSWERS = { requested: 'acknowledged', accepted: 'accepted', refused: 'refused', appointment: 'appointment', read: 'read', done: 'done', withdrawn: 'refused' } as const;
export const statusOf = (answer: keyof typeof ANSWERS): ApplicationStatus => ANSWERS[answer];

/** Whether an answer brings an application on: never back, and no older appointment over a newer one. */
export function isNews(application: { status: ApplicationStatus; answeredAt: Date | null }, to: ApplicationStatus, at: Date): boolean {
  if (!applicationMoves[application.status].includes(to)) return false;
  return to !== application.status || !application.answeredAt || at > application.answeredAt;
}

/** When a fact of another company happened, by our clock: not before it was asked, not after it was heard. */
export const heardAt = (at: Date, lodgedAt: Date, now: Date): Date => (at > now ? now : at < lodgedAt ? lodgedAt : at);

export interface ApplicationFacts { status: ApplicationStatus; acknowledgedAt: Date | null; endedAt: Date | null }

/**
 * Reading 9: lodged and acknowledged, or over without an application. Reading 10: what was refused before F4 came counts no more; what is refused
 * after it has a clock of its own (R13).
 */
export const isCovered = (applications: ApplicationFacts[], stepDone: boolean, f4ReceivedAt: Date): boolean =>
  stepDone || applications.some((a) => a.acknowledgedAt && (!a.endedAt || a.status === 'done' || a.endedAt > f4ReceivedAt));

/** PB-4.9b: from the receipt of F4, for all utilities that it lists. */
export const dutiesOfList = dutyTable<{ receivedAt: Date; utilities: readonly string[] }>([{ clause: 'PB-4.9b', parameter: 'pb.utilities.workingDays', when: (f) => f.utilities.length > 0, from: (f) => f.receivedAt }]);

/** R13, reading 9: a rejection, or an end that was undone, opens one of the same length for that utility. */
export const dutiesOfRejection = dutyTable<{ rejectedAt: Date }>([{ clause: 'PB-4.9b', parameter: 'pb.utilities.workingDays', when: () => true, from: (f) => f.rejectedAt }]);

/** Which of the fields that a partner may keep to itself go over by the terms of an agreement, and which stay (PF-10). */
export function byTheTerms(terms: { event: string; fields: string[] }[], event: string, optional: readonly string[]): { carries: boolean; fields: string[]; withheld: string[] } {
  const term = terms.find((t) => t.event === event);
  return { carries: Boolean(term), fields: optional.filter((f) => term?.fields.includes(f)), withheld: optional.filter((f) => !term?.fields.includes(f)) };
}
