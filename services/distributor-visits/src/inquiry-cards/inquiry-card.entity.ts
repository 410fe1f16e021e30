import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InquiryStatus, InquiryWay } from './inquiry-cards.rules.ts';

/** The inquiry card (征询卡) of a new customer (DV-3.2b). */
@Entity('inquiry_card')
export class InquiryCard {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') status: InquiryStatus;
  @Column('timestamptz', { name: 'registered_at' }) registeredAt: Date;
  @Column('timestamptz', { name: 'given_at', nullable: true }) givenAt: Date | null;
  @Column('text', { nullable: true }) way: InquiryWay | null;
  @Column('text', { name: 'given_by', nullable: true }) givenBy: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  /** 1 to 5; null where the customer gave none. */
  @Column('int', { nullable: true }) satisfaction: number | null;
  @Column('text', { nullable: true }) answer: string | null;
}
