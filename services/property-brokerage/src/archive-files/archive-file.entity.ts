import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface FileMove { at: string; by: string; from: string; to: string; reason: string }

/** The file of an archived deal (档案) and where it stands. */
@Entity('archive_file')
export class ArchiveFile {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') room: string;
  @Column('text') cabinet: string;
  @Column('text') box: string;
  @Column('text') mark: string;
  /** Of its catalogue. */
  @Column('int') documents: number;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text', { name: 'received_by' }) receivedBy: string;
  /** The oldest first. */
  @Column('jsonb') moves: FileMove[];
}

/** A file was lent (借阅), and came back. */
@Entity('archive_loan')
export class ArchiveLoan {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'file_id' }) fileId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'borrower_user_id' }) borrowerUserId: string;
  @Column('text', { name: 'borrower_name' }) borrowerName: string;
  @Column('text') purpose: string;
  @Column('timestamptz', { name: 'lent_at' }) lentAt: Date;
  @Column('text', { name: 'lent_by' }) lentBy: string;
  @Column('text', { name: 'due_on' }) dueOn: string;
  /** The end of that day in the tenant's zone. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('text') status: 'out' | 'returned';
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  @Column('text', { name: 'returned_to', nullable: true }) returnedTo: string | null;
  /** In which condition it came back. */
  @Column('text', { name: 'return_note' }) returnNote: string;
}
