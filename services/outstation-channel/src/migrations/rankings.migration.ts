import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Published rankings of outstation staff (OC-4.2). */
export class Rankings1700000000606 implements MigrationInterface {
  name = 'Rankings1700000000606';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE staff_ranking (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, period text NOT NULL, period_from date NOT NULL, lines jsonb NOT NULL, published_at timestamptz NOT NULL, published_by text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX staff_ranking_period ON staff_ranking (tenant_id, department_unit_id, period)`,
      `CREATE INDEX staff_ranking_latest ON staff_ranking (tenant_id, period_from DESC, id DESC)`,
      ...secureTable('staff_ranking'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
