import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UnitKind } from './units.rules.ts';

/** An org unit (PF-6). The root of a tenant's tree is the company itself. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  @Column('text') kind: UnitKind;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  /** From the root to the unit itself: a role scoped to a unit reaches every unit that has it in its path. */
  @Column('uuid', { array: true }) path: string[];
  /** What the unit is designated for, e.g. `customer_service_body` (UC-4.1). */
  @Column('text', { array: true }) designations: string[];
  @Column('text') phone: string;
  @Column('boolean') active: boolean;
}
