import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Comes after the directory's, whose tenants and clocks it asks for. */
export class Exports1700000000007 implements MigrationInterface {
  name = 'Exports1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE export_job (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, kind text NOT NULL, filter jsonb NOT NULL, format text NOT NULL CHECK (format IN ('xlsx', 'csv')),
        status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'expired')), rows int NOT NULL, total int, attempts int NOT NULL, lease_until timestamptz, file_hash text, bytes int,
        requested_by text NOT NULL, requested_as jsonb NOT NULL, created_at timestamptz NOT NULL, finished_at timestamptz, expires_at timestamptz, failure jsonb, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX export_job_waiting ON export_job (tenant_id, created_at, id) WHERE status IN ('queued', 'running')`,
      `CREATE INDEX export_job_expiring ON export_job (tenant_id, expires_at) WHERE status = 'done'`,
      ...secureTable('export_job', { definer: true }),
      // For the runner: tenants with a job to run or a file to remove. Leases are by the real clock, expiry by the tenant's own. Ids only, no business data.
      `CREATE FUNCTION export_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM export_job j JOIN directory_tenant t ON t.tenant_id = j.tenant_id AND t.id = j.tenant_id
        WHERE (j.status IN ('queued', 'running') AND (j.status = 'queued' OR j.lease_until < real_now)) OR (j.status = 'done' AND j.expires_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0))
        GROUP BY 1, 2 $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
