import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface CallbackAttempt { at: string; outcome: 'reached' | 'no_answer'; by: string }

/** UC-16b: a callback (回访) drawn by the sample when its case was closed. */
@Entity('callback')
export class Callback {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'case_id' }) caseId: string;
  @Column('text', { name: 'case_number' }) caseNumber: string;
  @Column('text', { name: 'case_kind' }) caseKind: string;
  @Column('text') title: string;
  @Column('text', { name: 'caller_name' }) callerName: string;
  @Column('text', { name: 'caller_phone' }) callerPhone: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('timestamptz', { name: 'closed_at' }) closedAt: Date;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('text') status: 'due' | 'done' | 'unreachable';
  @Column('jsonb') attempts: CallbackAttempt[];
  @Column('int', { nullable: true }) score: number | null;
  @Column('text', { nullable: true }) opinion: string | null;
  @Column('text', { array: true }) topics: string[];
  @Column('int', { name: 'needed_attempts' }) neededAttempts: number;
  @Column('int', { name: 'needed_days' }) neededDays: number;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
