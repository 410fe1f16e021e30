import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Technical problems of customers (DV-3.3c, DV-7.2), and what was learned from them. */
export class Problems1700000000533 implements MigrationInterface {
  name = 'Problems1700000000533';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE technical_problem (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, region_id uuid, customer_id uuid NOT NULL, area text NOT NULL, product text, title text NOT NULL, description text NOT NULL,
        reported_at timestamptz NOT NULL, reported_by text NOT NULL, technician_user_id uuid, status text NOT NULL, department_unit_id uuid, escalated_at timestamptz, cause text, solution text, solved_at timestamptz, solved_by text, steps jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id), CHECK (status NOT IN ('escalated', 'answered') OR department_unit_id IS NOT NULL), CHECK ((status = 'solved') = (solution IS NOT NULL)))`,
      `CREATE UNIQUE INDEX technical_problem_number ON technical_problem (tenant_id, number)`,
      `CREATE INDEX technical_problem_status ON technical_problem (tenant_id, status, reported_at, id)`,
      `CREATE INDEX technical_problem_customer ON technical_problem (tenant_id, customer_id, reported_at, id)`,
      `CREATE INDEX technical_problem_technician ON technical_problem (tenant_id, technician_user_id, reported_at, id) WHERE status IN ('open', 'escalated', 'answered')`,
      `CREATE INDEX technical_problem_department ON technical_problem (tenant_id, department_unit_id, reported_at, id) WHERE department_unit_id IS NOT NULL`,
      ...secureTable('technical_problem'),

      `CREATE TABLE knowledge_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, problem_id uuid NOT NULL, problem_number text NOT NULL, title text NOT NULL, product text, symptom text NOT NULL, cause text NOT NULL, solution text NOT NULL, status text NOT NULL,
        written_by text NOT NULL, written_at timestamptz NOT NULL, changed_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX knowledge_entry_problem ON knowledge_entry (tenant_id, problem_id)`,
      `CREATE INDEX knowledge_entry_changed ON knowledge_entry (tenant_id, status, changed_at DESC, id DESC)`,
      ...secureTable('knowledge_entry'),

      `CREATE TABLE knowledge_token (tenant_id uuid NOT NULL, token text NOT NULL, entry_id uuid NOT NULL, PRIMARY KEY (tenant_id, token, entry_id))`,
      `CREATE INDEX knowledge_token_entry ON knowledge_token (tenant_id, entry_id)`,
      ...secureTable('knowledge_token'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
