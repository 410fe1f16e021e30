import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * For the replay of a parameter's value: its obligations by due time, the newest first, and of each explanation the few words that move a due
 * time, because reading whole explanations takes twice as long. Null, in rows of before, sends the replay to the explanation.
 */
export class Replay1700000000210 implements MigrationInterface {
  name = 'Replay1700000000210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ledger_obligation ADD COLUMN clock_facts json`);
    await runner.query(`CREATE INDEX ledger_obligation_parameter ON ledger_obligation (tenant_id, parameter_key, last_due_at, id) INCLUDE (standing, origin, suspended, status)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
