import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageChannel, MessageResult } from '@luyue/contracts';

/** What became of a requested message for one recipient on one channel (PF-13), as the asking context is told it. */
@Entity('recipient_result')
export class RecipientResult {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'message_id' }) messageId: string;
  @Column('timestamptz') at: Date;
  /** Who asked. */
  @Column('text') context: string;
  /** The asker's name for the recipient. */
  @Column('text') key: string;
  @Column('text') channel: MessageChannel;
  /** Whom it reaches, as `OutboundMessage.recipient`: a role may have several holders. */
  @Column('text', { array: true }) people: string[];
  /** Those of them whose own result is not known yet. */
  @Column('text', { array: true }) waiting: string[];
  @Column('int', { name: 'levels_up' }) levelsUp: number;
  @Column('text', { nullable: true }) result: MessageResult | null;
  @Column('text', { name: 'provider_id', nullable: true }) providerId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
}
