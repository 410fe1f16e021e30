import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface Property {
  address: string;
  /** Of the title deed; null where no certificate exists yet (PB-4.2). */
  certificateNumber: string | null;
  areaSquareMetres: number | null;
  use: string;
}
/** Who acts for a party; whoever does shows a notarised power of attorney (PB-4.2). */
export interface Representative { name: string; phone: string; idNumber: string }

/** A deal (成交): one brokerage contract from signature to archive. Amounts are whole fen. */
@Entity('deal')
export class Deal {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text') business: 'sale' | 'lease';
  /** How a sale is paid; null in a lease. */
  @Column('text', { nullable: true }) payment: 'full_payment' | 'mortgage' | null;
  @Column('text') status: string;
  @Column('text') title: string;
  @Column('text') city: string;
  @Column('jsonb') property: Property;
  @Column('text', { name: 'contract_number' }) contractNumber: string;
  @Column('bigint', { name: 'price_fen' }) priceFen: string;
  /** Owed by each side by the contract. */
  @Column('bigint', { name: 'commission_seller_fen' }) commissionSellerFen: string;
  @Column('bigint', { name: 'commission_buyer_fen' }) commissionBuyerFen: string;
  /** Utilities that a lease says are transferred (reading 14); in a sale those that F4 lists. */
  @Column('text', { array: true }) utilities: string[];
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
  @Column('uuid', { name: 'shop_unit_id' }) shopUnitId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'agent_user_id' }) agentUserId: string;
  @Column('uuid', { name: 'specialist_user_id', nullable: true }) specialistUserId: string | null;
  /** The specialist took the naming on; null while it is only made. */
  @Column('timestamptz', { name: 'specialist_accepted_at', nullable: true }) specialistAcceptedAt: Date | null;
  /** The edition of the template that it started with and keeps (PB-4.5b); null and 0 for the one that every tenant starts with. */
  @Column('uuid', { name: 'template_id', nullable: true }) templateId: string | null;
  @Column('int', { name: 'template_edition' }) templateEdition: number;
  @Column('timestamptz', { name: 'f1_sent_at', nullable: true }) f1SentAt: Date | null;
  /** Taking the deal is the accepted document transfer (reading 4). */
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  /** F4 with its list of utilities is with the specialist (PB-4.9a); null again when it was returned. */
  @Column('timestamptz', { name: 'f4_received_at', nullable: true }) f4ReceivedAt: Date | null;
  @Column('timestamptz', { name: 'formalities_done_at', nullable: true }) formalitiesDoneAt: Date | null;
  @Column('timestamptz', { name: 'archived_at', nullable: true }) archivedAt: Date | null;
  @Column('timestamptz', { name: 'cancelled_at', nullable: true }) cancelledAt: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: string | null;
  @Column('text') origin: 'live' | 'import';
  /** Earliest due time among its open obligations: what lists are sorted by. */
  @Column('timestamptz', { name: 'clock_due_at', nullable: true }) clockDueAt: Date | null;
  @Column('timestamptz', { name: 'clock_risk_at', nullable: true }) clockRiskAt: Date | null;
  /** Where it stands and whom it waits for, by its steps: what boards are made of; null when nothing is left. */
  @Column('text', { nullable: true }) stage: string | null;
  @Column('jsonb', { name: 'stage_name', nullable: true }) stageName: { zh: string; en: string } | null;
  @Column('text', { name: 'waiting_for', nullable: true }) waitingFor: string | null;
  @Column('text', { name: 'search_text' }) searchText: string;
  @Column('text', { array: true }) tokens: string[];
}

/** A party (买方、卖方; in a lease 承租方、出租方): one person or company of one side. */
@Entity('deal_party')
export class DealParty {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('text') side: 'seller' | 'buyer';
  @Column('int') position: number;
  @Column('text') name: string;
  @Column('text', { name: 'id_kind' }) idKind: 'id_card' | 'passport' | 'business_licence' | 'other';
  @Column('text', { name: 'id_number' }) idNumber: string;
  @Column('text') phone: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text') language: 'zh' | 'en';
  @Column('jsonb', { nullable: true }) representative: Representative | null;
}

/** One line of a deal's timeline. */
@Entity('deal_entry')
export class DealEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('timestamptz') at: Date;
  @Column('text') kind: 'status' | 'call' | 'message' | 'document' | 'money' | 'change' | 'note' | 'access';
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text', { name: 'clause_id', nullable: true }) clauseId: string | null;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
}
