import { dutyTable } from '@luyue/regulations';

export const REQUEST_STATUSES = ['asked', 'answered', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

/** The one table of a request: an answer that does not help is asked about further, as often as it takes. */
export const requestMoves: Record<RequestStatus, readonly RequestStatus[]> = { asked: ['answered', 'withdrawn'], answered: ['asked'], withdrawn: [] };

/** Asking, and asking further after an answer, starts the days of the next answer (R13). */
export const dutiesOfAsking = dutyTable<{ at: Date }>([{ clause: 'OC-3.4a', parameter: 'oc.tech.answerDays', when: () => true, from: (f) => f.at }]);
