import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentKind } from './channel-documents.rules.ts';

/** A document that the outstation staff of a department have to know, in editions. */
@Entity('channel_document')
export class ChannelDocument {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: DocumentKind;
  @Column('text') title: string;
  /** Of a technical document: the model that it is about. */
  @Column('text', { nullable: true }) model: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
}

/** An edition, as the file that was published; never changed, only followed by the next. */
@Entity('channel_document_edition')
export class DocumentEdition {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'document_id' }) documentId: string;
  /** From 1. */
  @Column('int') edition: number;
  @Column('uuid', { name: 'attachment_id' }) attachmentId: string;
  @Column('date', { name: 'effective_on' }) effectiveOn: string;
  /** What it changes. */
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
}

/** A named person signed an edition on a date: received, read and understood. */
@Entity('channel_document_signature')
export class DocumentSignature {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'edition_id' }) editionId: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'user_name' }) userName: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}
