import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An edition of the field-staff measures (外勤业务员管理办法), which rule what this rulebook leaves open (DV-8). Never changed, only followed by the next. */
@Entity('field_rule')
export class FieldRule {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('int') edition: number;
  @Column('text') title: string;
  @Column('text') content: string;
  @Column('timestamptz', { name: 'effective_from' }) effectiveFrom: Date;
  @Column('text') reason: string;
  @Column('text', { name: 'published_by' }) publishedBy: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}

/** A named person signed an edition on a date. */
@Entity('field_rule_signature')
export class FieldRuleSignature {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'rule_id' }) ruleId: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId: string;
  @Column('text', { name: 'user_name' }) userName: string;
  @Column('timestamptz', { name: 'signed_at' }) signedAt: Date;
}
