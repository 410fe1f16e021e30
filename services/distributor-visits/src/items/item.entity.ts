import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HandOutStatus, ItemKind } from './items.rules.ts';

/** Something that customers are given (DV-3.3f). How many there are, and where, the stock ledger knows. */
@Entity('visit_item')
export class VisitItem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') kind: ItemKind;
  @Column('text') name: string;
  @Column('text', { name: 'name_key' }) nameKey: string;
  /** What one is called, e.g. 件. */
  @Column('text', { name: 'unit_name' }) unitName: string;
  /** What one costs the company. */
  @Column('bigint', { name: 'price_fen' }) priceFen: string;
  @Column('boolean') active: boolean;
}

/** Things were handed out to a customer. */
@Entity('item_hand_out')
export class ItemHandOut {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  /** Of gifts: the approved application (DV-6). */
  @Column('uuid', { name: 'application_id', nullable: true }) applicationId: string | null;
  @Column('timestamptz', { name: 'handed_at' }) handedAt: Date;
  @Column('text', { name: 'handed_by' }) handedBy: string;
  @Column('text', { name: 'received_by' }) receivedBy: string;
  @Column('text') note: string;
  @Column('text') status: HandOutStatus;
  @Column('text', { name: 'taken_back_reason', nullable: true }) takenBackReason: string | null;
  /** What each budget bore of it, in fen. */
  @Column('jsonb') charges: { budgetId: string; fen: string }[];
  @Column('jsonb') lines: { itemId: string; kind: ItemKind; name: string; quantity: number; priceFen: string }[];
}
