import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One round (轮次) of a deal's document transfer: accepted, or refused for want of what it names (PB-4.1c, PB-4.2). */
@Entity('document_transfer')
export class DocumentTransfer {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Counted from 1 within the deal. */
  @Column('int') round: number;
  @Column('text') status: 'open' | 'accepted' | 'refused' | 'cancelled';
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text', { name: 'closed_by', nullable: true }) closedBy: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  /** What a refusal named, in the words of that day: the checklist itself goes on. */
  @Column('jsonb') missing: { itemId: string; name: { zh: string; en: string }; whose: string }[];
}

/** One document of a deal's checklist, of the template or added by hand; it stays through all rounds, and after them. */
@Entity('transfer_item')
export class TransferItem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Of the template's document; once for each party whose it is. */
  @Column('text') key: string;
  @Column('jsonb') name: { zh: string; en: string };
  /** The party whose it is; null for the deal itself. */
  @Column('uuid', { name: 'party_id', nullable: true }) partyId: string | null;
  /** Name of the party, also when it is no longer one; empty for the deal. */
  @Column('text') whose: string;
  @Column('boolean', { name: 'from_template' }) fromTemplate: boolean;
  @Column('int') position: number;
  @Column('text') state: 'missing' | 'brought' | 'accepted' | 'refused' | 'owed' | 'not_applicable';
  /** Why it was refused, is owed, was added or does not apply; null where the checklist alone decided. */
  @Column('text', { nullable: true }) reason: string | null;
  /** A date of the tenant's zone, by whose end the agent brings it (PB-4.2); null where nothing was accepted without it. */
  @Column('text', { name: 'owed_until', nullable: true }) owedUntil: string | null;
  @Column('text', { name: 'original_place', nullable: true }) originalPlace: string | null;
  /** Scans, of all rounds. */
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('timestamptz', { name: 'brought_at', nullable: true }) broughtAt: Date | null;
  @Column('text', { name: 'brought_by', nullable: true }) broughtBy: string | null;
  /** Who changed its state last, and when. */
  @Column('timestamptz', { name: 'noted_at' }) notedAt: Date;
  @Column('text', { name: 'noted_by' }) notedBy: string;
}
