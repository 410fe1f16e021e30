import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Days of visitors with their reports (DV-9a), and the matters that the supervisor sorts (DV-9b). */
export class DailyReports1700000000560 implements MigrationInterface {
  name = 'DailyReports1700000000560';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE daily_report (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, triage_due_at timestamptz, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, id) REFERENCES assembled_report (tenant_id, id))`,
      `CREATE INDEX daily_report_triage ON daily_report (tenant_id, triage_due_at, id) WHERE triage_due_at IS NOT NULL`,
      ...secureTable('daily_report', { definer: true }),
      // For the sweep: tenants with a report whose time to be sorted is over, each by its own clock. Ids only, no business data.
      `CREATE FUNCTION daily_report_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t
        WHERE EXISTS (SELECT 1 FROM daily_report d WHERE d.tenant_id = t.id AND d.triage_due_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0)) $$`,
      `CREATE TABLE daily_matter (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, report_id uuid NOT NULL, unit_id uuid NOT NULL, position int NOT NULL, customer_id uuid, title text NOT NULL, course text NOT NULL, result text NOT NULL, kind text,
        state text NOT NULL CHECK (state IN ('unsorted', 'here', 'beyond')), sorted_at timestamptz, sorted_by text, note text NOT NULL, urgent_from timestamptz, urgent_report_id uuid,
        PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, report_id) REFERENCES daily_report (tenant_id, id))`,
      `CREATE INDEX daily_matter_report ON daily_matter (tenant_id, report_id, position)`,
      ...secureTable('daily_matter'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
