import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FormCode } from './forms.rules.ts';

/** The specialist said that F1 and F2 have everything known and expected (PB-4.3b); once in a deal, whatever is added later. */
@Entity('form_completion')
export class FormCompletion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('timestamptz', { name: 'completed_at' }) completedAt: Date;
  @Column('text', { name: 'completed_by' }) completedBy: string;
  @Column('uuid', { name: 'completed_by_id' }) completedById: string;
}

/** An edition of the number that a tenant prints a form under (PB-5); never changed, only followed by the next. */
@Entity('form_number')
export class FormNumber {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') form: FormCode;
  /** Counted from 1 within the form; 0 is the number of the rulebook. */
  @Column('int') edition: number;
  @Column('text') number: string;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('text') reason: string;
  @Column('text', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}
