import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RequestStatus } from './technical-support.rules.ts';

/** What one of the outstation staff asks the technical section (OC-3.4a). */
@Entity('technical_request')
export class TechnicalRequest {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** The authorised station that needs it, where there is one. */
  @Column('uuid', { name: 'station_unit_id', nullable: true }) stationUnitId: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text') title: string;
  @Column('uuid', { name: 'asked_by_user_id' }) askedByUserId: string;
  @Column('text', { name: 'asked_by' }) askedBy: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('text') status: RequestStatus;
  /** The latest answer. */
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
}

/** A line of its record; nothing is taken back. */
@Entity('technical_entry')
export class TechnicalEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') kind: 'question' | 'answer' | 'further' | 'withdrawal';
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') text: string;
  /** Of an answer: the document of the library that holds it. */
  @Column('uuid', { name: 'document_id', nullable: true }) documentId: string | null;
  @Column('jsonb', { name: 'attachment_ids' }) attachmentIds: string[];
}
