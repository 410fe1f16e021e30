import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Conduct against the company's interest: what was found, what the person says, what was decided (OC-3.1.1). */
export class Conduct1700000000605 implements MigrationInterface {
  name = 'Conduct1700000000605';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE conduct_record (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, occurred_on date NOT NULL, text text NOT NULL, evidence jsonb NOT NULL, attachment_ids jsonb NOT NULL,
        status text NOT NULL, recorded_at timestamptz NOT NULL, recorded_by text NOT NULL, recorded_by_user_id uuid, answer text, answered_at timestamptz, decision jsonb, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX conduct_record_latest ON conduct_record (tenant_id, recorded_at DESC, id DESC)`,
      `CREATE INDEX conduct_record_staff ON conduct_record (tenant_id, staff_id, occurred_on)`,
      `CREATE INDEX conduct_record_status ON conduct_record (tenant_id, status, recorded_at DESC, id DESC)`,
      ...secureTable('conduct_record'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
