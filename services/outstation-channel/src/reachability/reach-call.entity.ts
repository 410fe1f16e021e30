import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallKind, CallStatus } from './reachability.rules.ts';

/** A ping or a phone call to somebody of the outstation staff, or to their deputy (OC-3.1.2a). */
@Entity('reach_call')
export class ReachCall {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: CallKind;
  @Column('text') message: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt: Date;
  @Column('text', { name: 'sent_by' }) sentBy: string;
  /** The person, or the deputy while they are on approved leave. */
  @Column('uuid', { name: 'to_user_id' }) toUserId: string;
  @Column('boolean', { name: 'to_deputy' }) toDeputy: boolean;
  /** Null outside the reach hours, where nothing is owed. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('text') status: CallStatus;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) answer: string | null;
}
