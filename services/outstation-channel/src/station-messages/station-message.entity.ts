import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One message between a station and the channel; what a station writes is answered (OC-3.3.2). */
@Entity('station_message')
export class StationMessage {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'station_unit_id' }) stationUnitId: string;
  /** `up` from the station, `down` to it. */
  @Column('text') direction: 'up' | 'down';
  @Column('text') text: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  /** Of an answer: the message that it answers. */
  @Column('uuid', { name: 'answers_id', nullable: true }) answersId: string | null;
  /** Of a station's message: when it was answered. */
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  /** Of one that goes down: who of the station has read it. */
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt: Date | null;
}
