import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Attachments1700000000004 implements MigrationInterface {
  name = 'Attachments1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE attachment (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, name text NOT NULL, mime text NOT NULL, bytes int NOT NULL, sha256 text NOT NULL, subject_type text, subject_id uuid,
        uploaded_by uuid, uploaded_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX attachment_subject ON attachment (tenant_id, subject_id) WHERE subject_id IS NOT NULL`,
      `CREATE INDEX attachment_hash ON attachment (tenant_id, sha256)`,
      ...secureTable('attachment'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
