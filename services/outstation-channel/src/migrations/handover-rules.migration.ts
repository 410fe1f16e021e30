import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The handover rules in editions, and the edition that a handover follows (OC-4.6). */
export class HandoverRules1700000000608 implements MigrationInterface {
  name = 'HandoverRules1700000000608';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE handover_rule (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, edition int NOT NULL, title text NOT NULL, attachment_id uuid NOT NULL, effective_on date NOT NULL, published_at timestamptz NOT NULL, published_by text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX handover_rule_edition ON handover_rule (tenant_id, department_unit_id, edition)`,
      `CREATE INDEX handover_rule_effective ON handover_rule (tenant_id, department_unit_id, effective_on, edition)`,
      `ALTER TABLE posting_handover ADD COLUMN rules jsonb`,
      ...secureTable('handover_rule'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
