import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One published version of a year. A correction is a new version; none is ever changed (R18). */
@Entity('calendar_year')
export class CalendarYearRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') year: number;
  @Column('int') version: number;
  @Column('text') origin: 'national' | 'tenant';
  /** Days off that would be worked, YYYY-MM-DD. */
  @Column('text', { name: 'rest_days', array: true }) restDays: string[];
  /** Weekend days worked instead (调休上班). */
  @Column('text', { name: 'work_days', array: true }) workDays: string[];
  @Column('text') source: string;
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}
