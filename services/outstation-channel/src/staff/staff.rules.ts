import type { DateText } from '@luyue/kernel';
import { dutyTable } from '@luyue/regulations';

/** OC-4.7. */
export const STAFF_KINDS = ['account_manager', 'parts_manager', 'technician'] as const;
export type StaffKind = (typeof STAFF_KINDS)[number];
/** OC-1.2: no rule asks for it, and nobody is exempt by it. */
export const HIRES = ['posted', 'local'] as const;
export type Hire = (typeof HIRES)[number];

export const STAFF_STATUSES = ['employed', 'leaving', 'left'] as const;
export type StaffStatus = (typeof STAFF_STATUSES)[number];
/** Employment ends by date, whether or not the handover is signed (reading 9). */
export const staffStatus = ({ leavesOn }: { leavesOn: DateText | null }, today: DateText): StaffStatus => (leavesOn === null ? 'employed' : leavesOn > today ? 'leaving' : 'left');

export const LEAVE_STATUSES = ['asked', 'approved', 'refused', 'withdrawn'] as const;
export type LeaveStatus = (typeof LEAVE_STATUSES)[number];
/** The one table of a leave; an approved one may still be given back. */
export const leaveMoves: Record<LeaveStatus, readonly LeaveStatus[]> = { asked: ['approved', 'refused', 'withdrawn'], approved: ['withdrawn'], refused: [], withdrawn: [] };

export const CHANGE_STATUSES = ['told', 'confirmed', 'rejected'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
/** The one table of a change of contact data (OC-3.5.2). */
export const changeMoves: Record<ChangeStatus, readonly ChangeStatus[]> = { told: ['confirmed', 'rejected'], confirmed: [], rejected: [] };

/** A change of one's own contact data is owed from the day it came about, however late it is told (R6). */
export const dutiesOfChange = dutyTable<{ changedAt: Date }>([{ clause: 'OC-3.5.2', parameter: 'oc.change.reportDays', when: () => true, from: ({ changedAt }) => changedAt }]);

/** Both days included. */
export const overlaps = (a: { from: DateText; to: DateText }, b: { from: DateText; to: DateText }): boolean => a.from <= b.to && b.from <= a.to;
