import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Maker, OpinionKind, OpinionStatus } from './opinions.rules.ts';

/** What a customer thinks of a product, ours or another's (意见、建议、希望、投诉, DV-3.1c), followed to an answer. */
@Entity('visit_opinion')
export class VisitOpinion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('uuid', { name: 'visit_id', nullable: true }) visitId: string | null;
  @Column('text') kind: OpinionKind;
  @Column('text') maker: Maker;
  /** The other maker; null for ours. */
  @Column('text', { name: 'maker_name', nullable: true }) makerName: string | null;
  @Column('text', { name: 'maker_key' }) makerKey: string;
  /** Null for what is about no product, such as our delivery. */
  @Column('text', { nullable: true }) product: string | null;
  @Column('text', { name: 'product_key' }) productKey: string;
  @Column('text') content: string;
  /** Who said it, at the customer. */
  @Column('text', { name: 'voiced_by' }) voicedBy: string;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt: Date;
  /** The first day of the month in which it was raised, by the tenant's zone: where its figures stand. */
  @Column('date', { name: 'month' }) month: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  @Column('uuid', { name: 'owner_user_id' }) ownerUserId: string;
  @Column('text') status: OpinionStatus;
  @Column('jsonb') steps: { at: string; by: string; what: 'note' | 'holding' | 'answer' | 'handed_on' | 'reopened' | 'withdrawn'; text: string }[];
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { name: 'answer_channel', nullable: true }) answerChannel: 'visit' | 'phone' | 'letter' | 'message' | 'meeting' | null;
  @Column('text', { name: 'told_to', nullable: true }) toldTo: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy: string | null;
}
