import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Postings with their regions and handovers (OC-4.1, OC-4.5, OC-4.6). */
export class Postings1700000000602 implements MigrationInterface {
  name = 'Postings1700000000602';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE posting (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, status text NOT NULL, starts_on date NOT NULL, ends_on date, ending text, ending_reason text, ended_at timestamptz,
        major_mistake jsonb, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX posting_staff ON posting (tenant_id, staff_id, starts_on)`,
      `CREATE INDEX posting_started ON posting (tenant_id, starts_on DESC, id DESC)`,
      `CREATE INDEX posting_status ON posting (tenant_id, status, starts_on DESC, id DESC)`,
      `CREATE TABLE posting_region (tenant_id uuid NOT NULL, posting_id uuid NOT NULL, region_id uuid NOT NULL, staff_id uuid NOT NULL, from_on date NOT NULL, to_on date, PRIMARY KEY (tenant_id, posting_id, region_id))`,
      `CREATE INDEX posting_region_region ON posting_region (tenant_id, region_id, from_on)`,
      `CREATE INDEX posting_region_staff ON posting_region (tenant_id, staff_id, region_id)`,
      `CREATE TABLE posting_handover (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, giver_user_id uuid NOT NULL, taker_user_id uuid NOT NULL, engineer_user_id uuid NOT NULL, items jsonb NOT NULL, signatures jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      ...['posting', 'posting_region', 'posting_handover'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
