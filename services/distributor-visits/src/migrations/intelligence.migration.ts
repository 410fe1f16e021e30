import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What is known of the market and of competitors, and which customers were told (DV-3.1d). */
export class Intelligence1700000000531 implements MigrationInterface {
  name = 'Intelligence1700000000531';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE competitor (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, name text NOT NULL, name_key text NOT NULL, last_at timestamptz NOT NULL, items int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX competitor_name ON competitor (tenant_id, name_key)`,
      `CREATE INDEX competitor_last ON competitor (tenant_id, last_at DESC, id DESC)`,
      ...secureTable('competitor'),

      `CREATE TABLE visit_intelligence (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, customer_id uuid, visit_id uuid, kind text NOT NULL, competitor_id uuid, product text, product_key text NOT NULL,
        price_fen bigint CHECK (price_fen >= 0), price_per text, content text NOT NULL, occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL, recorded_by text NOT NULL, status text NOT NULL, checked_at timestamptz, checked_by text,
        check_note text NOT NULL, for_customers text, shared_with int NOT NULL, PRIMARY KEY (tenant_id, id), CHECK (for_customers IS NULL OR status = 'confirmed'))`,
      `CREATE UNIQUE INDEX visit_intelligence_number ON visit_intelligence (tenant_id, number)`,
      `CREATE INDEX visit_intelligence_time ON visit_intelligence (tenant_id, occurred_at DESC, id DESC)`,
      `CREATE INDEX visit_intelligence_competitor ON visit_intelligence (tenant_id, competitor_id, occurred_at DESC, id DESC) WHERE competitor_id IS NOT NULL`,
      `CREATE INDEX visit_intelligence_customer ON visit_intelligence (tenant_id, customer_id, occurred_at DESC, id DESC) WHERE customer_id IS NOT NULL`,
      `CREATE INDEX visit_intelligence_product ON visit_intelligence (tenant_id, product_key, occurred_at DESC, id DESC) WHERE product_key <> ''`,
      `CREATE INDEX visit_intelligence_visit ON visit_intelligence (tenant_id, visit_id) WHERE visit_id IS NOT NULL`,
      ...secureTable('visit_intelligence'),

      `CREATE TABLE intelligence_share (
        tenant_id uuid NOT NULL, intelligence_id uuid NOT NULL, customer_id uuid NOT NULL, shared_at timestamptz NOT NULL, shared_by text NOT NULL, channel text NOT NULL, PRIMARY KEY (tenant_id, intelligence_id, customer_id))`,
      `CREATE INDEX intelligence_share_customer ON intelligence_share (tenant_id, customer_id, shared_at DESC)`,
      ...secureTable('intelligence_share'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
