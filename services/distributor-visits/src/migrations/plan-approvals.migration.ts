import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans that wait for approval, where a company asks for it (DV-5). */
export class PlanApprovals1700000000514 implements MigrationInterface {
  name = 'PlanApprovals1700000000514';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE visit_plan ADD COLUMN request_id uuid, ADD COLUMN return_reason text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
