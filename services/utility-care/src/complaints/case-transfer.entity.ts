import { Column, Entity, PrimaryColumn } from 'typeorm';

/** UC-16a: a complaint keeps its owner until another accepts it, with a reason either way. */
@Entity('case_transfer')
export class CaseTransfer {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'case_id' }) caseId: string;
  @Column('uuid', { name: 'from_user_id', nullable: true }) fromUserId: string | null;
  @Column('uuid', { name: 'to_user_id' }) toUserId: string;
  @Column('uuid', { name: 'to_unit_id' }) toUnitId: string;
  @Column('text') reason: string;
  @Column('text') status: 'pending' | 'accepted' | 'declined';
  @Column('timestamptz', { name: 'requested_at' }) requestedAt: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  @Column('text', { nullable: true }) answer: string | null;
}
