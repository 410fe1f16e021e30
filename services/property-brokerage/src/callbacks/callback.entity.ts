import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallbackAttempt, CallbackStatus } from './callbacks.rules.ts';

/** A party of an archived deal whom the supervisor calls back (回访, PB-3.3). */
@Entity('deal_callback')
export class DealCallback {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** Who handled the deal when it was archived. */
  @Column('uuid', { name: 'specialist_user_id', nullable: true }) specialistUserId: string | null;
  @Column('uuid', { name: 'party_id' }) partyId: string;
  @Column('text') side: 'seller' | 'buyer';
  /** Whoever acts for the party, else the party. */
  @Column('text', { name: 'contact_name' }) contactName: string;
  @Column('text', { name: 'contact_phone' }) contactPhone: string;
  @Column('timestamptz', { name: 'archived_at' }) archivedAt: Date;
  @Column('text') status: CallbackStatus;
  @Column('jsonb') attempts: CallbackAttempt[];
  /** 1 to 5. */
  @Column('int', { nullable: true }) score: number | null;
  @Column('text', { nullable: true }) comment: string | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
