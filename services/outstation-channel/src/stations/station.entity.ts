import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChangeStatus, StationData, StationStatus } from './stations.rules.ts';

/** The record of an authorised station (授权站); its id is that of the org unit, so that a station's own users reach it by their unit. */
@Entity('authorised_station')
export class AuthorisedStation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  /** The tenant's own number of the station. */
  @Column('text') number: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'region_id' }) regionId: string;
  @Column('jsonb') data: StationData;
  @Column('text') status: StationStatus;
  @Column('date', { name: 'opened_on' }) openedOn: string;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn: string | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason: string | null;
}

/** A change of a station's data, told to the person in charge of the channel (OC-3.5.2). */
@Entity('station_change')
export class StationChange {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('jsonb') before: StationData;
  @Column('jsonb') after: StationData;
  @Column('date', { name: 'changed_on' }) changedOn: string;
  @Column('timestamptz', { name: 'told_at' }) toldAt: Date;
  @Column('text', { name: 'told_by' }) toldBy: string;
  @Column('text') status: ChangeStatus;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
}
