import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a party said to an appointment; `none` until it did. */
export interface Answer { partyId: string; answer: 'none' | 'confirmed' | 'another_time'; note: string; at: string | null; by: string | null }
/** Time or place as it was before a change. */
export interface Change { at: string; by: string; reason: string; startsAt: string; endsAt: string; place: string }
/** Who came, and that the specialist was there (PB-4.8). */
export interface Attendance { partyIds: string[]; specialist: boolean; presentAt: string; leftAt: string; note: string; by: string; recordedAt: string }

/** An appointment (预约) with one or more parties for a step. */
@Entity('appointment')
export class Appointment {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'step_id' }) stepId: string;
  @Column('text') status: 'planned' | 'held' | 'cancelled';
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
  @Column('text') place: string;
  @Column('text') bring: string;
  /** One for each party that is asked to come. */
  @Column('jsonb') answers: Answer[];
  @Column('jsonb') changes: Change[];
  @Column('jsonb', { nullable: true }) attendance: Attendance | null;
  /** The specialist's, as the parties got it. */
  @Column('text') phone: string;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
}
