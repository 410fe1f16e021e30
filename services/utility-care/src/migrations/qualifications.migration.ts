import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Qualifications1700000000120 implements MigrationInterface {
  name = 'Qualifications1700000000120';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE qualification (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, user_id uuid NOT NULL, kind text NOT NULL, valid_from date NOT NULL, valid_to date NOT NULL, certificate text NOT NULL,
        revoked_at timestamptz, revoke_reason text, PRIMARY KEY (tenant_id, id), CHECK (valid_from <= valid_to))`,
      `CREATE INDEX qualification_person ON qualification (tenant_id, user_id, kind)`,
      `CREATE INDEX qualification_end ON qualification (tenant_id, valid_to) WHERE revoked_at IS NULL`,
      ...secureTable('qualification'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
