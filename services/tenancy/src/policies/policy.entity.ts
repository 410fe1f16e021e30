import { Column, Entity, PrimaryColumn } from 'typeorm';

export type PolicyOrigin = 'headquarters' | 'own';

/** One published version of a parameter's value. Versions are counted per key and origin and never change (README "Policy"). */
@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('text') key: string;
  @Column('text') origin: PolicyOrigin;
  @Column('int') version: number;
  @Column('jsonb') value: { value: unknown };
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('boolean', { name: 'may_tighten' }) mayTighten: boolean;
  @Column('text') reason: string;
  @Column('text', { name: 'set_by' }) setBy: string;
  @Column('timestamptz', { name: 'set_at' }) setAt: Date;
}
