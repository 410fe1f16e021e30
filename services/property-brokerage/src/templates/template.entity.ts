import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentTemplate, StepTemplate } from './templates.rules.ts';

/** One version of a template: the steps and documents of a kind of deal, in one city or everywhere. Never changed, only followed by the next. */
@Entity('deal_template')
export class DealTemplate {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') kind: 'full_payment' | 'mortgage' | 'lease';
  /** Empty where it holds for every city without one of its own. */
  @Column('text') city: string;
  /** Counted within kind and city. */
  @Column('int') edition: number;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('jsonb') steps: StepTemplate[];
  @Column('jsonb') documents: DocumentTemplate[];
  @Column('text') reason: string;
  @Column('text', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
}
