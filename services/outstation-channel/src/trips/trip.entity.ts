import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TripStatus } from './trips.rules.ts';

/** Travel that headquarters approve (批示差旅, OC-3.1.4b). */
@Entity('business_trip')
export class BusinessTrip {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') purpose: string;
  @Column('text') destination: string;
  @Column('date', { name: 'from_on' }) fromOn: string;
  /** The last day, included. */
  @Column('date', { name: 'to_on' }) toOn: string;
  @Column('text') status: TripStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}
