import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UrgentKind } from '../urgent-kinds.ts';
import type { MatterState } from './daily-reports.rules.ts';

/** Until when a day's report is to be sorted; its id is that of the day and of the report. */
@Entity('daily_report')
export class DailyReport {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  /** Until when the latest submission is to be read and sorted (DV-9b); null once that is done, or over. */
  @Column('timestamptz', { name: 'triage_due_at', nullable: true }) triageDueAt: Date | null;
}

/** A main matter of the day (主要事项), which the supervisor sorts. */
@Entity('daily_matter')
export class DailyMatter {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'report_id' }) reportId: string;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  /** From 1, in the order of the report. */
  @Column('int') position: number;
  @Column('uuid', { name: 'customer_id', nullable: true }) customerId: string | null;
  @Column('text') title: string;
  @Column('text') course: string;
  @Column('text') result: string;
  /** Which of the five kinds of DV-11 it may be, as the visitor sees it. */
  @Column('text', { nullable: true }) kind: UrgentKind | null;
  @Column('text') state: MatterState;
  @Column('timestamptz', { name: 'sorted_at', nullable: true }) sortedAt: Date | null;
  @Column('text', { name: 'sorted_by', nullable: true }) sortedBy: string | null;
  @Column('text') note: string;
  /** From when the clock of its urgent report runs (DV-11); null while none does. */
  @Column('timestamptz', { name: 'urgent_from', nullable: true }) urgentFrom: Date | null;
  @Column('uuid', { name: 'urgent_report_id', nullable: true }) urgentReportId: string | null;
}
