import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ViolationKind, ViolationStatus } from './spare-violations.rules.ts';

/** A station borrowed or dismantled what it may not (OC-3.2.3a), reported to the channel engineer. */
@Entity('spare_violation')
export class SpareViolation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: ViolationKind;
  @Column('text') facts: string;
  @Column('text', { array: true }) serials: string[];
  @Column('timestamptz', { name: 'discovered_at' }) discoveredAt: Date;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;
  @Column('text', { name: 'reported_by' }) reportedBy: string;
  /** The channel engineers who were told. */
  @Column('text', { array: true }) told: string[];
  @Column('text') status: ViolationStatus;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) decision: string | null;
}
