import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IncidentBody, IncidentStatus } from './incidents.rules.ts';

/** A complaint that reached an authority, an association, the media or the like (突发事件, OC-3.6). */
@Entity('incident')
export class Incident {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** The authorised station that it is about, where there is one. */
  @Column('uuid', { name: 'station_unit_id', nullable: true }) stationUnitId: string | null;
  @Column('uuid', { name: 'owner_user_id' }) ownerUserId: string;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('text', { name: 'complainant_name', nullable: true }) complainantName: string | null;
  @Column('text', { name: 'complainant_phone', nullable: true }) complainantPhone: string | null;
  @Column('text', { array: true }) bodies: IncidentBody[];
  @Column('text') status: IncidentStatus;
  /** When the company came to know of it. */
  @Column('timestamptz', { name: 'aware_at' }) awareAt: Date;
  /** The first report of all; a later one after a reopening has its line in the record. */
  @Column('timestamptz', { name: 'first_reported_at', nullable: true }) firstReportedAt: Date | null;
  @Column('timestamptz', { name: 'last_reported_at', nullable: true }) lastReportedAt: Date | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt: Date | null;
  @Column('int') reopenings: number;
  @Column('text', { nullable: true }) resolution: string | null;
  @Column('text', { nullable: true }) lessons: string | null;
  /** Known publications; an incident without one is not "never exposed", but none is known. */
  @Column('int') exposures: number;
}

/** A line of its record; nothing is taken back. */
@Entity('incident_entry')
export class IncidentEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'incident_id' }) incidentId: string;
  @Column('text') kind: 'first_report' | 'update' | 'resolution' | 'reopening' | 'exposure' | 'owner';
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') text: string;
  /** Of an exposure. */
  @Column('text', { nullable: true }) url: string | null;
}
