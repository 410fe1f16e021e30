import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One procedure step (手续) of a deal, as its template had it when the deal began (PB-4.5b), or added by hand. */
@Entity('deal_step')
export class DealStep {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Once in a deal: what pay-out conditions are bound to. */
  @Column('text') key: string;
  @Column('jsonb') name: { zh: string; en: string };
  @Column('int') position: number;
  @Column('text', { name: 'waits_for' }) waitsFor: 'specialist' | 'client' | 'bank' | 'registry' | 'tax_office' | 'utility' | 'shop';
  @Column('boolean', { name: 'client_present' }) clientPresent: boolean;
  @Column('boolean') required: boolean;
  @Column('jsonb', { nullable: true }) guide: { title: string; version: string; effectiveFrom: string } | null;
  @Column('text', { nullable: true }) utility: 'gas' | 'cable' | 'water' | 'power' | null;
  @Column('text') state: 'pending' | 'in_progress' | 'done' | 'rejected' | 'not_applicable';
  /** The specialist's expectation, a date of the tenant's zone (PB-4.3b). */
  @Column('text', { name: 'expected_on', nullable: true }) expectedOn: string | null;
  @Column('timestamptz', { name: 'started_at', nullable: true }) startedAt: Date | null;
  /** When it ended, and when that was entered (R6). */
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('timestamptz', { name: 'recorded_at', nullable: true }) recordedAt: Date | null;
  /** When both parties had been told of this end (PB-4.8). */
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt: Date | null;
  @Column('text') result: string;
  /** Why it was rejected, reopened or does not apply. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('text', { name: 'out_of_order_reason', nullable: true }) outOfOrderReason: string | null;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('text', { name: 'added_by', nullable: true }) addedBy: string | null;
  @Column('text', { name: 'added_reason', nullable: true }) addedReason: string | null;
}
