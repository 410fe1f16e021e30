import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FilledSection, PartWords, ReportStatus } from './assembled.rules.ts';
import type { OwedMail } from './mail-results.rules.ts';

/** What happened to a report: its returns with their reasons, comments, readings. */
export interface ReportEntry { at: string; what: 'submitted' | 'read' | 'returned' | 'accepted' | 'commented' | 'mailed' | 'dropped'; by: string; byId: string | null; round: number; text: string | null }

/** A report while its author has it, and what became of it. What was submitted lies in its rounds. */
@Entity('assembled_report')
export class AssembledReport {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') kind: string;
  /** Whom or what it is about: a person, a unit, a matter. Once for each kind and period. */
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  /** A day, a week's Monday, a month: text that sorts by time. */
  @Column('text') period: string;
  @Column('text') number: string;
  @Column('text') title: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'author_id' }) authorId: string;
  @Column('text', { name: 'author_name' }) authorName: string;
  @Column('text') status: ReportStatus;
  /** Of the latest submission; 0 before the first. */
  @Column('int') round: number;
  /** What the author wrote, by `section.part`. */
  @Column('jsonb') parts: Record<string, PartWords>;
  @Column('jsonb') entries: ReportEntry[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  /** The latest submission. */
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  /** When the latest submission was first read by whom it is for; the author's own look does not count. */
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt: Date | null;
  @Column('text', { name: 'read_by', nullable: true }) readBy: string | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
}

/** One submission as it was; never changed (R13). */
@Entity('assembled_report_round')
export class ReportRound {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId: string;
  @PrimaryColumn('int') round: number;
  @Column('timestamptz', { name: 'submitted_at' }) submittedAt: Date;
  @Column('text', { name: 'submitted_by' }) submittedBy: string;
  @Column('uuid', { name: 'submitted_by_id', nullable: true }) submittedById: string | null;
  @Column('jsonb') sections: FilledSection[];
}

/** A submission that was sent by e-mail: who was owed it, and what came of each. Its id is the message's. */
@Entity('assembled_report_mail')
export class ReportMail {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'report_id' }) reportId: string;
  @Column('int') round: number;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('jsonb') owed: OwedMail[];
  /** When the last of them was accepted; null while one is out. A later bounce changes nothing (R22). */
  @Column('timestamptz', { name: 'complete_at', nullable: true }) completeAt: Date | null;
}
