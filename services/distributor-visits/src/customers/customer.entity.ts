import { Column, Entity, PrimaryColumn } from 'typeorm';

export type CustomerType = 'distributor' | 'retailer' | 'processing_factory' | 'consumer';
export type Grade = 'A' | 'B' | 'C' | 'D';
export interface CustomerContact { name: string; post: string; phone: string }
/** What of other makers a customer carries. */
export interface CarriedCompetitor { maker: string; product: string; note: string }
/** A grade and the month from which it counts, YYYY-MM (DV-4.1). */
export interface GradeFrom { grade: Grade; from: string }

/** A customer (DV-2). */
@Entity('visit_customer')
export class VisitCustomer {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text') type: CustomerType;
  @Column('text') name: string;
  @Column('text') status: 'active' | 'closed';
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'region_id', nullable: true }) regionId: string | null;
  @Column('text') city: string;
  @Column('text') address: string;
  /** WGS-84; both or neither. */
  @Column('float8', { nullable: true }) latitude: number | null;
  @Column('float8', { nullable: true }) longitude: number | null;
  @Column('jsonb') contacts: CustomerContact[];
  @Column('jsonb') competitors: CarriedCompetitor[];
  /** Why it is a special customer (特殊客户, DV-6); null for one that is none. */
  @Column('text', { name: 'special_reason', nullable: true }) specialReason: string | null;
  /** Which counts from which month on, the earliest first; which one that is today nobody writes down, since months turn by themselves. */
  @Column('jsonb') grades: GradeFrom[];
  /** The named visitor (指定专人, DV-4.2), and why it is the region's own salesperson where it is. */
  @Column('uuid', { name: 'visitor_user_id', nullable: true }) visitorUserId: string | null;
  @Column('text', { name: 'visitor_reason', nullable: true }) visitorReason: string | null;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt: Date;
  @Column('text') origin: 'live' | 'import';
  @Column('date', { name: 'last_visit_on', nullable: true }) lastVisitOn: string | null;
  @Column('text', { name: 'name_key' }) nameKey: string;
  @Column('text', { name: 'search_text' }) searchText: string;
  @Column('text', { array: true }) tokens: string[];
}

/** One change of a customer's record: who, when, and each field before and after. */
@Entity('visit_customer_change')
export class CustomerChange {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') fields: { field: string; before: unknown; after: unknown }[];
}

/** What the customer bought of us. Amounts are whole fen. */
@Entity('visit_customer_purchase')
export class CustomerPurchase {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('date', { name: 'bought_on' }) boughtOn: string;
  @Column('text') product: string;
  @Column('numeric') quantity: string;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  @Column('text') note: string;
}
