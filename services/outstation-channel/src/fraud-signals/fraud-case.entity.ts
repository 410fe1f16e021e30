import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FraudKind, FraudStatus } from './fraud-signals.rules.ts';

/** A sign that orders of a station are not what they say, or a report of it, and what came of it (OC-3.2.2b). */
@Entity('fraud_case')
export class FraudCase {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: FraudKind;
  /** The same sign is one open case, however often it is looked for; what comes after its decision is another. */
  @Column('text') key: string;
  @Column('text') month: string;
  /** Orders in question: not settled unless the case is dismissed. Further ones of the same sign join while it is open. */
  @Column('uuid', { name: 'order_ids', array: true }) orderIds: string[];
  /** What was seen, by plain names. */
  @Column('jsonb') detail: Record<string, string | number>;
  @Column('text') status: FraudStatus;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  /** Of a dismissal. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { nullable: true }) evidence: string | null;
  /** What was reported to the company, and when. */
  @Column('text', { nullable: true }) report: string | null;
  @Column('timestamptz', { name: 'reported_at', nullable: true }) reportedAt: Date | null;
  @Column('text', { nullable: true }) education: string | null;
  @Column('date', { name: 'educated_on', nullable: true }) educatedOn: string | null;
}
