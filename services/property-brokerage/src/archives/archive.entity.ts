import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CatalogueLine, HandingStatus, Lacking, Medium } from './archives.rules.ts';

/** The documents of a deal were handed over to the archivist, who receives them or returns them (PB-4.10). */
@Entity('archive_handing')
export class ArchiveHanding {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** Counted from 1 within the deal. */
  @Column('int') round: number;
  @Column('text') status: HandingStatus;
  /** What was handed over, in the words of that day. */
  @Column('jsonb') catalogue: CatalogueLine[];
  @Column('timestamptz', { name: 'handed_at' }) handedAt: Date;
  @Column('text', { name: 'handed_by' }) handedBy: string;
  @Column('text') note: string;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy: string | null;
  /** Why it was withdrawn: a step that came up, or the end of the deal. */
  @Column('text', { nullable: true }) reason: string | null;
  /** What a return names. */
  @Column('jsonb') lacking: Lacking[];
}

/** A document of the catalogue that the deal's records do not know: somebody entered it. */
@Entity('archive_item')
export class ArchiveItem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('text') name: string;
  @Column('text') medium: Medium;
  @Column('text') note: string;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
  @Column('text', { name: 'added_by' }) addedBy: string;
}
