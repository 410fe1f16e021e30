import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SlipField, SlipPurpose, SlipStatus } from './payment-slips.rules.ts';

/** A payment slip (付款单, F3): what finance is asked to pay out of the money held for a deal. The amount is whole fen. */
@Entity('payment_slip')
export class PaymentSlip {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'shop_unit_id' }) shopUnitId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** Null for a refund, and for commission that the contract does not tie to a condition. */
  @Column('uuid', { name: 'condition_id', nullable: true }) conditionId: string | null;
  @Column('text') purpose: SlipPurpose;
  /** Account of the deal's book that pays. */
  @Column('text', { name: 'from_account' }) fromAccount: string;
  @Column('uuid', { name: 'payee_party_id', nullable: true }) payeePartyId: string | null;
  @Column('text', { name: 'payee_name' }) payeeName: string;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  /** What finance asks for, by the key of its form. */
  @Column('jsonb') fields: Record<string, string>;
  @Column('text') note: string;
  @Column('text') status: SlipStatus;
  /** How often it went to finance. */
  @Column('int') round: number;
  @Column('uuid', { name: 'maker_id' }) makerId: string;
  @Column('text', { name: 'maker_name' }) makerName: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('timestamptz', { name: 'submitted_at', nullable: true }) submittedAt: Date | null;
  /** Edition of the form that it was submitted under; 0 is the one in code. */
  @Column('int', { name: 'form_edition', nullable: true }) formEdition: number | null;
  /** Ledger entry that sets its money aside. */
  @Column('uuid', { name: 'reservation_id', nullable: true }) reservationId: string | null;
  /** The round of approval that is on, or was last. */
  @Column('uuid', { name: 'request_id', nullable: true }) requestId: string | null;
  @Column('uuid', { name: 'auditor_ids', array: true }) auditorIds: string[];
  @Column('text', { name: 'auditor_names', array: true }) auditorNames: string[];
  @Column('timestamptz', { name: 'audited_at', nullable: true }) auditedAt: Date | null;
  /** Why it came back, or was given up. */
  @Column('text', { nullable: true }) reason: string | null;
  /** The bank's time. */
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
  @Column('text', { name: 'paid_by', nullable: true }) paidBy: string | null;
  @Column('timestamptz', { name: 'recorded_paid_at', nullable: true }) recordedPaidAt: Date | null;
  @Column('text', { name: 'bank_reference', nullable: true }) bankReference: string | null;
}

/** An edition of the fields that finance asks for on F3; never changed, only followed by the next. */
@Entity('slip_form')
export class SlipForm {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('int') edition: number;
  @Column('jsonb') fields: SlipField[];
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('text') reason: string;
  @Column('text', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}
