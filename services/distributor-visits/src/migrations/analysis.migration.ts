import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Figures of visits, purchases and surveys by month, kept up with each fact (capability 8). */
export class Analysis1700000000535 implements MigrationInterface {
  name = 'Analysis1700000000535';

  async up(runner: QueryRunner): Promise<void> {
    const figures = 'stock numeric NOT NULL, purchases numeric NOT NULL, purchases_fen bigint NOT NULL, sales numeric NOT NULL, sales_fen bigint NOT NULL';
    const statements = [
      `CREATE TABLE customer_month (tenant_id uuid NOT NULL, unit_id uuid NOT NULL, month date NOT NULL, customer_id uuid NOT NULL, visits int NOT NULL, bought_fen bigint NOT NULL, PRIMARY KEY (tenant_id, unit_id, month, customer_id))`,
      ...secureTable('customer_month'),
      `CREATE TABLE customer_product_month (
        tenant_id uuid NOT NULL, customer_id uuid NOT NULL, month date NOT NULL, product_key text NOT NULL, unit_id uuid NOT NULL, region_id uuid NOT NULL, ${figures}, PRIMARY KEY (tenant_id, customer_id, month, product_key))`,
      ...secureTable('customer_product_month'),
      `CREATE TABLE product_month (
        tenant_id uuid NOT NULL, unit_id uuid NOT NULL, month date NOT NULL, region_id uuid NOT NULL, product_key text NOT NULL, product text NOT NULL, customers int NOT NULL, ${figures}, PRIMARY KEY (tenant_id, unit_id, month, region_id, product_key))`,
      ...secureTable('product_month'),
      // The few surveys of one customer and month.
      `CREATE INDEX survey_line_customer ON survey_line (tenant_id, customer_id, day)`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
