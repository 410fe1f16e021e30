import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface RankedPerson { userId: string; name: string; kind: string; average: number | null; rank: number | null; scored: string[]; missing: string[] }

/** The published ranking of a quarter (季度排名, OC-4.2); its id is that of the quarter's obligation. */
@Entity('staff_ranking')
export class StaffRanking {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') period: string;
  @Column('date', { name: 'period_from' }) periodFrom: string;
  /** By kind of staff, the best first (reading 5). */
  @Column('jsonb') lines: RankedPerson[];
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
  @Column('text', { name: 'published_by' }) publishedBy: string;
}
