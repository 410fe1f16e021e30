import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Steps of a deal with their dates and results, appointments for them, and what the parties were told of them (PB-4.5, PB-4.8). */
export class Steps1700000000421 implements MigrationInterface {
  name = 'Steps1700000000421';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // What a deal waits for: kept with it, so that boards read one table.
      `ALTER TABLE deal ADD COLUMN stage text, ADD COLUMN stage_name jsonb, ADD COLUMN waiting_for text`,
      `CREATE INDEX deal_stage ON deal (tenant_id, stage, waiting_for) WHERE status NOT IN ('archived', 'cancelled')`,

      `CREATE TABLE deal_step (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, key text NOT NULL, name jsonb NOT NULL, position int NOT NULL, waits_for text NOT NULL, client_present boolean NOT NULL, required boolean NOT NULL,
        guide jsonb, utility text, state text NOT NULL, expected_on text, started_at timestamptz, finished_at timestamptz, recorded_at timestamptz, told_at timestamptz, result text NOT NULL, reason text, out_of_order_reason text,
        attachment_ids uuid[] NOT NULL, added_by text, added_reason text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX deal_step_key ON deal_step (tenant_id, deal_id, key)`,
      ...secureTable('deal_step'),

      `CREATE TABLE progress_call (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, step_id uuid NOT NULL, party_id uuid NOT NULL, channel text NOT NULL, told text NOT NULL, at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
        by_name text NOT NULL, note text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX progress_call_step ON progress_call (tenant_id, step_id, at)`,
      ...secureTable('progress_call'),

      `CREATE TABLE appointment (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, step_id uuid NOT NULL, status text NOT NULL, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, place text NOT NULL, bring text NOT NULL,
        answers jsonb NOT NULL, changes jsonb NOT NULL, attendance jsonb, phone text NOT NULL, made_by text NOT NULL, made_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX appointment_deal ON appointment (tenant_id, deal_id, starts_at, id)`,
      `CREATE INDEX appointment_step ON appointment (tenant_id, step_id)`,
      ...secureTable('appointment'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
