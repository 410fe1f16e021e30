import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A role held for an org unit and everything below it (PF-6). */
export interface RoleAssignment { roleId: string; unitId: string }

/** A person's place in one tenant; the sign-in behind it is the identity's. */
@Entity('user_account')
export class UserAccount {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'identity_id' }) identityId: string;
  @Column('text') account: string;
  @Column('text') name: string;
  @Column('text') title: string;
  @Column('text', { name: 'staff_number' }) staffNumber: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('jsonb') roles: RoleAssignment[];
  @Column('boolean') active: boolean;
  @Column('timestamptz', { name: 'deactivated_at', nullable: true }) deactivatedAt: Date | null;
}
