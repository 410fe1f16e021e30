import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A contact being taken. The moment it was opened is the receipt of what comes of it (reading rule 4), kept by the server. */
@Entity('intake')
export class Intake {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') channel: 'phone' | 'counter' | 'web' | 'partner';
  @Column('text', { name: 'caller_phone', nullable: true }) callerPhone: string | null;
  @Column('uuid', { name: 'opened_by', nullable: true }) openedBy: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('uuid', { name: 'case_id', nullable: true }) caseId: string | null;
  /** UC-5.1a: a contact ends at the desk only with a numbered case or a reason. */
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
