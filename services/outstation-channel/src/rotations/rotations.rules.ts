import { addMonths, type DateText } from '@luyue/kernel';
import { dutyTable } from '@luyue/regulations';

export const PROPOSAL_RULES = ['low_score', 'full_year', 'half_year', 'unfit'] as const;
/** Why somebody is proposed: the first two propose themselves, the others are put forward by people (reading 3). */
export type ProposalRule = (typeof PROPOSAL_RULES)[number];
export const PROPOSAL_STATUSES = ['proposed', 'moved', 'kept', 'withdrawn'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];
/** The one table of a proposal: headquarters decide; it is withdrawn when its cause goes away. */
export const proposalMoves: Record<ProposalStatus, readonly ProposalStatus[]> = { proposed: ['moved', 'kept', 'withdrawn'], moved: [], kept: [], withdrawn: [] };

export const ROUND_STATUSES = ['open', 'closed'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

/** OC-4.3: decided by headquarters by the end of the half year. */
export const dutiesOfProposal = dutyTable<{ proposedAt: Date }>([{ clause: 'OC-4.3', parameter: 'oc.rotation.everyMonths', when: () => true, from: ({ proposedAt }) => proposedAt }]);

/** The round whose turn it is: the last date of `dates` ("MM-DD") up to a day. */
export function lastRound(day: DateText, dates: readonly string[]): DateText {
  const year = Number(day.slice(0, 4));
  return [year - 1, year].flatMap((y) => dates.toSorted().map((date) => `${y}-${date}`)).findLast((date) => date <= day)!;
}

/** A full year in one region, on the anniversary day (readings 3 and 4). */
export const isFull = (tenures: readonly DateText[], on: DateText, months: number): boolean => tenures.some((tenure) => addMonths(tenure, months) <= on);

/** The least score itself is not under it. */
export const isLow = (totalHundredths: number | null, least: number): boolean => totalHundredths !== null && totalHundredths < least * 100;
