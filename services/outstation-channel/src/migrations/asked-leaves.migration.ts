import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for whoever decides leave (OC-3.1.2a). */
export class AskedLeaves1700000000683 implements MigrationInterface {
  name = 'AskedLeaves1700000000683';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX staff_leave_asked ON staff_leave (tenant_id, asked_at, id) WHERE status = 'asked'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
