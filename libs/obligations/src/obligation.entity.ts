import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeadlineFacts, Explanation } from '@luyue/kernel';

export type ObligationStatus = 'open' | 'met' | 'met_late' | 'waived' | 'cancelled';

/** DeadlineFacts as stored: instants as text. */
export type StoredFacts = { [K in keyof DeadlineFacts]: unknown };

/** A rung of the policy ladder at opening: which value ruled and why (README "Policy"). */
export interface LadderRung { origin: 'default' | 'headquarters' | 'own'; value: unknown; version: number; effectiveFrom: string | null; setBy: string | null; rules: boolean }

export interface Evidence { kind: 'fact' | 'photo' | 'note'; at: string; by: string; text: string; attachmentId?: string }
export interface HistoryEntry { at: string; what: string; by: string; text: { zh: string; en: string } }

/** One promise: who owes what to whom, by when, and how it ended. Lives in the database of the service whose facts open and meet it. */
@Entity('obligation')
export class Obligation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text', { name: 'clause_id' }) clauseId: string;
  @Column('text', { name: 'parameter_key', nullable: true }) parameterKey: string | null;
  @Column('int', { name: 'policy_version', nullable: true }) policyVersion: number | null;
  @Column('jsonb') ladder: LadderRung[];
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('text', { name: 'subject_title' }) subjectTitle: string;
  @Column('text', { nullable: true }) place: string | null;
  @Column('uuid', { name: 'owner_unit_id' }) ownerUnitId: string;
  @Column('uuid', { name: 'owner_user_id', nullable: true }) ownerUserId: string | null;
  @Column('text') status: ObligationStatus;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('jsonb') facts: StoredFacts;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('boolean') provisional: boolean;
  @Column('jsonb') explanation: Explanation;
  @Column('timestamptz', { name: 'paused_at', nullable: true }) pausedAt: Date | null;
  @Column('text', { name: 'pause_reason', nullable: true }) pauseReason: string | null;
  @Column('timestamptz', { name: 'risk_at', nullable: true }) riskAt: Date | null;
  @Column('timestamptz', { name: 'breached_at', nullable: true }) breachedAt: Date | null;
  @Column('boolean', { name: 'voided_by_calendar' }) voidedByCalendar: boolean;
  /** Highest escalation threshold told so far, in percent. */
  @Column('int', { name: 'escalated_percent' }) escalatedPercent: number;
  @Column('jsonb', { name: 'escalation_percents' }) escalationPercents: number[];
  /** When the sweep has to look next: an escalation threshold or the due time. Null when nothing is left to tell. */
  @Column('timestamptz', { name: 'next_alarm_at', nullable: true }) nextAlarmAt: Date | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy: string | null;
  @Column('text', { name: 'outcome_note', nullable: true }) outcomeNote: string | null;
  @Column('text', { nullable: true }) approver: string | null;
  @Column('text') origin: 'live' | 'import';
  @Column('jsonb') evidence: Evidence[];
  @Column('jsonb') history: HistoryEntry[];
}
