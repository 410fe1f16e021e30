import { Column, Entity, PrimaryColumn } from 'typeorm';

export type OutboundChannel = 'inapp' | 'email' | 'sms';
export type OutboundStatus = 'queued' | 'held' | 'accepted' | 'bounced' | 'retried' | 'vacant' | 'withheld';

/** What leaves the platform for one recipient, and how it went (PF-13); also the record of a recipient whose role is vacant (R16). */
@Entity('outbound_message')
export class OutboundMessage {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'notice_id' }) noticeId: string;
  @Column('timestamptz') at: Date;
  /** Id of the person, code of the vacant role, or the asker's key of somebody outside. */
  @Column('text') recipient: string;
  @Column('text', { name: 'recipient_name' }) recipientName: string;
  /** Somebody who is no user: the address is what the asker gave. */
  @Column('boolean') outside: boolean;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text') channel: OutboundChannel;
  @Column('text') subject: string;
  @Column('text') text: string;
  /** The same in the words of the other channel, for the retry after a bounce; with the address there of somebody outside. */
  @Column('jsonb', { nullable: true }) otherwise: { title: string; text: string; address?: string | null } | null;
  @Column('boolean') urgent: boolean;
  /** Of the obligation that it is owed by. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  @Column('text') status: OutboundStatus;
  @Column('text', { nullable: true }) reason: string | null;
  /** When the sender takes it next; null once it is settled. */
  @Column('timestamptz', { name: 'send_at', nullable: true }) sendAt: Date | null;
  @Column('int') attempts: number;
  @Column('text', { name: 'provider_id', nullable: true }) providerId: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('uuid', { name: 'retry_of', nullable: true }) retryOf: string | null;
}
