import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementStatus, CrossingTerm } from './what-may-cross.ts';

/** One side's row of a partner agreement (PF-10); the partner has a row of its own under the same id. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'partner_tenant_id' }) partnerTenantId: string;
  @Column('text', { name: 'partner_name' }) partnerName: string;
  @Column('text', { name: 'partner_code' }) partnerCode: string;
  @Column('text') purpose: string;
  @Column('jsonb') terms: CrossingTerm[];
  @Column('boolean', { name: 'offered_by_us' }) offeredByUs: boolean;
  @Column('text') status: AgreementStatus;
  /** Why it was offered, and later declined or ended. */
  @Column('text') reason: string;
  @Column('text', { name: 'changed_by' }) changedBy: string;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
}
