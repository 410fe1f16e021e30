import { type CountedInstant, countedInstant } from '@luyue/kernel';
import { dutyTable } from '@luyue/regulations';

export const VISIT_STATUSES = ['open', 'ended'] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];
/** The one table of a visit: a check-out may be corrected by a later one. */
export const visitMoves: Record<VisitStatus, readonly VisitStatus[]> = { open: ['ended'], ended: ['ended'] };

export const RECORD_KINDS = ['check_in', 'survey', 'opinion', 'intelligence', 'hand_out', 'activity', 'note', 'signature', 'check_out'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const RECORD_STATUSES = ['applied', 'conflict', 'superseded', 'discarded'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];
/** The one table of a record: of two devices' the visitor keeps one; a later one of the same device takes the place of the former. */
export const recordMoves: Record<RecordStatus, readonly RecordStatus[]> = { applied: ['superseded', 'discarded'], conflict: ['applied', 'discarded'], superseded: [], discarded: [] };

/** Of these a visit has one each; rooms say it of their own kinds. */
export const OWN_SLOTS: Partial<Record<RecordKind, string>> = { check_in: 'check_in', check_out: 'check_out', signature: 'signature' };

/** DV-9a: the first check-in of a day owes its report by 24:00 of that day (reading 3). */
export const dutiesOfDay = dutyTable<{ startedAt: Date }>([{ clause: 'DV-9a', parameter: 'dv.daily.sameDay', when: () => true, from: (day) => day.startedAt }]);

/** R5: when a record counts. The device's time only runs forward within a visit. */
export const countedAt = (occurredAt: Date, recordedAt: Date, maxLagHours: number, after?: Date): CountedInstant => countedInstant({ occurredAt, recordedAt, maxLagHours, ...(after && { after }) });
