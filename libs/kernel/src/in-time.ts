import { instantAt, parseDate, type DateText } from './dates.ts';

/** R1: in time is at or before the due instant, to the millisecond. */
export const isInTime = (fulfilledAt: Date, dueAt: Date): boolean => fulfilledAt.getTime() <= dueAt.getTime();

/** R6: a fact entered late opens an obligation whose due time is already past; its breach is dated at the due time. */
export const bornOverdue = (dueAt: Date, openedAt: Date): boolean => dueAt.getTime() < openedAt.getTime();

/** R3: "n days before a period" is 24:00 of (its first day minus n days). */
export const daysBefore = (firstDay: DateText, days: number, zone: string): Date => new Date(instantAt(parseDate(firstDay) - days, '24:00', zone));
