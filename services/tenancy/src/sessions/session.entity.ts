import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in that can be renewed. All its times are real ones: a sandbox's clock ends no session. */
@Entity('session')
export class Session {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('uuid', { name: 'identity_id' }) identityId: string;
  /** SHA-256 of the secret in the cookie, and of the one before it. */
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('text', { name: 'previous_hash', nullable: true }) previousHash: string | null;
  @Column('timestamptz', { name: 'rotated_at' }) rotatedAt: Date;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('text', { name: 'revoked_because', nullable: true }) revokedBecause: string | null;
  @Column('text') device: string;
}
