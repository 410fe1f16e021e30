import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others approve waits on a chain (PF-12); a device whose replacement was taken back may be asked for anew (OC-3.7b). */
export class ChannelApprovals1700000000684 implements MigrationInterface {
  name = 'ChannelApprovals1700000000684';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...['spare_application', 'spare_return', 'spare_loan', 'replacement', 'business_trip'].map((table) => `ALTER TABLE ${table} ADD COLUMN request_id uuid`),
      'DROP INDEX replacement_serial',
      `CREATE UNIQUE INDEX replacement_serial ON replacement (tenant_id, serial) WHERE status NOT IN ('refused', 'withdrawn')`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
