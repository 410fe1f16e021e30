import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EventKind, EventStatus } from './events.rules.ts';

/** Training and service for customers, lectures and classes, public relations (DV-3.3b, DV-3.3e, DV-3.3g). */
@Entity('customer_event')
export class CustomerEvent {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') kind: EventKind;
  @Column('text') topic: string;
  @Column('text') place: string;
  @Column('timestamptz', { name: 'starts_at' }) startsAt: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt: Date;
  /** Our people: who teaches, serves, receives. */
  @Column('uuid', { name: 'staff_user_ids', array: true }) staffUserIds: string[];
  @Column('text') status: EventStatus;
  /** What came of it, or why it was cancelled. */
  @Column('text') outcome: string;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('int') customers: number;
  @Column('int') people: number;
}

/** Who came from a customer. */
@Entity('event_attendance')
export class EventAttendance {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId: string;
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text', { array: true }) names: string[];
}
