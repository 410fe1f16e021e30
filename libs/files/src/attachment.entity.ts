import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file attached to a record (PF-14). Stored under its hash; the row says what it is and to what it belongs. */
@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  @Column('text') mime: string;
  @Column('int') bytes: number;
  @Column('text') sha256: string;
  @Column('text', { name: 'subject_type', nullable: true }) subjectType: string | null;
  @Column('uuid', { name: 'subject_id', nullable: true }) subjectId: string | null;
  @Column('uuid', { name: 'uploaded_by', nullable: true }) uploadedBy: string | null;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt: Date;
}
