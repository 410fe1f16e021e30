import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LoanStatus } from './loans.rules.ts';

/** A spare unit (备用机) that a station has for a time, to bridge a repair (OC-3.7a). */
@Entity('spare_loan')
export class SpareLoan {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'region_id' }) regionId: string;
  @Column('uuid', { name: 'item_id' }) itemId: string;
  @Column('text', { nullable: true }) serial: string | null;
  @Column('text') purpose: string;
  @Column('text') status: LoanStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy: string | null;
  @Column('text', { name: 'asked_by_name' }) askedByName: string;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  /** Another day than the tenant's days from issue, set at the approval (reading 16). */
  @Column('date', { name: 'set_due_on', nullable: true }) setDueOn: string | null;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  /** The approval that it waits for or went through (PF-12). */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
}
