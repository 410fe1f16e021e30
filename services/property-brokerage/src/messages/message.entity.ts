import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Owed } from './messages.rules.ts';

/** A message that was asked of notification for a deal, and what came of it. Its id is the message's. */
@Entity('deal_message')
export class DealMessage {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** What it is about: the deal itself, or a step, receipt, slip of it. */
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text') kind: string;
  @Column('text', { name: 'clause_id', nullable: true }) clauseId: string | null;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('text', { name: 'requested_by' }) requestedBy: string;
  @Column('jsonb') owed: Owed[];
  /** When the last of them was accepted; null while one is out. A later bounce changes nothing (R22). */
  @Column('timestamptz', { name: 'complete_at', nullable: true }) completeAt: Date | null;
}
