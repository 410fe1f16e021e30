import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class RecurringDuties1700000000009 implements MigrationInterface {
  name = 'RecurringDuties1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE recurring_duty (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, clause_id text NOT NULL, parameter_key text NOT NULL, strand text NOT NULL,
        cadence text NOT NULL CHECK (cadence IN ('week', 'months', 'anniversary')), months int, interval_key text, due text NOT NULL CHECK (due IN ('before', 'within', 'after')), partial boolean NOT NULL,
        subject_type text NOT NULL, subject_id uuid NOT NULL, subject_number text NOT NULL, subject_title text NOT NULL, place text, owner_unit_id uuid NOT NULL, owner_user_id uuid,
        begins_on date NOT NULL, ends_on date, next_from date, next_opens_at timestamptz, opened int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX recurring_duty_subject ON recurring_duty (tenant_id, subject_id)`,
      `CREATE INDEX recurring_duty_next ON recurring_duty (tenant_id, next_opens_at, id) WHERE next_opens_at IS NOT NULL`,
      ...secureTable('recurring_duty', { definer: true }),
      // For the opener: tenants with a period to open, each by its own clock. Ids only, no business data.
      `CREATE FUNCTION recurring_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t
        WHERE EXISTS (SELECT 1 FROM recurring_duty d WHERE d.tenant_id = t.id AND d.next_opens_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0)) $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
