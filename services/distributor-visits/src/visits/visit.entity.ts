import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordKind, RecordStatus, VisitStatus } from './visits.rules.ts';

/** Where and when, as the device said it and as it counts (R5). */
export interface Milestone {
  occurredAt: string; recordedAt: string;
  source: 'occurred' | 'recorded';
  /** Why the device's time was not taken. */
  because: 'late' | 'future' | 'backwards' | null;
  latitude: number | null; longitude: number | null;
  /** Metres. */
  accuracyM: number | null;
  /** Metres from the customer's place; null where one of the two is unknown. */
  distance: number | null;
}

/** A visit (巡访) of one person to one customer; its id was made by the device. */
@Entity('visit')
export class Visit {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'region_id', nullable: true }) regionId: string | null;
  @Column('uuid', { name: 'visitor_user_id' }) visitorUserId: string;
  @Column('uuid', { name: 'visit_day_id' }) visitDayId: string;
  /** The tenant's date of the check-in: a visit past midnight belongs to the day it began (reading 3). */
  @Column('date') day: string;
  @Column('uuid', { name: 'planned_visit_id', nullable: true }) plannedVisitId: string | null;
  /** Why it was made outside the plan. */
  @Column('text', { name: 'unplanned_reason', nullable: true }) unplannedReason: string | null;
  @Column('text') status: VisitStatus;
  @Column('timestamptz', { name: 'checked_in_at' }) checkedInAt: Date;
  @Column('jsonb', { name: 'check_in' }) checkIn: Milestone;
  @Column('timestamptz', { name: 'checked_out_at', nullable: true }) checkedOutAt: Date | null;
  @Column('jsonb', { name: 'check_out', nullable: true }) checkOut: Milestone | null;
  /** What came of it, in the visitor's words. */
  @Column('text', { nullable: true }) effect: string | null;
  /** Records of two devices that wait for the visitor's word. */
  @Column('int') conflicts: number;
}

/** A day on which somebody visits, begun by the first check-in; its daily report is owed (DV-9a). */
@Entity('visit_day')
export class VisitDay {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'visitor_user_id' }) visitorUserId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('date') day: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
}

/** One thing recorded on a visit, as the phone sent it; nothing of it is ever changed but its status. */
@Entity('visit_record')
export class VisitRecord {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  /** Made by the device: the same one again is known. */
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'visit_id' }) visitId: string;
  @Column('text') kind: RecordKind;
  @Column('text', { name: 'device_id' }) deviceId: string;
  /** What of a visit there is only once. */
  @Column('text', { nullable: true }) slot: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  /** Which of the two counts (R5). */
  @Column('timestamptz', { name: 'counted_at' }) countedAt: Date;
  @Column('jsonb') body: Record<string, unknown>;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('text') status: RecordStatus;
  @Column('uuid', { name: 'conflict_with', nullable: true }) conflictWith: string | null;
  @Column('text', { name: 'by_name' }) byName: string;
}
