import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A role made of permissions (PF-6). System roles come with the tenant; theirs are those of the founding, and `Roles.all` answers those of today. */
@Entity('role')
export class Role {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') code: string;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text', { array: true }) permissions: string[];
  @Column('boolean') system: boolean;
}
