import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChangeStatus, Hire, LeaveStatus, StaffKind } from './staff.rules.ts';

export interface ContactData { phone: string; email: string | null; address: string | null }

/** Somebody posted to regions (外派人员), also who was recruited there (OC-1.2, OC-4.7). */
@Entity('outstation_staff')
export class OutstationStaff {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: StaffKind;
  @Column('text') hire: Hire;
  /** The channel engineer over them. */
  @Column('uuid', { name: 'engineer_user_id' }) engineerUserId: string;
  @Column('date', { name: 'employed_on' }) employedOn: string;
  /** The day of leaving, no longer one of work. */
  @Column('date', { name: 'leaves_on', nullable: true }) leavesOn: string | null;
  @Column('text', { name: 'leaving_reason', nullable: true }) leavingReason: string | null;
  @Column('jsonb') contact: ContactData;
}

/** Days away, in which a deputy (代理人) answers once they are approved. */
@Entity('staff_leave')
export class StaffLeave {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('date', { name: 'from_on' }) fromOn: string;
  /** The last day away. */
  @Column('date', { name: 'to_on' }) toOn: string;
  @Column('uuid', { name: 'deputy_user_id' }) deputyUserId: string;
  @Column('text') reason: string;
  @Column('text') status: LeaveStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}

/** A change of own contact data, told to the person in charge of the channel (OC-3.5.2). */
@Entity('contact_change')
export class ContactChange {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('jsonb') before: ContactData;
  @Column('jsonb') after: ContactData;
  @Column('date', { name: 'changed_on' }) changedOn: string;
  @Column('timestamptz', { name: 'told_at' }) toldAt: Date;
  @Column('text') status: ChangeStatus;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}
