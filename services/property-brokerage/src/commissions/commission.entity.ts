import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConfirmationStatus } from './commissions.rules.ts';

/** The specialist confirmed the commission of a deal (PB-3.2), and somebody else checks it. Amounts are whole fen. */
@Entity('commission_confirmation')
export class CommissionConfirmation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'shop_unit_id' }) shopUnitId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'agent_user_id' }) agentUserId: string;
  /** Counted from 1 within the deal. */
  @Column('int') round: number;
  @Column('text') status: ConfirmationStatus;
  @Column('bigint', { name: 'agreed_seller_fen' }) agreedSellerFen: string;
  @Column('bigint', { name: 'agreed_buyer_fen' }) agreedBuyerFen: string;
  @Column('bigint', { name: 'received_seller_fen' }) receivedSellerFen: string;
  @Column('bigint', { name: 'received_buyer_fen' }) receivedBuyerFen: string;
  /** Why a side did not pay what was agreed; empty where it did. */
  @Column('text', { name: 'reason_seller' }) reasonSeller: string;
  @Column('text', { name: 'reason_buyer' }) reasonBuyer: string;
  @Column('uuid', { name: 'confirmed_by_id' }) confirmedById: string;
  @Column('text', { name: 'confirmed_by' }) confirmedBy: string;
  @Column('timestamptz', { name: 'confirmed_at' }) confirmedAt: Date;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  /** Why it was returned. */
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
}
