/** OC-3.1.1: the six kinds. */
export const CONDUCT_KINDS = ['slackness', 'refusal', 'passive_resistance', 'conflicting_job', 'harmful_talk', 'other'] as const;
export type ConductKind = (typeof CONDUCT_KINDS)[number];

export const CONDUCT_STATUSES = ['recorded', 'answered', 'upheld', 'dismissed'] as const;
export type ConductStatus = (typeof CONDUCT_STATUSES)[number];
/** The one table of a record. Against somebody who has not answered it is decided only with the reason for that. */
export const conductMoves: Record<ConductStatus, readonly ConductStatus[]> = { recorded: ['answered', 'upheld', 'dismissed'], answered: ['upheld', 'dismissed'], upheld: [], dismissed: [] };
