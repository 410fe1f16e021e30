import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Basic policies, visit plans and the visits that they name (DV-4.0, DV-4.2, DV-5). */
export class Plans1700000000508 implements MigrationInterface {
  name = 'Plans1700000000508';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE basic_policy (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, title text NOT NULL, text text NOT NULL, effective_from date NOT NULL, attachment_ids uuid[] NOT NULL, published_at timestamptz NOT NULL, published_by text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX basic_policy_day ON basic_policy (tenant_id, unit_id, effective_from)`,
      `CREATE INDEX basic_policy_list ON basic_policy (tenant_id, effective_from DESC, id DESC)`,
      ...secureTable('basic_policy'),

      `CREATE TABLE visit_plan (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, period_kind text NOT NULL, period text NOT NULL, from_day date NOT NULL, to_day date NOT NULL, status text NOT NULL, parent_plan_id uuid, policy_id uuid, key_products text[] NOT NULL,
        key_survey_items text[] NOT NULL, special_survey_items text[] NOT NULL, note text NOT NULL, issued_at timestamptz, issued_by text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX visit_plan_period ON visit_plan (tenant_id, unit_id, period)`,
      `CREATE INDEX visit_plan_list ON visit_plan (tenant_id, from_day DESC, id DESC)`,
      ...secureTable('visit_plan'),

      `CREATE TABLE planned_visit (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, plan_id uuid NOT NULL, unit_id uuid NOT NULL, customer_id uuid NOT NULL, visitor_user_id uuid NOT NULL, month text NOT NULL, day date, position int NOT NULL, status text NOT NULL, source text NOT NULL,
        reason text, visit_id uuid, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX planned_visit_plan ON planned_visit (tenant_id, plan_id, customer_id)`,
      `CREATE INDEX planned_visit_day ON planned_visit (tenant_id, visitor_user_id, day, position, id) WHERE day IS NOT NULL`,
      `CREATE INDEX planned_visit_unit ON planned_visit (tenant_id, unit_id, day) WHERE day IS NOT NULL`,
      `CREATE INDEX planned_visit_customer ON planned_visit (tenant_id, customer_id, day)`,
      ...secureTable('planned_visit'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
