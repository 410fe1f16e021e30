import { IsBoolean, IsEmail, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import type { DirectoryUser } from '@luyue/directory';
import { ObligationView } from '@luyue/obligations';
import { IsDay, Nested, NestedList, OrNull, PageQuery } from '@luyue/platform';
import type { ContactChange, OutstationStaff, StaffLeave } from './staff.entity.ts';
import { CHANGE_STATUSES, type ChangeStatus, type Hire, HIRES, LEAVE_STATUSES, type LeaveStatus, STAFF_KINDS, STAFF_STATUSES, type StaffKind, type StaffStatus } from './staff.rules.ts';


export class StaffContact {
  @IsString() @Length(3, 30) phone: string;
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsString() @MaxLength(200) address?: string;
}
export class EmployStaff {
  @IsUUID() userId: string;
  @IsUUID() departmentUnitId: string;
  /** Required (OC-4.7); its absence is refused by the clause. */
  @IsOptional() @IsIn(STAFF_KINDS) kind?: StaffKind;
  @IsIn(HIRES) hire: Hire;
  @IsUUID() engineerUserId: string;
  @IsDay() employedOn: string;
  @Nested(() => StaffContact) contact: StaffContact;
}
export class ChangeStaff {
  @IsOptional() @IsIn(STAFF_KINDS) kind?: StaffKind;
  @IsOptional() @IsUUID() engineerUserId?: string;
}
export class LeaveStaff {
  /** The first day on which the person no longer works here. */
  @IsDay() on: string;
  @IsString() @Length(1, 500) reason: string;
}
export class AskLeave {
  @IsDay() fromOn: string;
  @IsDay() toOn: string;
  @IsUUID() deputyUserId: string;
  @IsString() @Length(1, 300) reason: string;
}
export class DecideLeave {
  @IsIn(['approved', 'refused', 'withdrawn']) decision: 'approved' | 'refused' | 'withdrawn';
  @IsOptional() @IsString() @Length(1, 300) note?: string;
}
export class TellChange extends StaffContact {
  /** The day on which it came about. */
  @IsDay() changedOn: string;
}
export class DecideChange {
  @IsIn(['confirmed', 'rejected']) decision: 'confirmed' | 'rejected';
  @IsOptional() @IsString() @Length(1, 300) note?: string;
}
export class StaffQuery extends PageQuery {
  @IsOptional() @IsIn(STAFF_KINDS) kind?: StaffKind;
  @IsOptional() @IsUUID() engineerUserId?: string;
  /** Who has left is shown only when asked for. */
  @IsOptional() @IsIn(['true', 'false']) left?: 'true' | 'false';
}
export class ChangeQuery extends PageQuery {
  @IsOptional() @IsIn(CHANGE_STATUSES) status?: ChangeStatus;
}

export class StaffContactView {
  @IsString() phone: string;
  @OrNull() @IsString() email: string | null;
  @OrNull() @IsString() address: string | null;
}
export class OutstationStaffView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsUUID() departmentUnitId: string;
  @IsIn(STAFF_KINDS) kind: StaffKind;
  @IsIn(HIRES) hire: Hire;
  @IsUUID() engineerUserId: string;
  @IsString() engineerName: string;
  @IsString() employedOn: string;
  @OrNull() @IsString() leavesOn: string | null;
  @OrNull() @IsString() leavingReason: string | null;
  @IsIn(STAFF_STATUSES) status: StaffStatus;
  /** Away on approved leave today: whom to ask instead. */
  @OrNull() @IsString() deputyName: string | null;
}
export class StaffLeaveView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() fromOn: string;
  @IsString() toOn: string;
  @IsUUID() deputyUserId: string;
  @IsString() deputyName: string;
  @IsString() reason: string;
  @IsIn(LEAVE_STATUSES) status: LeaveStatus;
  @IsISO8601() askedAt: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
}
export class AskedLeaveView extends StaffLeaveView {
  @IsUUID() staffId: string;
  @IsString() staffName: string;
}
export class ContactChangeView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @Nested(() => StaffContactView) before: StaffContactView;
  @Nested(() => StaffContactView) after: StaffContactView;
  @IsString() changedOn: string;
  @IsISO8601() toldAt: string;
  @IsIn(CHANGE_STATUSES) status: ChangeStatus;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
}
export class OutstationStaffPage extends OutstationStaffView {
  @Nested(() => StaffContactView) contact: StaffContactView;
  @NestedList(() => StaffLeaveView) leaves: StaffLeaveView[];
  @NestedList(() => ContactChangeView) changes: ContactChangeView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
  /** The reader is this person. */
  @IsBoolean() mine: boolean;
}

type Users = ReadonlyMap<string, DirectoryUser>;

export const leaveView = ({ id, version, fromOn, toOn, deputyUserId, reason, status, askedAt, decidedAt, decidedBy, decisionNote }: StaffLeave, users: Users): StaffLeaveView => ({
  id, version, fromOn, toOn, deputyUserId, deputyName: users.get(deputyUserId)?.name ?? '', reason, status, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote,
});

export const changeView = ({ id, version, staffId, before, after, changedOn, toldAt, status, decidedAt, decidedBy, decisionNote }: ContactChange, staff: Pick<OutstationStaff, 'userId'> | undefined, users: Users): ContactChangeView => ({
  id, version, staffId, staffName: (staff && users.get(staff.userId)?.name) ?? '', before, after, changedOn, toldAt: toldAt.toISOString(), status, decidedAt: decidedAt?.toISOString() ?? null, decidedBy, decisionNote,
});
