import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One version of a rulebook put in force for a tenant (PF-21). */
@Entity('adoption')
export class AdoptionRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') regulation: string;
  @Column('text', { name: 'regulation_version' }) regulationVersion: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  /** Org units bound by it; null: the whole tenant. */
  @Column('uuid', { name: 'scope_unit_ids', array: true, nullable: true }) scopeUnitIds: string[] | null;
  /** The regulation version that this one takes over from. */
  @Column('text', { nullable: true }) supersedes: string | null;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
}
