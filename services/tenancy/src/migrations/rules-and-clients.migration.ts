import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Policies, calendars and adopted regulations of a tenant, and its API clients. */
export class RulesAndClients1700000000012 implements MigrationInterface {
  name = 'RulesAndClients1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // Published versions stay as they are: there is no update. Two of one origin never begin at the same moment.
      `CREATE TABLE policy (
        tenant_id uuid NOT NULL, id uuid NOT NULL, key text NOT NULL, origin text NOT NULL CHECK (origin IN ('headquarters', 'own')), version int NOT NULL, value jsonb NOT NULL,
        effective_from timestamptz NOT NULL, may_tighten boolean NOT NULL, reason text NOT NULL, set_by text NOT NULL, set_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, key, origin, version), UNIQUE (tenant_id, key, origin, effective_from))`,
      ...secureTable('policy', { subtree: true }),

      `CREATE TABLE calendar_year (
        tenant_id uuid NOT NULL, id uuid NOT NULL, year int NOT NULL, version int NOT NULL, origin text NOT NULL CHECK (origin IN ('national', 'tenant')), rest_days text[] NOT NULL,
        work_days text[] NOT NULL, source text NOT NULL, set_by text NOT NULL, published_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, origin, year, version))`,
      ...secureTable('calendar_year'),

      `CREATE TABLE adoption (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, regulation text NOT NULL, regulation_version text NOT NULL, published_at timestamptz NOT NULL,
        effective_from timestamptz NOT NULL, scope_unit_ids uuid[], supersedes text, recorded_by text NOT NULL, recorded_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, regulation, effective_from))`,
      ...secureTable('adoption'),

      `CREATE TABLE api_client (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, name text NOT NULL, permissions text[] NOT NULL, allowed_ips text[] NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'revoked')),
        created_by text NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('api_client', { definer: true }),
      `CREATE TABLE api_key (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, client_id uuid NOT NULL, hash text NOT NULL, hint text NOT NULL, created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL, revoked_at timestamptz, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, client_id) REFERENCES api_client (tenant_id, id))`,
      `CREATE INDEX api_key_client ON api_key (tenant_id, client_id)`,
      `CREATE UNIQUE INDEX api_key_hash ON api_key (hash)`,
      ...secureTable('api_key', { definer: true }),
      // Whose key this is. Only the hash of a whole key finds anything, and nothing of the key comes back.
      `CREATE FUNCTION api_key_owner(of_hash text) RETURNS TABLE (tenant_id uuid, sandbox boolean, tenant_status text, modules text[], client_id uuid, name text, permissions text[], allowed_ips text[],
        expires_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox, t.status, t.modules, c.id, c.name, c.permissions, c.allowed_ips, k.expires_at
        FROM api_key k JOIN api_client c ON c.tenant_id = k.tenant_id AND c.id = k.client_id JOIN tenant t ON t.tenant_id = k.tenant_id AND t.id = k.tenant_id
        WHERE k.hash = of_hash AND k.revoked_at IS NULL AND k.expires_at > now() AND c.status = 'active' $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
