import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class Imports1700000000130 implements MigrationInterface {
  name = 'Imports1700000000130';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE call_import (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, file_name text NOT NULL, sha256 text NOT NULL, status text NOT NULL CHECK (status IN ('running', 'done', 'failed')),
        rows int NOT NULL, created int NOT NULL, already int NOT NULL, rejected int NOT NULL, failure text, user_name text NOT NULL, started_at timestamptz NOT NULL, progress_at timestamptz NOT NULL,
        finished_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX call_import_file ON call_import (tenant_id, sha256)`,
      ...secureTable('call_import'),
      `CREATE TABLE call_import_reject (tenant_id uuid NOT NULL, import_id uuid NOT NULL, row int NOT NULL, cells jsonb NOT NULL, reason jsonb NOT NULL, PRIMARY KEY (tenant_id, import_id, row))`,
      ...secureTable('call_import_reject'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
