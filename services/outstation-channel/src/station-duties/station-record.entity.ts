import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateText } from '@luyue/kernel';
import type { RecordKind, TrainingStatus, TrainingTopic } from './station-duties.rules.ts';

/** Which outstation person keeps a station under supervision (监督管理, OC-3.1.2b): what is owed for it is owed by them. Its id is the station's. */
@Entity('station_supervision')
export class StationSupervision {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('date', { name: 'begins_on' }) beginsOn: DateText;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn: DateText | null;
}

/** A check, a talk or a training at a station, as it took place. */
@Entity('station_record')
export class StationRecord {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'station_unit_id' }) stationUnitId: string;
  @Column('text') kind: RecordKind;
  @Column('date', { name: 'held_on' }) heldOn: DateText;
  /** Of a check, 0 to 100. */
  @Column('int', { nullable: true }) score: number | null;
  @Column('text') text: string;
  @Column('jsonb') attendees: string[];
  @Column('uuid', { name: 'training_id', nullable: true }) trainingId: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
}

/** A training that is planned for a station's repairers (OC-2.4, OC-3.4). */
@Entity('station_training')
export class StationTraining {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_unit_id' }) stationUnitId: string;
  @Column('text') topic: TrainingTopic;
  @Column('text') title: string;
  @Column('date', { name: 'planned_on' }) plannedOn: DateText;
  @Column('uuid', { name: 'trainer_user_id' }) trainerUserId: string;
  @Column('text') status: TrainingStatus;
  @Column('text', { nullable: true }) reason: string | null;
}
