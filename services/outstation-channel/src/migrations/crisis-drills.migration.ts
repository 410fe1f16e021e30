import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Drills and quizzes of coping with a crisis (OC-2.5). */
export class CrisisDrills1700000000680 implements MigrationInterface {
  name = 'CrisisDrills1700000000680';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE crisis_drill (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, title text NOT NULL, held_on date NOT NULL, text text NOT NULL, recorded_at timestamptz NOT NULL, recorded_by text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX crisis_drill_held ON crisis_drill (tenant_id, held_on DESC, id DESC)`,
      ...secureTable('crisis_drill'),
      `CREATE TABLE crisis_drill_result (
        tenant_id uuid NOT NULL, drill_id uuid NOT NULL, staff_id uuid NOT NULL, passed boolean NOT NULL, score int CHECK (score BETWEEN 0 AND 100), note text, PRIMARY KEY (tenant_id, drill_id, staff_id))`,
      ...secureTable('crisis_drill_result'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
