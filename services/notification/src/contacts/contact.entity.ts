import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where messages to a person go when they leave the platform; `id` is the user's. */
@Entity('contact')
export class Contact {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  /** In which SMS and e-mail are written. */
  @Column('text') language: 'zh' | 'en';
}
