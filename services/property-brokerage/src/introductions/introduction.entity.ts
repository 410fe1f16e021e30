import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A party was told who its specialist is, by a call of the shop or by a text of the specialist (PB-4.3a). */
@Entity('introduction')
export class Introduction {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  /** Who was introduced: another specialist has to be introduced anew. */
  @Column('uuid', { name: 'specialist_user_id' }) specialistUserId: string;
  @Column('text') channel: 'phone' | 'sms';
  /** Who was called or texted: the party, or whoever acts for it. */
  @Column('text') told: string;
  /** Of a call; a text has the results of its message. */
  @Column('text', { nullable: true }) outcome: 'reached' | 'no_answer' | null;
  @Column('uuid', { name: 'message_id', nullable: true }) messageId: string | null;
  @Column('timestamptz') at: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') note: string;
}
