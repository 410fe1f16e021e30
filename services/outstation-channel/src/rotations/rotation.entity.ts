import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProposalRule, ProposalStatus, RoundStatus } from './rotations.rules.ts';

/** A nationwide adjustment (调整轮次, OC-4.3). */
@Entity('rotation_round')
export class RotationRound {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('date', { name: 'round_on' }) roundOn: string;
  @Column('text') status: RoundStatus;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('text', { name: 'opened_by' }) openedBy: string;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'closed_by', nullable: true }) closedBy: string | null;
}

export interface ProposalRank { period: string; rank: number | null; of: number; average: number | null }
export interface ProposalDecision { text: string; on: string | null; newPostingId: string | null; by: string; at: string }

/** Somebody who may be moved: who, by which rule, with which rank, where to. */
@Entity('rotation_proposal')
export class RotationProposal {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** Null until the next round takes it up. */
  @Column('uuid', { name: 'round_id', nullable: true }) roundId: string | null;
  @Column('uuid', { name: 'posting_id' }) postingId: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('text') rule: ProposalRule;
  @Column('text') reason: string;
  /** Of a low score: the period of the card. */
  @Column('text', { name: 'score_period', nullable: true }) scorePeriod: string | null;
  /** Where the person stood in the last published ranking (OC-4.2). */
  @Column('jsonb', { nullable: true }) rank: ProposalRank | null;
  @Column('jsonb', { name: 'to_region_ids' }) toRegionIds: string[];
  /** Under half a year: listed with an improvement note, moved only after a major mistake (reading 2). */
  @Column('boolean') protected: boolean;
  @Column('text', { name: 'improvement_note', nullable: true }) improvementNote: string | null;
  @Column('timestamptz', { name: 'proposed_at' }) proposedAt: Date;
  @Column('text', { name: 'proposed_by' }) proposedBy: string;
  @Column('text') status: ProposalStatus;
  @Column('jsonb', { nullable: true }) decision: ProposalDecision | null;
}
