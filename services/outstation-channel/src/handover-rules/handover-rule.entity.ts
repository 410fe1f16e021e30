import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An edition of the handover rules (外派调动或离职工作交接规定) of a department, as the document that was published. */
@Entity('handover_rule')
export class HandoverRule {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** From 1. */
  @Column('int') edition: number;
  @Column('text') title: string;
  @Column('uuid', { name: 'attachment_id' }) attachmentId: string;
  @Column('date', { name: 'effective_on' }) effectiveOn: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
}
