import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateText } from '@luyue/kernel';
import type { Counterpart, MatterKind, MatterStatus } from './operators.rules.ts';

export interface OperatorContact { name: string; title: string; phone: string }

/** An operator (运营商, 局方) whose devices the stations repair. */
@Entity('operator')
export class Operator {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') name: string;
  @Column('jsonb') contacts: OperatorContact[];
  /** The outstation person who keeps up the relation and owes the review talk. */
  @Column('uuid', { name: 'owner_user_id' }) ownerUserId: string;
  @Column('date', { name: 'since' }) since: DateText;
  @Column('date', { name: 'ended_on', nullable: true }) endedOn: DateText | null;
}

/** A review talk: how the operator judges us. */
@Entity('operator_talk')
export class OperatorTalk {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'operator_id' }) operatorId: string;
  @Column('date', { name: 'held_on' }) heldOn: DateText;
  @Column('text', { name: 'talked_with' }) talkedWith: string;
  @Column('text') judgement: string;
  /** 1 to 5, where they gave one. */
  @Column('int', { nullable: true }) score: number | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
}

/** A wish or a complaint of an operator: it gets a countermeasure and a reply. */
@Entity('operator_matter')
export class OperatorMatter {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'operator_id' }) operatorId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: MatterKind;
  @Column('text') text: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text') status: MatterStatus;
  @Column('text', { nullable: true }) countermeasure: string | null;
  @Column('text', { nullable: true }) reply: string | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt: Date | null;
}

/** A line of the contact log (OC-2.2). */
@Entity('channel_contact')
export class ChannelContact {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') counterpart: Counterpart;
  @Column('text', { name: 'counterpart_name' }) counterpartName: string;
  @Column('uuid', { name: 'operator_id', nullable: true }) operatorId: string | null;
  @Column('uuid', { name: 'station_unit_id', nullable: true }) stationUnitId: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('text') text: string;
  @Column('text', { name: 'by_name' }) byName: string;
}
