export const EVENT_KINDS = ['training', 'service_visit', 'lecture', 'class', 'relations'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];
export const EVENT_KIND_NAMES: Record<EventKind, { zh: string; en: string }> = {
  training: { zh: '技术培训', en: 'Technical training' }, service_visit: { zh: '技术服务', en: 'Technical service' }, lecture: { zh: '讲座', en: 'Lecture' }, class: { zh: '培训班', en: 'Training class' }, relations: { zh: '公关活动', en: 'Public relations' },
};
/** Which clause an event is shown under. */
export const CLAUSE_OF: Record<EventKind, 'DV-3.3b' | 'DV-3.3e' | 'DV-3.3g'> = { training: 'DV-3.3b', service_visit: 'DV-3.3b', lecture: 'DV-3.3e', class: 'DV-3.3e', relations: 'DV-3.3g' };

export const EVENT_STATUSES = ['planned', 'held', 'cancelled'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];
/** The one table of an event. */
export const eventMoves: Record<EventStatus, readonly EventStatus[]> = { planned: ['held', 'cancelled'], held: [], cancelled: [] };

/** Customers whose attendance stands there twice, by their place in the list. */
export const twice = (attendance: readonly { customerId: string }[]): number[] => attendance.flatMap(({ customerId }, i) => (attendance.findIndex((a) => a.customerId === customerId) < i ? [i] : []));
