import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovalStatus, Step } from './approvals.rules.ts';

export interface ApprovalHistory {
  at: string;
  what: 'submitted' | 'approved' | 'returned' | 'withdrawn' | 'reminded' | 'passed_on' | 'nobody_above';
  /** The step, from 1. */
  step: number;
  by: string;
  byId: string | null;
  /** Name of the approver for whom a delegate decided. */
  onBehalfOf: string | null;
  text: { zh: string; en: string };
}

/** One round of asking for approval (PF-12). The steps are those of the chain in force when it was submitted. */
@Entity('approval_request')
export class ApprovalRequest {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') matter: string;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('text', { name: 'subject_title' }) subjectTitle: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'maker_id' }) makerId: string;
  @Column('text', { name: 'maker_name' }) makerName: string;
  /** Fen, as text. */
  @Column('bigint', { nullable: true }) amount: string | null;
  @Column('text') status: ApprovalStatus;
  /** From 1; a later round is linked to the one before. */
  @Column('int') round: number;
  @Column('uuid', { name: 'previous_id', nullable: true }) previousId: string | null;
  /** 0 for the chain in code. */
  @Column('int', { name: 'chain_version' }) chainVersion: number;
  @Column('jsonb') steps: Step[];
  /** The step that is on, or at which it ended, from 1. */
  @Column('int') step: number;
  @Column('timestamptz', { name: 'timeout_at', nullable: true }) timeoutAt: Date | null;
  @Column('timestamptz', { name: 'submitted_at' }) submittedAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Why it was returned. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('int') reminders: number;
  @Column('timestamptz', { name: 'reminded_at', nullable: true }) remindedAt: Date | null;
  @Column('jsonb') history: ApprovalHistory[];
}

/** A role that has a say in a step: where it stands, and how it decided. Seats of a step are made when it begins. */
@Entity('approval_seat')
export class ApprovalSeat {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('int') step: number;
  /** The role that the chain names. */
  @Column('text', { name: 'for_role' }) forRole: string;
  /** Who decides now: that role, or the superior's after a time-out. */
  @Column('text') role: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('int', { name: 'levels_up' }) levelsUp: number;
  /** Null while it is open; `moot` when the step ended without it. */
  @Column('text', { nullable: true }) outcome: 'approved' | 'returned' | 'moot' | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('uuid', { name: 'on_behalf_of', nullable: true }) onBehalfOf: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
}

/** A published version of a matter's chain; never changed, only followed by the next. */
@Entity('approval_chain')
export class ApprovalChain {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('text') matter: string;
  @PrimaryColumn('int') version: number;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('jsonb') steps: Step[];
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
  @Column('text') reason: string;
}

/** For a time somebody decides in another's place, on all matters or on some. */
@Entity('approval_delegation')
export class ApprovalDelegation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'delegate_id' }) delegateId: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt: Date;
  /** The first moment after it; moved forward when it is ended early. */
  @Column('timestamptz', { name: 'to_at' }) toAt: Date;
  @Column('text', { array: true, nullable: true }) matters: string[] | null;
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}
