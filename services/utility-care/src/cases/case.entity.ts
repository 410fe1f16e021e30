import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface Milestone { name: string; at: string; by: string; recordedAt: string }
export interface AgreedWindow { from: string; to: string; agreedBy: string; channel: string }

/** A service case (服务受理): a consultation, repair, alarm or complaint, from receipt to closing. */
@Entity('service_case')
export class ServiceCase {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text') kind: 'consultation' | 'repair' | 'alarm' | 'complaint';
  @Column('text', { name: 'fault_scope', nullable: true }) faultScope: 'network' | 'equipment' | null;
  @Column('text') severity: 'general' | 'major';
  @Column('text') status: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) symptom: string | null;
  @Column('text') description: string;
  @Column('jsonb') answers: Record<string, string>;
  @Column('text') channel: 'phone' | 'counter' | 'web' | 'partner';
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('uuid', { name: 'owner_user_id', nullable: true }) ownerUserId: string | null;
  @Column('uuid', { name: 'account_id', nullable: true }) accountId: string | null;
  @Column('text', { name: 'caller_name' }) callerName: string;
  @Column('text', { name: 'caller_phone' }) callerPhone: string;
  @Column('text', { name: 'caller_relation', nullable: true }) callerRelation: string | null;
  @Column('text') address: string;
  @Column('text', { name: 'special_care', nullable: true }) specialCare: string | null;
  /** Start of the answered call, or the moment the form was opened; never edited (reading rule 4). */
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  @Column('uuid', { name: 'master_id', nullable: true }) masterId: string | null;
  @Column('jsonb', { name: 'agreed_window', nullable: true }) agreedWindow: AgreedWindow | null;
  @Column('text', { name: 'referral_reason', nullable: true }) referralReason: 'out_of_scope' | 'no_part' | 'other' | null;
  @Column('timestamptz', { name: 'informed_at', nullable: true }) informedAt: Date | null;
  @Column('timestamptz', { name: 'replied_at', nullable: true }) repliedAt: Date | null;
  @Column('jsonb') milestones: Milestone[];
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('text') origin: 'live' | 'import';
  /** Earliest due time among its open obligations: what the list is sorted by. */
  @Column('timestamptz', { name: 'clock_due_at', nullable: true }) clockDueAt: Date | null;
  @Column('timestamptz', { name: 'clock_risk_at', nullable: true }) clockRiskAt: Date | null;
}

/** One line of a case's timeline. */
@Entity('case_entry')
export class CaseEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'case_id' }) caseId: string;
  @Column('timestamptz') at: Date;
  @Column('text') kind: 'call' | 'status' | 'message' | 'photo' | 'change' | 'note';
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text', { name: 'clause_id', nullable: true }) clauseId: string | null;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
}
