import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Ending, ItemState, PostingStatus, Signer } from './postings.rules.ts';

/** One person, a set of regions, a period (派驻). */
@Entity('posting')
export class Posting {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') status: PostingStatus;
  @Column('date', { name: 'starts_on' }) startsOn: string;
  /** The day of the move or leaving, no longer one of this posting. */
  @Column('date', { name: 'ends_on', nullable: true }) endsOn: string | null;
  @Column('text', { nullable: true }) ending: Ending | null;
  @Column('text', { name: 'ending_reason', nullable: true }) endingReason: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** Recorded by headquarters (OC-4.1). */
  @Column('jsonb', { name: 'major_mistake', nullable: true }) majorMistake: { on: string; text: string; by: string; at: string } | null;
}

/** Days of a posting in one of its regions; tenure runs by them (reading 4). */
@Entity('posting_region')
export class PostingRegion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'posting_id' }) postingId: string;
  @PrimaryColumn('uuid', { name: 'region_id' }) regionId: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('date', { name: 'from_on' }) fromOn: string;
  @Column('date', { name: 'to_on', nullable: true }) toOn: string | null;
}

export interface HandoverItem { key: string; state: ItemState; note: string }
export interface Signature { as: Signer; userId: string; name: string; at: string; note: string }

/** The handover of a posting (工作交接, OC-4.6). */
@Entity('posting_handover')
export class PostingHandover {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  /** That of its posting. */
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'giver_user_id' }) giverUserId: string;
  @Column('uuid', { name: 'taker_user_id' }) takerUserId: string;
  @Column('uuid', { name: 'engineer_user_id' }) engineerUserId: string;
  @Column('jsonb') items: HandoverItem[];
  @Column('jsonb') signatures: Signature[];
  /** The edition of the handover rules that was in force on its day; null before the first. */
  @Column('jsonb', { nullable: true }) rules: { id: string; edition: number; title: string; attachmentId: string } | null;
}
