import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DrillKind } from './crisis-drills.rules.ts';

/** A drill or quiz of coping with a crisis (OC-2.5), as it took place; what came of it is never changed. */
@Entity('crisis_drill')
export class CrisisDrill {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: DrillKind;
  @Column('text') title: string;
  @Column('date', { name: 'held_on' }) heldOn: string;
  @Column('text') text: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
}

/** What one of the outstation staff showed there. */
@Entity('crisis_drill_result')
export class DrillResult {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'drill_id' }) drillId: string;
  @PrimaryColumn('uuid', { name: 'staff_id' }) staffId: string;
  @Column('boolean') passed: boolean;
  /** Of a quiz, 0 to 100. */
  @Column('int', { nullable: true }) score: number | null;
  @Column('text', { nullable: true }) note: string | null;
}
