import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConductKind, ConductStatus } from './conduct.rules.ts';

export interface ConductEvidence { what: string; where: string }
export interface ConductDecision { text: string; deduction: number; withoutAnswer: string | null; by: string; at: string }

/** Conduct against the company's interest (行为记录, OC-3.1.1). Only violations are recorded. */
@Entity('conduct_record')
export class ConductRecord {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: ConductKind;
  @Column('date', { name: 'occurred_on' }) occurredOn: string;
  @Column('text') text: string;
  @Column('jsonb') evidence: ConductEvidence[];
  @Column('jsonb', { name: 'attachment_ids' }) attachmentIds: string[];
  @Column('text') status: ConductStatus;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  @Column('uuid', { name: 'recorded_by_user_id', nullable: true }) recordedByUserId: string | null;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('jsonb', { nullable: true }) decision: ConductDecision | null;
}
