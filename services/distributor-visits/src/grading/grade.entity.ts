import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Grade } from '../customer-kinds.ts';

/** A grading of a customer (分级, DV-4.1): what its card came to, and what the supervisor made of it. The latest of a period counts; nothing is erased. */
@Entity('customer_grading')
export class CustomerGrading {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'card_id' }) cardId: string;
  @Column('text') period: string;
  /** By the thresholds of the scheme that the card was made under. */
  @Column('text') computed: Grade;
  @Column('text') grade: Grade;
  /** Hundredths of a point. */
  @Column('int') total: number;
  /** Why it is not the computed one; null where it is. */
  @Column('text', { nullable: true }) reason: string | null;
  /** The month from which it counts, YYYY-MM: that of the next month plan. */
  @Column('text', { name: 'counts_from' }) countsFrom: string;
  @Column('timestamptz', { name: 'graded_at' }) gradedAt: Date;
  @Column('text', { name: 'graded_by' }) gradedBy: string;
}
