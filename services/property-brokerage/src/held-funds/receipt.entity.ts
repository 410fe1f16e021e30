import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MoneyKind, Side } from '../deal-kinds.ts';
import type { Method } from './held-funds.rules.ts';

/** Money that a shop took for a deal (收款), or the reversal of such an entry. Never altered but for its report and for being reversed. Amounts are whole fen. */
@Entity('receipt')
export class Receipt {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'shop_unit_id' }) shopUnitId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: MoneyKind;
  /** For whom it is held. */
  @Column('text') side: Side;
  /** Null where somebody else paid for the side, e.g. the bank that grants the loan. */
  @Column('uuid', { name: 'payer_party_id', nullable: true }) payerPartyId: string | null;
  @Column('text', { name: 'payer_name' }) payerName: string;
  /** Above zero, in a reversal too. */
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  /** Of the money; of a reversal when it was made. */
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('text') method: Method;
  /** The bank's own number of the movement, by which a statement finds it. */
  @Column('text', { nullable: true }) reference: string | null;
  @Column('text') note: string;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  /** Of the ledger. */
  @Column('uuid', { name: 'entry_id' }) entryId: string;
  @Column('uuid', { name: 'reversal_of', nullable: true }) reversalOf: string | null;
  @Column('uuid', { name: 'reversed_by', nullable: true }) reversedBy: string | null;
  /** Why it was reversed; on the reversal. */
  @Column('text', { nullable: true }) reason: string | null;
  /** When the shop first sent the report (PB-4.6). */
  @Column('timestamptz', { name: 'reported_at', nullable: true }) reportedAt: Date | null;
  /** When everybody who is owed the report had it; null while a copy is missing. */
  @Column('timestamptz', { name: 'complete_at', nullable: true }) completeAt: Date | null;
}
