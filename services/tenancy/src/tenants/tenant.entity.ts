import { Column, Entity, PrimaryColumn } from 'typeorm';

export type TenantKind = 'headquarters' | 'subsidiary' | 'company';
export type TenantStatus = 'active' | 'suspended';

/** A company. Its id is its tenant id; its sandbox twin is a tenant of its own with the same place in the twin's tree. */
@Entity('tenant')
export class Tenant {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') kind: TenantKind;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  /** From the root of the tree to the tenant itself. */
  @Column('uuid', { array: true }) path: string[];
  @Column('boolean') sandbox: boolean;
  /** The sandbox of a company, and the company of a sandbox. */
  @Column('uuid', { name: 'twin_id' }) twinId: string;
  /** How far a sandbox's clock stands ahead of the real one, milliseconds; a company's is always 0. */
  @Column('double precision', { name: 'clock_offset_ms' }) clockOffsetMs: number;
  @Column('text') zone: string;
  @Column('text', { array: true }) modules: string[];
  @Column('text') status: TenantStatus;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
