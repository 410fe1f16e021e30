import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the customer was like when the card was written. */
export interface CardFacts { name: string; type: string; address: string; grade: string | null; contacts: { name: string; post: string; phone: string }[]; competitors: { maker: string; product: string; note: string }[] }

/** A customer card (客户卡): one version per visit. */
@Entity('customer_card')
export class CustomerCard {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'visit_id' }) visitId: string;
  /** 1 for the customer's first. */
  @Column('int') number: number;
  @Column('date') day: string;
  @Column('jsonb') facts: CardFacts;
  @Column('text') situation: string;
  @Column('text') requests: string;
  @Column('text') next: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  /** Since it went to the supervisor with a daily report it changes no more (DV-9a). */
  @Column('timestamptz', { name: 'sealed_at', nullable: true }) sealedAt: Date | null;
}
