import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IntelligenceKind, IntelligenceStatus } from './intelligence.rules.ts';

/** A competitor, known by every name that it was reported under once. */
@Entity('competitor')
export class Competitor {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  @Column('text', { name: 'name_key' }) nameKey: string;
  /** Of the latest thing known of it. */
  @Column('timestamptz', { name: 'last_at' }) lastAt: Date;
  @Column('int') items: number;
}

/** Something about the market that was heard or seen (市场行情, DV-3.1d). */
@Entity('visit_intelligence')
export class VisitIntelligence {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  /** Where it was heard; null for what came from elsewhere. */
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  @Column('text') kind: IntelligenceKind;
  @Column('uuid', { name: 'competitor_id', nullable: true }) competitorId: string | null;
  @Column('text', { nullable: true }) product: string | null;
  @Column('text', { name: 'product_key' }) productKey: string;
  @Column('bigint', { name: 'price_fen', nullable: true }) priceFen: string | null;
  /** What the price is for, e.g. 箱. */
  @Column('text', { name: 'price_per', nullable: true }) pricePer: string | null;
  @Column('text') content: string;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  @Column('text') status: IntelligenceStatus;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt: Date | null;
  @Column('text', { name: 'checked_by', nullable: true }) checkedBy: string | null;
  @Column('text', { name: 'check_note' }) checkNote: string;
  /** What customers may read of it; null for what stays in the company. */
  @Column('text', { name: 'for_customers', nullable: true }) forCustomers: string | null;
  @Column('int', { name: 'shared_with' }) sharedWith: number;
}

/** A customer was told. */
@Entity('intelligence_share')
export class IntelligenceShare {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'intelligence_id' }) intelligenceId: string;
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @Column('timestamptz', { name: 'shared_at' }) sharedAt: Date;
  @Column('text', { name: 'shared_by' }) sharedBy: string;
  @Column('text') channel: 'visit' | 'phone' | 'letter' | 'message' | 'meeting';
}
