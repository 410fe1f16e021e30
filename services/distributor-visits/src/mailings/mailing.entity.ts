import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MailingStatus, ReceiptState } from './mailings.rules.ts';

/** Information on a new product, for customers of chosen grades and types (DV-3.3d). */
@Entity('product_mailing')
export class ProductMailing {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') product: string;
  @Column('text') title: string;
  @Column('text') content: string;
  @Column('text', { array: true }) types: string[];
  @Column('text', { array: true }) grades: string[];
  @Column('text') status: MailingStatus;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column('text', { name: 'issued_by', nullable: true }) issuedBy: string | null;
  /** Why it was dropped. */
  @Column('text', { nullable: true }) reason: string | null;
  /** Customers whom it is for, and of those whom it has reached, and who have said so. */
  @Column('int') recipients: number;
  @Column('int') delivered: number;
  @Column('int') received: number;
}

/** What a customer had of a mailing. */
@Entity('mailing_receipt')
export class MailingReceipt {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'mailing_id' }) mailingId: string;
  @PrimaryColumn('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') state: ReceiptState;
  @Column('text', { nullable: true }) channel: 'visit' | 'phone' | 'letter' | 'message' | 'meeting' | null;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
  @Column('text', { name: 'delivered_by', nullable: true }) deliveredBy: string | null;
  /** Who confirmed it, at the customer. */
  @Column('text', { name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
}
