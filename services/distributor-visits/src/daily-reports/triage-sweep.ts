import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Loop, statement, TenantDatabase, TenantTurns, type Tx, WORKS } from '@luyue/platform';
import { AssembledReports } from '@luyue/reports';
import { DailyRecord } from './daily-record.ts';
import { DailyMatter, DailyReport } from './daily-report.entity.ts';
import { DAILY } from './daily-reports.rules.ts';

const BATCH = 50;
const DUE = statement('daily_report_triage_over', `tenant_id = $1 AND triage_due_at <= $2 ORDER BY triage_due_at, id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);

/**
 * DV-11, reading 1: where nobody has sorted a matter in time, its urgent clock starts at the end of that time. By each tenant's own clock; the row lock and the cleared time, written together, let two replicas share the work and
 * start each clock once.
 */
@Injectable()
export class TriageSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(private readonly source: DataSource, private readonly database: TenantDatabase, private readonly record: DailyRecord, private readonly reports: AssembledReports, @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns) {
    this.loop = turns.loop('daily-report-triage', 1_000, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  onApplicationShutdown(): Promise<void> { return this.loop.stop(); }

  /** One pass over all tenants with a report whose time to be sorted is over; answers how many reports those were. */
  async turn(): Promise<number> {
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM daily_report_tenants_due(now())');
    return this.turns.each('daily-report-triage', tenants, (ctx) => this.turns.batches(BATCH, () => this.database.write(ctx, (tx) => this.ofTenant(tx))));
  }

  private async ofTenant(tx: Tx): Promise<number> {
    const due = await tx.rows(DailyReport, DUE, [tx.tenantId, tx.now]);
    const matters = await this.record.matters(tx, due.map((day) => day.id));
    for (const day of due) {
      const report = await this.reports.get(tx, DAILY.kind, day.id);
      const owner = await this.record.ownerOf(tx, 'supervisor', day.unitId);
      for (const matter of matters.filter((m) => m.reportId === day.id && m.state === 'unsorted' && !m.urgentFrom)) {
        await this.record.owe(tx, { id: matter.id, number: report.number, title: matter.title }, { what: 'beyond', at: day.triageDueAt! }, owner, 'daily_matter');
        await tx.update(DailyMatter, matter, { urgentFrom: day.triageDueAt });
      }
      await tx.update(DailyReport, day, { triageDueAt: null });
    }
    return due.length;
  }
}
