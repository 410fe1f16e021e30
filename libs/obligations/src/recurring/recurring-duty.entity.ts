import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateText } from '@luyue/kernel';
import type { ClauseId, ParameterKey } from '@luyue/regulations';

export const CADENCES = ['week', 'months', 'anniversary'] as const;
export type Cadence = (typeof CADENCES)[number];
/** Where the due time of a period lies: before it begins (R3), inside it or at its end, or after it (a due day of the next month). */
export type DueSide = 'before' | 'within' | 'after';

/** What a subject owes again and again: one row for as long as it owes it. Each period has an obligation of its own. */
@Entity('recurring_duty')
export class RecurringDuty {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  /** Follows from subject, clause and strand, so that one of them owes it once. */
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text', { name: 'clause_id' }) clauseId: ClauseId;
  @Column('text', { name: 'parameter_key' }) parameterKey: ParameterKey;
  /** Tells two duties of one clause apart (OC-3.2.1: a check and a training); empty where there is one. */
  @Column('text') strand: string;
  @Column('text') cadence: Cadence;
  /** Length of the period where no parameter names it. */
  @Column('int', { nullable: true }) months: number | null;
  /** The parameter that names it; the one in force decides the next period. */
  @Column('text', { name: 'interval_key', nullable: true }) intervalKey: ParameterKey | null;
  @Column('text') due: DueSide;
  /** One day of the period is enough to owe it. */
  @Column('boolean') partial: boolean;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'subject_number' }) subjectNumber: string;
  @Column('text', { name: 'subject_title' }) subjectTitle: string;
  @Column('text', { nullable: true }) place: string | null;
  @Column('uuid', { name: 'owner_unit_id' }) ownerUnitId: string;
  @Column('uuid', { name: 'owner_user_id', nullable: true }) ownerUserId: string | null;
  @Column('date', { name: 'begins_on' }) beginsOn: DateText;
  /** The last day on which it is owed; null while nobody knows one. */
  @Column('date', { name: 'ends_on', nullable: true }) endsOn: DateText | null;
  /** A day of the next period to open; null for an anniversary. */
  @Column('date', { name: 'next_from', nullable: true }) nextFrom: DateText | null;
  /** When the opener has to look next; null when nothing is left to open. */
  @Column('timestamptz', { name: 'next_opens_at', nullable: true }) nextOpensAt: Date | null;
  /** Periods gone through so far. */
  @Column('int') opened: number;
}
