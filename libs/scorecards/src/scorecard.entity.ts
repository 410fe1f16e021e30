import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CardStatus, Deduction, ItemKind, LedgerLine, SchemeItem } from './scorecards.rules.ts';

/** A published version of what is scored and how; never changed, only followed by the next. */
@Entity('score_scheme')
export class ScoreScheme {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  /** What is scored, e.g. `customer_grade`. */
  @PrimaryColumn('text') kind: string;
  /** For whom the kind has schemes of their own: a region's id, a kind of staff; empty for the whole tenant. */
  @PrimaryColumn('text') scope: string;
  @PrimaryColumn('int') version: number;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('jsonb') items: SchemeItem[];
  /** What the room adds, e.g. the thresholds of grades. */
  @Column('jsonb') settings: Record<string, unknown>;
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
  @Column('text') reason: string;
}

/** An item of a card: the scheme's line as it was, its score, and where that comes from. */
export interface CardItem extends Omit<SchemeItem, 'kind'> {
  kind: ItemKind;
  /** 0 to 100, two decimals; null while nothing is known, or nothing was owed. */
  score: number | null;
  /** What a figure or a person says to it. */
  reason: string | null;
  by: string | null;
  at: string | null;
  /** Obligations counted: the way down from the score. */
  lines: LedgerLine[];
  /** Records behind a figure. */
  sources: { type: string; id: string; text: string }[];
}

export interface CardEntry { at: string; what: 'opened' | 'scored' | 'deducted' | 'closed' | 'published' | 'appealed' | 'decided'; by: string; byId: string | null; text: string | null; total: number | null }

/** The score of one subject in one period, under the scheme in force when it was opened. */
@Entity('score_card')
export class ScoreCard {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') kind: string;
  @Column('text') scope: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'subject_name' }) subjectName: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  /** Its name, e.g. `2026-11` or `2026-H2`, and its days, both included. */
  @Column('text') period: string;
  @Column('date', { name: 'period_from' }) periodFrom: string;
  @Column('date', { name: 'period_to' }) periodTo: string;
  @Column('int', { name: 'scheme_version' }) schemeVersion: number;
  @Column('jsonb') settings: Record<string, unknown>;
  @Column('text') status: CardStatus;
  @Column('jsonb') items: CardItem[];
  @Column('jsonb') deductions: Deduction[];
  /** Hundredths of a point, as they stand; fixed by the closing, and anew by the decision of an appeal. */
  @Column('int', { name: 'total_hundredths', nullable: true }) totalHundredths: number | null;
  @Column('jsonb') entries: CardEntry[];
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}
