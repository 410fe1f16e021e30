import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A call log that was taken in: one row per file of the tenant, told by its hash, so that the same file is never taken in twice. */
@Entity('call_import')
export class CallImport {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text') sha256: string;
  @Column('text') status: 'running' | 'done' | 'failed';
  @Column('int') rows: number;
  @Column('int') created: number;
  /** Rows whose case is there already, from another file or an interrupted run. */
  @Column('int') already: number;
  @Column('int') rejected: number;
  @Column('text', { nullable: true }) failure: string | null;
  @Column('text', { name: 'user_name' }) userName: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  @Column('timestamptz', { name: 'progress_at' }) progressAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}

/** A row that was not taken in, as it stood in the file, with the reason. */
@Entity('call_import_reject')
export class CallImportReject {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'import_id' }) importId: string;
  /** Row of the sheet, the heading being row 1. */
  @PrimaryColumn('int') row: number;
  @Column('jsonb') cells: string[];
  @Column('jsonb') reason: { zh: string; en: string };
}
