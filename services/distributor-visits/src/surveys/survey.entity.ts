import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SurveyField, SurveyKind, SurveyMeasure } from './surveys.rules.ts';

/** A survey form in one edition; published once, never changed. */
@Entity('survey_template')
export class SurveyTemplate {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') key: string;
  @Column('int') edition: number;
  @Column('text') kind: SurveyKind;
  @Column('jsonb') title: { zh: string; en: string };
  @Column('jsonb') fields: SurveyField[];
  @Column('text', { array: true }) products: string[];
  @Column('date', { name: 'effective_from' }) effectiveFrom: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
  @Column('text') reason: string;
}

/** A form answered on a visit. */
@Entity('survey_answer')
export class SurveyAnswer {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  /** That of the visit's record. */
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'visit_id' }) visitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'template_id' }) templateId: string;
  @Column('text', { name: 'template_key' }) templateKey: string;
  @Column('text') kind: SurveyKind;
  @Column('date') day: string;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('jsonb') values: Record<string, string | number | boolean | string[]>;
}

/** Stock, purchases or sales of a product at a visit (DV-3.1b). Amounts are whole fen. */
@Entity('survey_line')
export class SurveyLine {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'answer_id' }) answerId: string;
  @PrimaryColumn('text') product: string;
  @PrimaryColumn('text') measure: SurveyMeasure;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'region_id', nullable: true }) regionId: string | null;
  @Column('date') day: string;
  @Column('numeric') quantity: string;
  @Column('bigint', { name: 'amount_fen', nullable: true }) amountFen: string | null;
}
