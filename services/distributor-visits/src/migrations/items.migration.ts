import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Samples, trial goods, promotional material and gifts (DV-3.3f): items, hand-outs, budgets, and applications for gifts (DV-6). */
export class Items1700000000532 implements MigrationInterface {
  name = 'Items1700000000532';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE visit_item (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, kind text NOT NULL, name text NOT NULL, name_key text NOT NULL, unit_name text NOT NULL, price_fen bigint NOT NULL CHECK (price_fen >= 0), active boolean NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX visit_item_name ON visit_item (tenant_id, kind, name_key)`,
      ...secureTable('visit_item'),

      `CREATE TABLE item_budget (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, kind text NOT NULL, period text NOT NULL, first_day date NOT NULL, last_day date NOT NULL, amount_fen bigint NOT NULL, spent_fen bigint NOT NULL,
        history jsonb NOT NULL, PRIMARY KEY (tenant_id, id), CONSTRAINT item_budget_held CHECK (spent_fen BETWEEN 0 AND amount_fen))`,
      `CREATE UNIQUE INDEX item_budget_period ON item_budget (tenant_id, unit_id, kind, period)`,
      `CREATE INDEX item_budget_first ON item_budget (tenant_id, first_day DESC, id DESC)`,
      ...secureTable('item_budget'),

      `CREATE TABLE item_hand_out (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, customer_id uuid NOT NULL, visit_id uuid, application_id uuid, handed_at timestamptz NOT NULL, handed_by text NOT NULL,
        received_by text NOT NULL, note text NOT NULL, status text NOT NULL, taken_back_reason text, charges jsonb NOT NULL, lines jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX item_hand_out_number ON item_hand_out (tenant_id, number)`,
      // An application is issued once, whoever asks at the same moment.
      `CREATE UNIQUE INDEX item_hand_out_application ON item_hand_out (tenant_id, application_id) WHERE application_id IS NOT NULL AND status = 'handed_out'`,
      `CREATE INDEX item_hand_out_time ON item_hand_out (tenant_id, handed_at DESC, id DESC)`,
      `CREATE INDEX item_hand_out_customer ON item_hand_out (tenant_id, customer_id, handed_at DESC, id DESC)`,
      `CREATE INDEX item_hand_out_visit ON item_hand_out (tenant_id, visit_id) WHERE visit_id IS NOT NULL`,
      ...secureTable('item_hand_out'),

      `CREATE TABLE gift_application (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, customer_id uuid NOT NULL, need text NOT NULL, occasion text NOT NULL, lines jsonb NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        status text NOT NULL, maker_id uuid NOT NULL, maker_name text NOT NULL, made_at timestamptz NOT NULL, submitted_at timestamptz, request_id uuid, approved_at timestamptz, approved_by text[] NOT NULL, reason text, issued_at timestamptz, issued_by text,
        hand_out_id uuid, PRIMARY KEY (tenant_id, id), CONSTRAINT gift_application_approved CHECK (status <> 'issued' OR (approved_at IS NOT NULL AND hand_out_id IS NOT NULL)))`,
      `CREATE UNIQUE INDEX gift_application_number ON gift_application (tenant_id, number)`,
      `CREATE INDEX gift_application_made ON gift_application (tenant_id, made_at DESC, id DESC)`,
      `CREATE INDEX gift_application_status ON gift_application (tenant_id, status, made_at DESC, id DESC)`,
      `CREATE INDEX gift_application_customer ON gift_application (tenant_id, customer_id, made_at DESC, id DESC)`,
      `CREATE INDEX gift_application_maker ON gift_application (tenant_id, maker_id, made_at DESC, id DESC)`,
      ...secureTable('gift_application'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
