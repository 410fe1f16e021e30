import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Partner agreements (PF-10). */
export class PartnerAgreements1700000000014 implements MigrationInterface {
  name = 'PartnerAgreements1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE agreement (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, partner_tenant_id uuid NOT NULL CHECK (partner_tenant_id <> tenant_id), partner_name text NOT NULL, partner_code text NOT NULL,
        purpose text NOT NULL, terms jsonb NOT NULL, offered_by_us boolean NOT NULL, status text NOT NULL CHECK (status IN ('offered', 'accepted', 'declined', 'ended')), reason text NOT NULL,
        changed_by text NOT NULL, offered_at timestamptz NOT NULL, answered_at timestamptz, ended_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX agreement_list ON agreement (tenant_id, offered_at DESC, id DESC)`,
      // Two that run side by side for one purpose would leave open which one a crossing rests on.
      `CREATE UNIQUE INDEX agreement_running ON agreement (tenant_id, partner_tenant_id, purpose) WHERE status IN ('offered', 'accepted')`,
      ...secureTable('agreement'),
      // Whom an offer is for: only a whole code finds a company, and only of the asker's own world, live or sandbox. Nothing lists companies.
      `CREATE FUNCTION tenant_by_code(wanted text) RETURNS TABLE (id uuid, name text, code text, status text, modules text[], sandbox boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.name, t.code, t.status, t.modules, t.sandbox FROM tenant t JOIN tenant own ON own.id = nullif(current_setting('app.tenant', true), '')::uuid
        WHERE t.code = wanted AND t.sandbox = own.sandbox AND t.id <> own.id $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
