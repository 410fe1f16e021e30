import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A private link by which one party follows its deal (capability 5). Of the secret in it only the hash is kept. */
@Entity('client_link')
export class ClientLink {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('boolean') sandbox: boolean;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  /** Whom it was sent to; where the party is another person now, or has another phone, it opens nothing. */
  @Column('text') name: string;
  @Column('text') phone: string;
  @Column('text') hash: string;
  @Column('uuid', { name: 'message_id' }) messageId: string;
  /** The specialist who sent it, and where the party reaches them. */
  @Column('uuid', { name: 'specialist_user_id' }) specialistUserId: string;
  @Column('text', { name: 'specialist_phone' }) specialistPhone: string;
  @Column('text', { name: 'made_by' }) madeBy: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  /** By the real clock: a sandbox's month in a minute locks nobody out. */
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('text', { name: 'revoked_by', nullable: true }) revokedBy: string | null;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
}

/** What a party said on its page: a question, or whether the specialist was with it at a step (PB-4.8). */
@Entity('client_word')
export class ClientWord {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  @Column('text') kind: 'question' | 'accompanied';
  /** The step that it is about; null for a question. */
  @Column('uuid', { name: 'step_id', nullable: true }) stepId: string | null;
  /** Null for a question. */
  @Column('boolean', { nullable: true }) accompanied: boolean | null;
  @Column('text') text: string;
  @Column('text') name: string;
  @Column('timestamptz') at: Date;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
}
