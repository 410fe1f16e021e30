import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Gradings of customers (DV-4.1); schemes and cards are the scorecards'. */
export class Grades1700000000563 implements MigrationInterface {
  name = 'Grades1700000000563';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE customer_grading (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, card_id uuid NOT NULL, period text NOT NULL, computed text NOT NULL CHECK (computed IN ('A', 'B', 'C', 'D')), grade text NOT NULL CHECK (grade IN ('A', 'B', 'C', 'D')),
        total int NOT NULL, reason text, counts_from text NOT NULL, graded_at timestamptz NOT NULL, graded_by text NOT NULL, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, card_id) REFERENCES score_card (tenant_id, id))`,
      `CREATE INDEX customer_grading_customer ON customer_grading (tenant_id, customer_id, graded_at DESC, id DESC)`,
      `CREATE INDEX customer_grading_card ON customer_grading (tenant_id, card_id, graded_at DESC, id DESC)`,
      // Whom a region has, and what each bought.
      `CREATE INDEX visit_customer_region ON visit_customer (tenant_id, region_id, id) WHERE status = 'active' AND region_id IS NOT NULL`,
      ...secureTable('customer_grading'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
