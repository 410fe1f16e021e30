import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Headquarters' read model of all obligations (PF-16), kept by their events. */
export class Ledger1700000000200 implements MigrationInterface {
  name = 'Ledger1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Explanation and evidence are only ever shown whole: as json they are stored as they came, which makes the batch a third faster than jsonb.
      `CREATE TABLE ledger_obligation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, context text NOT NULL, clause_id text NOT NULL, parameter_key text, policy_version int,
        subject_type text NOT NULL, subject_id text NOT NULL, subject_number text NOT NULL, subject_title text NOT NULL, place text,
        owner_unit_id text NOT NULL, owner_unit_name text NOT NULL, owner_user_id text, owner_user_name text,
        status text NOT NULL, standing text NOT NULL, started_at timestamptz NOT NULL, due_at timestamptz, last_due_at timestamptz NOT NULL, month text NOT NULL, provisional boolean NOT NULL,
        paused_at timestamptz, pause_reason text, risk_at timestamptz, breached_at timestamptz, voided_by_calendar boolean NOT NULL, suspended boolean NOT NULL,
        settled_at timestamptz, settled_by text, outcome_note text, approver text, origin text NOT NULL, explanation json NOT NULL, evidence json NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      // In the order in which the matrix groups, so that counting reads the index once and sorts nothing.
      `CREATE INDEX ledger_obligation_matrix ON ledger_obligation (tenant_id, month, clause_id, standing, origin, suspended, voided_by_calendar) INCLUDE (owner_unit_id)`,
      `CREATE INDEX ledger_obligation_drill ON ledger_obligation (tenant_id, clause_id, month, last_due_at, id)`,
      `CREATE INDEX ledger_obligation_open ON ledger_obligation (tenant_id, due_at) WHERE status = 'open'`,
      ...secureTable('ledger_obligation', { subtree: true, definer: true }),

      // How far behind the work the ledger is: one row a tenant.
      `CREATE TABLE ledger_feed (tenant_id uuid NOT NULL, event_at timestamptz NOT NULL, applied_at timestamptz NOT NULL, PRIMARY KEY (tenant_id))`,
      ...secureTable('ledger_feed', { subtree: true }),

      // Asking the row policies of 200 000 rows one by one costs more than counting them, so this runs as the owner and keeps to the scope of
      // the transaction itself: the tenant and the subtree it was opened for, nothing without one. It reads only, and gives numbers only.
      // The few that are overdue now are counted once more, by the clock of each tenant.
      `CREATE FUNCTION ledger_counts(of_tenants uuid[], nows timestamptz[], in_months text[], in_units text[], of_clause text)
        RETURNS TABLE (tenant_id uuid, clause_id text, month text, standing text, origin text, suspended boolean, voided boolean, n int)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan AS $$
        #variable_conflict use_column
        DECLARE visible uuid[] := array_append(nullif(current_setting('app.tenants', true), '')::uuid[], nullif(current_setting('app.tenant', true), '')::uuid);
        BEGIN
          RETURN QUERY
            SELECT t.id, l.clause_id, m.month, l.standing, l.origin, l.suspended, l.voided_by_calendar, l.n
            FROM unnest(of_tenants) AS t(id) CROSS JOIN unnest(in_months) AS m(month) CROSS JOIN LATERAL (
              SELECT l.clause_id, l.standing, l.origin, l.suspended, l.voided_by_calendar, count(*)::int AS n FROM ledger_obligation l
              WHERE l.tenant_id = t.id AND l.month = m.month AND (in_units IS NULL OR l.owner_unit_id = ANY (in_units)) AND (of_clause IS NULL OR l.clause_id = of_clause)
              GROUP BY 1, 2, 3, 4, 5) l
            WHERE t.id = ANY (visible);
          RETURN QUERY
            SELECT t.id, l.clause_id, l.month, 'overdue', l.origin, l.suspended, l.voided_by_calendar, count(*)::int
            FROM unnest(of_tenants, nows) AS t(id, now) JOIN ledger_obligation l ON l.tenant_id = t.id AND l.status = 'open' AND l.due_at < t.now
            WHERE t.id = ANY (visible) AND l.month = ANY (in_months) AND (in_units IS NULL OR l.owner_unit_id = ANY (in_units)) AND (of_clause IS NULL OR l.clause_id = of_clause)
            GROUP BY 1, 2, 3, 5, 6, 7;
        END $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
