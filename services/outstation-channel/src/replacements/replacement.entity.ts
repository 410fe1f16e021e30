import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReplacementCause, ReplacementStatus } from './replacements.rules.ts';

/** A customer's device exchanged for a new one (换新, OC-3.7b): never without approval and a cause. */
@Entity('replacement')
export class Replacement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'region_id' }) regionId: string;
  @Column('text') month: string;
  @Column('text') model: string;
  @Column('text') serial: string;
  @Column('text') reason: string;
  /** As the station says, and as whoever approves finds it. */
  @Column('text') cause: ReplacementCause;
  @Column('text') status: ReplacementStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy: string | null;
  @Column('text', { name: 'asked_by_name' }) askedByName: string;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('text', { name: 'new_serial', nullable: true }) newSerial: string | null;
  @Column('timestamptz', { name: 'replaced_at', nullable: true }) replacedAt: Date | null;
  /** The approval that it waits for or went through (PF-12). */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
}
