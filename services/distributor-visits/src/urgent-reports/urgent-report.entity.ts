import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UrgentKind } from '../urgent-kinds.ts';

/** What an urgent report is about (DV-11); its id is the report's, and its filing and acknowledgement are those of the report. */
@Entity('urgent_report')
export class UrgentReport {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') kind: UrgentKind;
  /** The matter of a daily report that it takes up; null for one without. */
  @Column('uuid', { name: 'matter_id', nullable: true }) matterId: string | null;
  @Column('uuid', { name: 'daily_report_id', nullable: true }) dailyReportId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  /** The unit whose head it goes to (reading 12), where the role was found (R16); null until it is filed. */
  @Column('uuid', { name: 'superior_unit_id', nullable: true }) superiorUnitId: string | null;
  /** When its draft was given up; its matter may then have another. */
  @Column('timestamptz', { name: 'dropped_at', nullable: true }) droppedAt: Date | null;
}
