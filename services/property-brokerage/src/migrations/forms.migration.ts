import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What contracts let expect and when F1 and F2 were complete (PB-4.3b), and the numbers that a tenant prints its forms under (PB-5). */
export class Forms1700000000491 implements MigrationInterface {
  name = 'Forms1700000000491';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE receivable (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, side text NOT NULL, kind text NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen > 0), expected_on text NOT NULL, basis text NOT NULL,
        direct_reason text, written_by text NOT NULL, written_at timestamptz NOT NULL, dropped_at timestamptz, dropped_reason text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX receivable_deal ON receivable (tenant_id, deal_id, expected_on, id)`,
      ...secureTable('receivable'),

      `CREATE TABLE form_completion (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, completed_at timestamptz NOT NULL, completed_by text NOT NULL, completed_by_id uuid NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX form_completion_deal ON form_completion (tenant_id, deal_id)`,
      ...secureTable('form_completion'),

      `CREATE TABLE form_number (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, form text NOT NULL, edition int NOT NULL, number text NOT NULL, effective_from timestamptz NOT NULL, reason text NOT NULL, published_by text NOT NULL,
        published_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX form_number_edition ON form_number (tenant_id, form, edition)`,
      ...secureTable('form_number'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
