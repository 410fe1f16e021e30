export const OPINION_KINDS = ['criticism', 'suggestion', 'wish', 'complaint'] as const;
export type OpinionKind = (typeof OPINION_KINDS)[number];
export const OPINION_KIND_NAMES: Record<OpinionKind, { zh: string; en: string }> = {
  criticism: { zh: '意见', en: 'Criticism' }, suggestion: { zh: '建议', en: 'Suggestion' }, wish: { zh: '希望', en: 'Wish' }, complaint: { zh: '投诉', en: 'Complaint' },
};
export const MAKERS = ['own', 'other'] as const;
export type Maker = (typeof MAKERS)[number];

export const OPINION_STATUSES = ['open', 'answered', 'withdrawn'] as const;
export type OpinionStatus = (typeof OPINION_STATUSES)[number];
/** The one table of an opinion: it is followed to an answer; a customer whom the answer did not help opens it again (DV-3.1c). */
export const opinionMoves: Record<OpinionStatus, readonly OpinionStatus[]> = { open: ['answered', 'withdrawn'], answered: ['open'], withdrawn: [] };

/** What a move changes in the figures of the month in which the opinion was raised. */
export const figureOf: Record<OpinionStatus, { raised: 0 | 1; answered: 0 | 1 }> = { open: { raised: 1, answered: 0 }, answered: { raised: 1, answered: 1 }, withdrawn: { raised: 0, answered: 0 } };
