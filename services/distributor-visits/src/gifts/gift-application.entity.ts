import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationStatus } from './gifts.rules.ts';

/** A supervisor or visitor asks the superior in charge for gifts to a special customer (赠送礼品预算申请表, DV-6). */
@Entity('gift_application')
export class GiftApplication {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  /** Why the gifts are thought necessary. */
  @Column('text') need: string;
  @Column('text') occasion: string;
  /** At the prices of the day when it was written. */
  @Column('jsonb') lines: { itemId: string; name: string; unitName: string; quantity: number; priceFen: string }[];
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  @Column('text') status: ApplicationStatus;
  @Column('uuid', { name: 'maker_id' }) makerId: string;
  @Column('text', { name: 'maker_name' }) makerName: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('timestamptz', { name: 'approved_at', nullable: true }) approvedAt: Date | null;
  @Column('text', { name: 'approved_by', array: true }) approvedBy: string[];
  /** Why it came back, or was withdrawn. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
  @Column('text', { name: 'issued_by', nullable: true }) issuedBy: string | null;
  @Column('uuid', { name: 'hand_out_id', nullable: true }) handOutId: string | null;
}
