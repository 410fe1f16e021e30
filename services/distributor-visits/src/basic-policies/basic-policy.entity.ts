import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A basic policy (基本方针) of a superior, for the unit and all below it: what visit plans cite (DV-5). */
@Entity('basic_policy')
export class BasicPolicy {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') title: string;
  @Column('text') text: string;
  /** In force from this day until the next one of the same unit. */
  @Column('date', { name: 'effective_from' }) effectiveFrom: string;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
}
