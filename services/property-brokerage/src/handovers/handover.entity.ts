import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Confirmation, F4Status, FeeLine, Meter } from './handovers.rules.ts';

export interface PresentPerson { name: string; as: 'seller' | 'buyer' | 'shop' | 'specialist' | 'other' }
export interface HandedItem { name: string; count: number }
/** Reading of a meter at the handover, as it stands on it. */
export interface MeterReading { meter: Meter; meterNumber: string | null; reading: string }
/** A utility that goes over to the other side, by the number of its account (PB-4.9b). */
export interface ListedUtility { utility: 'gas' | 'cable' | 'water' | 'power'; accountNumber: string }

/** The handover of a deal's property with its fee settlement, which are F4 together (PB-4.9a). One for each deal. */
@Entity('handover')
export class Handover {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Of F4. */
  @Column('text') status: F4Status;
  /** When the property was handed over; null until that is entered. */
  @Column('timestamptz', { name: 'handed_over_at', nullable: true }) handedOverAt: Date | null;
  @Column('text', { name: 'handed_over_by', nullable: true }) handedOverBy: string | null;
  @Column('jsonb') present: PresentPerson[];
  @Column('jsonb') items: HandedItem[];
  @Column('jsonb') readings: MeterReading[];
  @Column('jsonb') utilities: ListedUtility[];
  @Column('text') note: string;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('jsonb') lines: FeeLine[];
  /** When the list was last entered; null while there is none. */
  @Column('timestamptz', { name: 'listed_at', nullable: true }) listedAt: Date | null;
  @Column('text', { name: 'listed_by', nullable: true }) listedBy: string | null;
  /** Of the list as it stands: another list needs them anew. */
  @Column('jsonb') confirmations: Confirmation[];
  /** When both sides had confirmed. */
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  /** Where the clock of PB-4.9a began (reading 8); null while it does not run. */
  @Column('timestamptz', { name: 'owed_from', nullable: true }) owedFrom: Date | null;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  @Column('text', { name: 'sent_by', nullable: true }) sentBy: string | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('text', { name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column('timestamptz', { name: 'returned_at', nullable: true }) returnedAt: Date | null;
  @Column('text', { name: 'returned_by', nullable: true }) returnedBy: string | null;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  /** When one that had been received was returned (R13). */
  @Column('timestamptz', { name: 'reopened_at', nullable: true }) reopenedAt: Date | null;
}
