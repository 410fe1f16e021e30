import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A dropped draft gives its matter free: the next report of the matter is another (DV-11). */
export class UrgentReportDrops1700000000565 implements MigrationInterface {
  name = 'UrgentReportDrops1700000000565';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `ALTER TABLE urgent_report ADD COLUMN dropped_at timestamptz`,
      `DROP INDEX urgent_report_matter`,
      `CREATE UNIQUE INDEX urgent_report_matter ON urgent_report (tenant_id, matter_id) WHERE matter_id IS NOT NULL AND dropped_at IS NULL`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
