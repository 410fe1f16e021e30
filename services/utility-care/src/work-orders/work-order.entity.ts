import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A work order (工单): the field work of one case. */
@Entity('work_order')
export class WorkOrder {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'case_id' }) caseId: string;
  @Column('text', { name: 'case_number' }) caseNumber: string;
  /** Qualification that the work asks for (UC-10a). */
  @Column('text') kind: string;
  @Column('text') status: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'assignee_user_id', nullable: true }) assigneeUserId: string | null;
  @Column('text') title: string;
  @Column('text') address: string;
  @Column('text') phone: string;
  @Column('text', { name: 'special_care', nullable: true }) specialCare: string | null;
  /** 3 alarm, 2 major, 1 special care, 0 ordinary: the first key of the queue. */
  @Column('int') urgency: number;
  @Column('jsonb', { name: 'agreed_window', nullable: true }) agreedWindow: { from: string; to: string; agreedBy: string; channel: string } | null;
  @Column('jsonb') milestones: { name: string; at: string; by: string; recordedAt: string }[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('timestamptz', { name: 'clock_due_at', nullable: true }) clockDueAt: Date | null;
}
