import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Obligations1700000000003 implements MigrationInterface {
  name = 'Obligations1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE obligation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, clause_id text NOT NULL, parameter_key text, policy_version int, ladder jsonb NOT NULL,
        subject_type text NOT NULL, subject_id uuid NOT NULL, subject_number text NOT NULL, subject_title text NOT NULL, place text,
        owner_unit_id uuid NOT NULL, owner_user_id uuid, status text NOT NULL CHECK (status IN ('open', 'met', 'met_late', 'waived', 'cancelled')),
        started_at timestamptz NOT NULL, facts jsonb NOT NULL, due_at timestamptz, provisional boolean NOT NULL, explanation jsonb NOT NULL, paused_at timestamptz, pause_reason text,
        risk_at timestamptz, breached_at timestamptz, voided_by_calendar boolean NOT NULL, escalated_percent int NOT NULL, escalation_percents jsonb NOT NULL, next_alarm_at timestamptz,
        settled_at timestamptz, settled_by text, outcome_note text, approver text, origin text NOT NULL CHECK (origin IN ('live', 'import')), evidence jsonb NOT NULL, history jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX obligation_subject ON obligation (tenant_id, subject_id)`,
      `CREATE INDEX obligation_alarm ON obligation (tenant_id, next_alarm_at) WHERE next_alarm_at IS NOT NULL`,
      `CREATE INDEX obligation_open_due ON obligation (tenant_id, due_at, id) WHERE status = 'open'`,
      `CREATE INDEX obligation_started ON obligation (tenant_id, started_at DESC, id DESC)`,
      `CREATE INDEX obligation_provisional ON obligation (tenant_id, id) WHERE status = 'open' AND provisional`,
      ...secureTable('obligation', { definer: true }),
      // For the sweep: tenants with something to tell, each by its own clock. Ids only, no business data.
      `CREATE FUNCTION obligation_tenants_due(real_now timestamptz) RETURNS TABLE (id uuid, sandbox boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox FROM directory_tenant t
        WHERE EXISTS (SELECT 1 FROM obligation o WHERE o.tenant_id = t.id AND o.next_alarm_at <= real_now + make_interval(secs => t.clock_offset_ms / 1000.0)) $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
