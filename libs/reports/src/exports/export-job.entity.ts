import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExportStatus } from './exports.rules.ts';

/** What the rows are read with: the rights that the person had when they asked. */
export interface RequestedAs {
  userId: string | null; userName: string; unitId: string | null; clientId?: string; grants: { units: string[] | 'all'; permissions: string[] }[]; modules: string[]; language: 'zh' | 'en';
}

/** A list that somebody wants as a file (PF-15): asked for, written in the background, kept for a week. */
@Entity('export_job')
export class ExportJob {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') kind: string;
  @Column('jsonb') filter: Record<string, unknown>;
  @Column('text') format: 'xlsx' | 'csv';
  @Column('text') status: ExportStatus;
  /** Rows written so far, and how many there will be where that is known. */
  @Column('int') rows: number;
  @Column('int', { nullable: true }) total: number | null;
  @Column('int') attempts: number;
  /** A run that has not moved until then was killed. By the real clock, not the tenant's. */
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil: Date | null;
  @Column('text', { name: 'file_hash', nullable: true }) fileHash: string | null;
  @Column('int', { nullable: true }) bytes: number | null;
  /** Person or API client; the file is theirs alone. */
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('jsonb', { name: 'requested_as' }) requestedAs: RequestedAs;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('jsonb', { nullable: true }) failure: { zh: string; en: string } | null;
}
