import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProblemArea, ProblemStatus } from './problems.rules.ts';

export interface ProblemStep { at: string; by: string; what: 'note' | 'holding' | 'answer' | 'workaround' | 'escalated' | 'handed_on' | 'assigned' | 'solved' | 'reopened' | 'withdrawn'; text: string }

/** A technical problem of a customer (技术难题, DV-3.3c); a major one goes to a department (DV-7.2). */
@Entity('technical_problem')
export class TechnicalProblem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'region_id', nullable: true }) regionId: string | null;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') area: ProblemArea;
  @Column('text', { nullable: true }) product: string | null;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;
  @Column('text', { name: 'reported_by' }) reportedBy: string;
  /** Of the region (DV-7.1); null where it has none. */
  @Column('uuid', { name: 'technician_user_id', nullable: true }) technicianUserId: string | null;
  @Column('text') status: ProblemStatus;
  /** Whom it was escalated to last. */
  @Column('uuid', { name: 'department_unit_id', nullable: true }) departmentUnitId: string | null;
  @Column('timestamptz', { name: 'escalated_at', nullable: true }) escalatedAt: Date | null;
  @Column('text', { nullable: true }) cause: string | null;
  @Column('text', { nullable: true }) solution: string | null;
  @Column('timestamptz', { name: 'solved_at', nullable: true }) solvedAt: Date | null;
  @Column('text', { name: 'solved_by', nullable: true }) solvedBy: string | null;
  @Column('jsonb') steps: ProblemStep[];
}
