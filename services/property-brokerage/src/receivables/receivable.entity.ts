import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MoneyKind, Side } from '../deal-kinds.ts';

/** Money that the contract says will come (应收款项), from whom, for what and when. The amount is whole fen; every change stands on the deal's timeline. */
@Entity('receivable')
export class Receivable {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Who pays it. */
  @Column('text') side: Side;
  @Column('text') kind: MoneyKind;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  /** A day of the tenant's zone. */
  @Column('text', { name: 'expected_on' }) expectedOn: string;
  /** Where the contract says so: 第四条第二款. */
  @Column('text') basis: string;
  /** Why it goes from side to side and not through the shop; null where the shop collects it. */
  @Column('text', { name: 'direct_reason', nullable: true }) directReason: string | null;
  @Column('text', { name: 'written_by' }) writtenBy: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
  @Column('timestamptz', { name: 'dropped_at', nullable: true }) droppedAt: Date | null;
  @Column('text', { name: 'dropped_reason', nullable: true }) droppedReason: string | null;
}
