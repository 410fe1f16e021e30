import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EntryStatus } from './knowledge.rules.ts';

/** What was learned from a problem that was solved (capability 7). */
@Entity('knowledge_entry')
export class KnowledgeEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'problem_id' }) problemId: string;
  @Column('text', { name: 'problem_number' }) problemNumber: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) product: string | null;
  @Column('text') symptom: string;
  @Column('text') cause: string;
  @Column('text') solution: string;
  @Column('text') status: EntryStatus;
  @Column('text', { name: 'written_by' }) writtenBy: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
