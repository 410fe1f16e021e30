import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The audit trail (PF-7): one hash chain per tenant, appended to and never changed. */
export class Audit1700000000011 implements MigrationInterface {
  name = 'Audit1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE audit_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, seq int NOT NULL, at timestamptz NOT NULL, user_id uuid, client_id uuid, by text NOT NULL, action text NOT NULL, target_type text NOT NULL,
        target_id text NOT NULL, target_name text NOT NULL, before jsonb, after jsonb, request_id text NOT NULL, previous_hash text NOT NULL, hash text NOT NULL,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, seq))`,
      `CREATE INDEX audit_entry_target ON audit_entry (tenant_id, target_id, seq)`,
      ...secureTable('audit_entry'),
      // The end of the chain: its lock puts writers in order, and a trail cut off at the end is noticed.
      `CREATE TABLE audit_head (tenant_id uuid NOT NULL, seq int NOT NULL, hash text NOT NULL, PRIMARY KEY (tenant_id))`,
      ...secureTable('audit_head'),
      // The service's role has every right on every table; this trigger is what makes the trail append-only.
      `CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit_entry is append-only (PF-7)'; END $$`,
      `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()`,
      `CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only()`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
