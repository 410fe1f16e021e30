import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Regions of business units, with their salespersons and technicians (DV-4.2, DV-7.1). */
export class Regions1700000000500 implements MigrationInterface {
  name = 'Regions1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE visit_region (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, name text NOT NULL, active boolean NOT NULL, begun_on date NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX visit_region_name ON visit_region (tenant_id, unit_id, name)`,
      `CREATE INDEX visit_region_list ON visit_region (tenant_id, name, id) WHERE active`,
      ...secureTable('visit_region'),

      `CREATE TABLE region_member (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, region_id uuid NOT NULL, user_id uuid NOT NULL, duty text NOT NULL, from_day date NOT NULL, until_day date, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX region_member_once ON region_member (tenant_id, region_id, duty, user_id) WHERE until_day IS NULL`,
      `CREATE INDEX region_member_region ON region_member (tenant_id, region_id, from_day, id)`,
      ...secureTable('region_member'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
