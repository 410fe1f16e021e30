import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DifferenceKind, Direction, ReconciliationStatus } from './reconciliations.rules.ts';

/** One day of the trust account, bank against books (日终对账). Amounts are whole fen. */
@Entity('reconciliation')
export class Reconciliation {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('date') day: string;
  @Column('text') status: ReconciliationStatus;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('int') movements: number;
  @Column('int') matched: number;
  @Column('int') differences: number;
  @Column('int') unexplained: number;
  @Column('bigint', { name: 'bank_in_fen' }) bankInFen: string;
  @Column('bigint', { name: 'bank_out_fen' }) bankOutFen: string;
  @Column('bigint', { name: 'book_in_fen' }) bookInFen: string;
  @Column('bigint', { name: 'book_out_fen' }) bookOutFen: string;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Why it was discarded. */
  @Column('text', { nullable: true }) reason: string | null;
}

/** A movement of the statement, or an item of the books that the bank does not know. */
@Entity('reconciliation_line')
export class ReconciliationLine {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'reconciliation_id' }) reconciliationId: string;
  /** Counts the lines; differences come first. */
  @Column('int') position: number;
  @Column('text') state: 'matched' | DifferenceKind;
  /** Of the file; null where only the books know it. */
  @Column('int', { nullable: true }) row: number | null;
  @Column('text') direction: Direction;
  @Column('bigint', { name: 'bank_fen', nullable: true }) bankFen: string | null;
  @Column('bigint', { name: 'book_fen', nullable: true }) bookFen: string | null;
  @Column('text') counterparty: string;
  @Column('text') reference: string;
  @Column('text', { name: 'item_kind', nullable: true }) itemKind: 'receipt' | 'payment_slip' | null;
  @Column('uuid', { name: 'item_id', nullable: true }) itemId: string | null;
  @Column('text', { name: 'item_number', nullable: true }) itemNumber: string | null;
  @Column('text', { name: 'matched_by', nullable: true }) matchedBy: 'reference' | 'name' | null;
  @Column('text', { nullable: true }) explanation: string | null;
  @Column('text', { name: 'explained_by', nullable: true }) explainedBy: string | null;
  @Column('timestamptz', { name: 'explained_at', nullable: true }) explainedAt: Date | null;
}
