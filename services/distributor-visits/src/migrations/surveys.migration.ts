import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Inquiry cards of new customers (DV-3.2b); survey forms, answers and figures (DV-3.1a, DV-3.1b). */
export class Surveys1700000000512 implements MigrationInterface {
  name = 'Surveys1700000000512';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE inquiry_card (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, unit_id uuid NOT NULL, status text NOT NULL, registered_at timestamptz NOT NULL, given_at timestamptz, way text, given_by text, answered_at timestamptz, satisfaction int, answer text,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX inquiry_card_customer ON inquiry_card (tenant_id, customer_id)`,
      `CREATE INDEX inquiry_card_status ON inquiry_card (tenant_id, status, registered_at, id)`,
      ...secureTable('inquiry_card'),

      `CREATE TABLE survey_template (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, key text NOT NULL, edition int NOT NULL, kind text NOT NULL, title jsonb NOT NULL, fields jsonb NOT NULL, products text[] NOT NULL, effective_from date NOT NULL, published_at timestamptz NOT NULL,
        published_by text NOT NULL, reason text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX survey_template_edition ON survey_template (tenant_id, key, edition)`,
      ...secureTable('survey_template'),

      `CREATE TABLE survey_answer (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, visit_id uuid NOT NULL, customer_id uuid NOT NULL, unit_id uuid NOT NULL, template_id uuid NOT NULL, template_key text NOT NULL, kind text NOT NULL, day date NOT NULL, by_name text NOT NULL, values jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX survey_answer_list ON survey_answer (tenant_id, day DESC, id DESC)`,
      `CREATE INDEX survey_answer_customer ON survey_answer (tenant_id, customer_id, template_key, day DESC, id DESC)`,
      `CREATE INDEX survey_answer_unit ON survey_answer (tenant_id, unit_id, day)`,
      `CREATE INDEX survey_answer_visit ON survey_answer (tenant_id, visit_id)`,
      ...secureTable('survey_answer'),

      `CREATE TABLE survey_line (
        tenant_id uuid NOT NULL, answer_id uuid NOT NULL, product text NOT NULL, measure text NOT NULL, customer_id uuid NOT NULL, unit_id uuid NOT NULL, region_id uuid, day date NOT NULL, quantity numeric NOT NULL, amount_fen bigint, PRIMARY KEY (tenant_id, answer_id, product, measure))`,
      `CREATE INDEX survey_line_product ON survey_line (tenant_id, unit_id, product, measure, day)`,
      ...secureTable('survey_line'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
