import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft may be given up, with its reason. */
export class AssembledReportDrops1700000000017 implements MigrationInterface {
  name = 'AssembledReportDrops1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE assembled_report DROP CONSTRAINT assembled_report_status_check, ADD CONSTRAINT assembled_report_status_check CHECK (status IN ('draft', 'submitted', 'returned', 'accepted', 'dropped'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
