import { dutyTable } from '@luyue/regulations';

export const PROBLEM_AREAS = ['production', 'management', 'use'] as const;
export type ProblemArea = (typeof PROBLEM_AREAS)[number];
export const PROBLEM_AREA_NAMES: Record<ProblemArea, { zh: string; en: string }> = { production: { zh: '生产', en: 'Production' }, management: { zh: '管理', en: 'Management' }, use: { zh: '使用', en: 'Use' } };

export const PROBLEM_STATUSES = ['open', 'escalated', 'answered', 'solved', 'withdrawn'] as const;
export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];
/** The one table of a technical problem (技术难题). What a department answered may not have helped: it is asked again, with a clock of its own (R13). */
export const problemMoves: Record<ProblemStatus, readonly ProblemStatus[]> = {
  open: ['escalated', 'solved', 'withdrawn'],
  escalated: ['answered', 'solved', 'withdrawn'],
  answered: ['escalated', 'solved', 'withdrawn'],
  solved: ['open'],
  withdrawn: [],
};
export const UNSOLVED = ['open', 'escalated', 'answered'] as const satisfies ProblemStatus[];

/** DV-7.2 runs from the escalation (reading 11). */
export const dutiesOfEscalation = dutyTable<{ escalatedAt: Date }>([{ clause: 'DV-7.2', parameter: 'dv.problem.major.answerDays', when: () => true, from: (f) => f.escalatedAt }]);

/** Whole days by which open problems are counted: up to a week, up to a month, longer. */
export const AGE_LIMITS = [7, 30] as const;

/** Of the region's technicians the one with the fewest open problems; the first named among equals. Null for a region without any. */
export const leastBusy = (technicians: readonly string[], open: ReadonlyMap<string, number>): string | null =>
  technicians.reduce<string | null>((best, id) => (best === null || (open.get(id) ?? 0) < (open.get(best) ?? 0) ? id : best), null);
