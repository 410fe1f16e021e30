import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What outstation staff ask the technical section (OC-3.4a). */
export class TechnicalSupport1700000000678 implements MigrationInterface {
  name = 'TechnicalSupport1700000000678';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE technical_request (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, department_unit_id uuid NOT NULL, station_unit_id uuid, model text, title text NOT NULL, asked_by_user_id uuid NOT NULL, asked_by text NOT NULL, asked_at timestamptz NOT NULL,
        status text NOT NULL, answered_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX technical_request_latest ON technical_request (tenant_id, asked_at DESC, id DESC)`,
      `CREATE INDEX technical_request_status ON technical_request (tenant_id, status, asked_at DESC, id DESC)`,
      `CREATE INDEX technical_request_asker ON technical_request (tenant_id, asked_by_user_id, asked_at DESC, id DESC)`,
      ...secureTable('technical_request'),
      `CREATE TABLE technical_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, request_id uuid NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, by_name text NOT NULL, text text NOT NULL, document_id uuid, attachment_ids jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX technical_entry_of ON technical_entry (tenant_id, request_id, at, id)`,
      ...secureTable('technical_entry'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
