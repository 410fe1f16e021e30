import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A party was told of a finished step by phone or face to face (PB-4.8). */
@Entity('progress_call')
export class ProgressCall {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'step_id' }) stepId: string;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  @Column('text') channel: 'phone' | 'visit';
  /** Who was spoken to: the party or whoever acts for it. */
  @Column('text') told: string;
  @Column('timestamptz') at: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') note: string;
}
