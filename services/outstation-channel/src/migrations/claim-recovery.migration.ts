import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be taken back of a settled claim of which a line proved false (OC-3.1.4b). */
export class ClaimRecovery1700000000685 implements MigrationInterface {
  name = 'ClaimRecovery1700000000685';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE travel_claim ADD COLUMN recover_fen bigint NOT NULL DEFAULT 0');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
