import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AppealStatus } from './appeals.rules.ts';

/** A customer asks for something to be looked at or put right (申诉, DV-3.3a): it has an owner, and gets an answer with content. */
@Entity('visit_appeal')
export class VisitAppeal {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'customer_id' }) customerId: string;
  @Column('text') subject: string;
  @Column('text') content: string;
  @Column('text', { name: 'raised_by' }) raisedBy: string;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt: Date;
  @Column('text', { name: 'entered_by' }) enteredBy: string;
  @Column('uuid', { name: 'owner_user_id' }) ownerUserId: string;
  @Column('text') status: AppealStatus;
  @Column('jsonb') steps: { at: string; by: string; what: 'note' | 'holding' | 'answer' | 'handed_on' | 'reopened' | 'withdrawn'; text: string }[];
  @Column('text', { nullable: true }) answer: string | null;
  @Column('text', { name: 'answer_channel', nullable: true }) answerChannel: 'visit' | 'phone' | 'letter' | 'message' | 'meeting' | null;
  @Column('text', { name: 'told_to', nullable: true }) toldTo: string | null;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy: string | null;
}
