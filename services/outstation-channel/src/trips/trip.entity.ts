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
  /** The approval that it waits for or went through (PF-12). */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
}

/** Kept by whoever travels, on the way; it stays as it was. */
@Entity('trip_evidence')
export class TripEvidence {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'trip_id' }) tripId: string;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('timestamptz', { name: 'counted_at' }) countedAt: Date;
  @Column('text') text: string;
  @Column('double precision', { nullable: true }) latitude: number | null;
  @Column('double precision', { nullable: true }) longitude: number | null;
  @Column('int', { name: 'accuracy_m', nullable: true }) accuracyM: number | null;
  @Column('jsonb', { name: 'attachment_ids' }) attachmentIds: string[];
}
