import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Replicas of what tenancy owns, kept by its events: services never ask each other over HTTP. */
export class Directory1700000000002 implements MigrationInterface {
  name = 'Directory1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE directory_tenant (
        tenant_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, kind text NOT NULL, parent_id uuid, path uuid[] NOT NULL, sandbox boolean NOT NULL, sandbox_of uuid,
        clock_offset_ms bigint NOT NULL, zone text NOT NULL, modules text[] NOT NULL, status text NOT NULL, version int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('directory_tenant', { definer: true }),
      // The reader's own subtree, itself included; another root answers nothing.
      `CREATE FUNCTION directory_subtree() RETURNS SETOF directory_tenant LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.* FROM directory_tenant t WHERE nullif(current_setting('app.tenant', true), '')::uuid = ANY (t.path) $$`,
      // For sweeps: which tenants there are and how far their clocks stand apart. No business data.
      `CREATE FUNCTION directory_clocks() RETURNS TABLE (id uuid, sandbox boolean, clock_offset_ms bigint) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.sandbox, t.clock_offset_ms FROM directory_tenant t $$`,

      // Rises with every change of a tenant's replica: what was read under the same version need not be read again. From a sequence, because
      // a number that was rolled back must not come again.
      `CREATE SEQUENCE directory_version_number`,
      `CREATE TABLE directory_version (tenant_id uuid NOT NULL PRIMARY KEY, version bigint NOT NULL)`,
      ...secureTable('directory_version'),

      `CREATE TABLE directory_unit (
        tenant_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, kind text NOT NULL, parent_id uuid, path uuid[] NOT NULL, designations text[] NOT NULL, active boolean NOT NULL,
        version int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('directory_unit'),

      `CREATE TABLE directory_user (
        tenant_id uuid NOT NULL, id uuid NOT NULL, name text NOT NULL, title text NOT NULL, staff_number text NOT NULL, unit_id uuid NOT NULL, roles jsonb NOT NULL, active boolean NOT NULL,
        version int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX directory_user_unit ON directory_user (tenant_id, unit_id)`,
      ...secureTable('directory_user'),

      `CREATE TABLE directory_policy (
        tenant_id uuid NOT NULL, key text NOT NULL, origin text NOT NULL, version int NOT NULL, value jsonb NOT NULL, effective_from timestamptz NOT NULL, may_tighten boolean NOT NULL,
        set_by text NOT NULL, reason text NOT NULL, PRIMARY KEY (tenant_id, key, origin, version))`,
      ...secureTable('directory_policy'),

      `CREATE TABLE directory_calendar (
        tenant_id uuid NOT NULL, year int NOT NULL, version int NOT NULL, origin text NOT NULL, rest_days text[] NOT NULL, work_days text[] NOT NULL, PRIMARY KEY (tenant_id, origin, year, version))`,
      ...secureTable('directory_calendar'),

      `CREATE TABLE directory_adoption (
        tenant_id uuid NOT NULL, id uuid NOT NULL, regulation text NOT NULL, regulation_version text NOT NULL, published_at timestamptz NOT NULL, effective_from timestamptz NOT NULL,
        scope_unit_ids uuid[], supersedes text, version int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('directory_adoption'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
