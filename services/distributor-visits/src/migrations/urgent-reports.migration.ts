import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What urgent reports are about (DV-11). */
export class UrgentReports1700000000561 implements MigrationInterface {
  name = 'UrgentReports1700000000561';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE urgent_report (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, unit_id uuid NOT NULL, kind text NOT NULL CHECK (kind IN ('policy_change', 'new_product', 'new_move', 'own_defect', 'other')), matter_id uuid, daily_report_id uuid, customer_id uuid,
        superior_unit_id uuid, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, id) REFERENCES assembled_report (tenant_id, id))`,
      `CREATE UNIQUE INDEX urgent_report_matter ON urgent_report (tenant_id, matter_id) WHERE matter_id IS NOT NULL`,
      ...secureTable('urgent_report'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
