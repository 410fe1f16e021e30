import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConditionPurpose } from './payout-conditions.rules.ts';

/** A pay-out that the contract provides for (转付条件), and when its condition came true. The amount is whole fen. */
@Entity('payout_condition')
export class PayoutCondition {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** As the contract says it: 首付款付卖方. */
  @Column('text') label: string;
  @Column('text') purpose: ConditionPurpose;
  /** Account of the deal's book that pays. */
  @Column('text', { name: 'from_account' }) fromAccount: string;
  @Column('uuid', { name: 'payee_party_id', nullable: true }) payeePartyId: string | null;
  @Column('text', { name: 'payee_name' }) payeeName: string;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  @Column('text', { name: 'on_step', nullable: true }) onStep: string | null;
  @Column('date', { name: 'on_date', nullable: true }) onDate: string | null;
  /** The beginning of that day in the tenant's zone. */
  @Column('timestamptz', { name: 'on_date_at', nullable: true }) onDateAt: Date | null;
  @Column('text', { name: 'on_text', nullable: true }) onText: string | null;
  /** When it came true, not when that was entered (R6). */
  @Column('timestamptz', { name: 'met_at', nullable: true }) metAt: Date | null;
  @Column('text', { name: 'met_by', nullable: true }) metBy: string | null;
  @Column('text', { name: 'met_note' }) metNote: string;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'dropped_at', nullable: true }) droppedAt: Date | null;
  @Column('text', { name: 'dropped_reason', nullable: true }) droppedReason: string | null;
}
