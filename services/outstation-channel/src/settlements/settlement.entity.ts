import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RepairLevel } from '../repair-orders/repair-orders.service.ts';
import type { SettlementStatus } from './settlements.rules.ts';

/** Labour fees of an order by level, in fen, from a month on: a later version never changes what was settled. */
@Entity('labour_rate')
export class LabourRate {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** YYYY-MM. */
  @Column('text', { name: 'effective_from' }) effectiveFrom: string;
  @Column('jsonb') fees: Record<RepairLevel, number>;
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
}

/** What a station is owed for the orders of a month's run (劳务费结算). */
@Entity('station_settlement')
export class StationSettlement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') month: string;
  @Column('uuid', { name: 'rate_id' }) rateId: string;
  @Column('text') status: SettlementStatus;
  @Column('int') orders: number;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  /** Orders that wait for a fraud case. */
  @Column('int') held: number;
  /** How often it was drawn. */
  @Column('int') round: number;
  @Column('timestamptz', { name: 'drawn_at' }) drawnAt: Date;
  @Column('text', { name: 'drawn_by' }) drawnBy: string;
  @Column('text', { name: 'dispute_reason', nullable: true }) disputeReason: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt: Date | null;
  @Column('text', { name: 'confirmed_by', nullable: true }) confirmedBy: string | null;
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
  @Column('text', { name: 'paid_by', nullable: true }) paidBy: string | null;
  @Column('text', { name: 'payment_reference', nullable: true }) paymentReference: string | null;
}
