import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Weekly exchanges with local sales (OC-3.3.3). */
export class Exchanges1700000000672 implements MigrationInterface {
  name = 'Exchanges1700000000672';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE channel_exchange (
        tenant_id uuid NOT NULL, id uuid NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, week date NOT NULL, sales_person text NOT NULL, lines jsonb NOT NULL, text text NOT NULL, feedback text NOT NULL, recorded_at timestamptz NOT NULL,
        by_name text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      // Figures of some weeks too.
      `CREATE INDEX channel_exchange_week ON channel_exchange (tenant_id, week DESC, id DESC)`,
      ...secureTable('channel_exchange'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
