import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationLine, ApplicationStatus, ReturnLine, ReturnStatus, SpareKind } from './spares.rules.ts';

/** A spare part (备件) or the model of a spare unit (备用机), as the parts list has it. */
@Entity('spare_item')
export class SpareItem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text') name: string;
  @Column('text') kind: SpareKind;
  /** The model that it belongs to. */
  @Column('text') model: string;
  /** Told apart unit by unit. */
  @Column('boolean') serial: boolean;
}

/** What a station asks for (OC-3.2.3a): applied for, approved, shipped, received. */
@Entity('spare_application')
export class SpareApplication {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('jsonb') lines: ApplicationLine[];
  /** Needed where a line is more than some months of use. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text') status: ApplicationStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy: string | null;
  @Column('text', { name: 'asked_by_name' }) askedByName: string;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('timestamptz', { name: 'shipped_at', nullable: true }) shippedAt: Date | null;
  @Column('text', { nullable: true }) tracking: string | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  /** The approval that it waits for or went through (PF-12). */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
}

/** An application to send parts back to the factory (返厂申请, OC-3.2.3b). */
@Entity('spare_return')
export class SpareReturn {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('jsonb') lines: ReturnLine[];
  @Column('text') reason: string;
  @Column('text') status: ReturnStatus;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy: string | null;
  @Column('text', { name: 'asked_by_name' }) askedByName: string;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  @Column('text', { nullable: true }) tracking: string | null;
  /** The approval that it waits for or went through (PF-12). */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
}
