import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A partner's system at work in the tenant (PF-8). */
@Entity('api_client')
export class ApiClient {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  @Column('text', { array: true }) permissions: string[];
  /** Addresses or CIDR blocks it may call from; empty: from anywhere. */
  @Column('text', { name: 'allowed_ips', array: true }) allowedIps: string[];
  @Column('text') status: 'active' | 'revoked';
  @Column('text', { name: 'created_by' }) createdBy: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

/** One key of a client: the key itself is shown once and kept nowhere. */
@Entity('api_key')
export class ApiKey {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'client_id' }) clientId: string;
  /** SHA-256, hex. A random key of 256 bits needs no slow hash. */
  @Column('text') hash: string;
  /** Its first characters, by which people tell keys apart. */
  @Column('text') hint: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
