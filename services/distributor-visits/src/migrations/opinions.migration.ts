import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What customers say: opinions with their figures by month (DV-3.1c), and appeals (DV-3.3a). */
export class Opinions1700000000530 implements MigrationInterface {
  name = 'Opinions1700000000530';

  async up(runner: QueryRunner): Promise<void> {
    const answer = 'answer text, answer_channel text, told_to text, answered_at timestamptz, answered_by text';
    const statements = [
      `CREATE TABLE visit_opinion (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, customer_id uuid NOT NULL, visit_id uuid, kind text NOT NULL, maker text NOT NULL, maker_name text, maker_key text NOT NULL, product text,
        product_key text NOT NULL, content text NOT NULL, voiced_by text NOT NULL, raised_at timestamptz NOT NULL, month date NOT NULL, recorded_at timestamptz NOT NULL, recorded_by text NOT NULL, owner_user_id uuid NOT NULL, status text NOT NULL,
        steps jsonb NOT NULL, ${answer}, PRIMARY KEY (tenant_id, id), CHECK ((maker = 'other') = (maker_name IS NOT NULL)), CHECK ((status = 'answered') = (answer IS NOT NULL)))`,
      `CREATE UNIQUE INDEX visit_opinion_number ON visit_opinion (tenant_id, number)`,
      `CREATE INDEX visit_opinion_status ON visit_opinion (tenant_id, status, raised_at, id)`,
      `CREATE INDEX visit_opinion_customer ON visit_opinion (tenant_id, customer_id, status, raised_at, id)`,
      `CREATE INDEX visit_opinion_owner ON visit_opinion (tenant_id, owner_user_id, status, raised_at, id)`,
      `CREATE INDEX visit_opinion_visit ON visit_opinion (tenant_id, visit_id) WHERE visit_id IS NOT NULL`,
      ...secureTable('visit_opinion'),

      // Kept up in the transaction of each fact, so that figures over years cost what they show and not what was ever said.
      `CREATE TABLE opinion_month (
        tenant_id uuid NOT NULL, unit_id uuid NOT NULL, month date NOT NULL, maker text NOT NULL, maker_key text NOT NULL, product_key text NOT NULL, kind text NOT NULL, maker_name text, product text, raised int NOT NULL CHECK (raised >= 0),
        answered int NOT NULL CHECK (answered BETWEEN 0 AND raised), PRIMARY KEY (tenant_id, unit_id, month, maker, maker_key, product_key, kind))`,
      `CREATE INDEX opinion_month_month ON opinion_month (tenant_id, month)`,
      ...secureTable('opinion_month'),

      `CREATE TABLE visit_appeal (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, customer_id uuid NOT NULL, subject text NOT NULL, content text NOT NULL, raised_by text NOT NULL, entered_at timestamptz NOT NULL,
        entered_by text NOT NULL, owner_user_id uuid NOT NULL, status text NOT NULL, steps jsonb NOT NULL, ${answer}, PRIMARY KEY (tenant_id, id), CHECK ((status = 'answered') = (answer IS NOT NULL)))`,
      `CREATE UNIQUE INDEX visit_appeal_number ON visit_appeal (tenant_id, number)`,
      `CREATE INDEX visit_appeal_status ON visit_appeal (tenant_id, status, entered_at, id)`,
      `CREATE INDEX visit_appeal_customer ON visit_appeal (tenant_id, customer_id, status, entered_at, id)`,
      `CREATE INDEX visit_appeal_owner ON visit_appeal (tenant_id, owner_user_id, status, entered_at, id)`,
      ...secureTable('visit_appeal'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
