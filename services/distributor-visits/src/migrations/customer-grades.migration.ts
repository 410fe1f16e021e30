import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which grade a customer has today follows from its grades and the month (DV-4.1): nothing is written down that would have to turn with the month. */
export class CustomerGrades1700000000564 implements MigrationInterface {
  name = 'CustomerGrades1700000000564';

  async up(runner: QueryRunner): Promise<void> { await runner.query('ALTER TABLE visit_customer DROP COLUMN grade'); }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
