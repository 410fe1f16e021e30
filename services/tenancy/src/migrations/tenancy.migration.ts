import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Tenants, org units, roles, people and their sign-ins. */
export class Tenancy1700000000010 implements MigrationInterface {
  name = 'Tenancy1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE tenant (
        tenant_id uuid NOT NULL, id uuid NOT NULL CHECK (id = tenant_id), version int NOT NULL, code text NOT NULL, name text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('headquarters', 'subsidiary', 'company')), parent_id uuid, path uuid[] NOT NULL, sandbox boolean NOT NULL, twin_id uuid NOT NULL,
        clock_offset_ms double precision NOT NULL, zone text NOT NULL, modules text[] NOT NULL, status text NOT NULL CHECK (status IN ('active', 'suspended')), created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id), CHECK (sandbox OR clock_offset_ms = 0), CHECK ((kind = 'subsidiary') = (parent_id IS NOT NULL)))`,
      ...secureTable('tenant', { definer: true }),

      `CREATE TABLE unit (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, name text NOT NULL, kind text NOT NULL, parent_id uuid, path uuid[] NOT NULL, designations text[] NOT NULL,
        phone text NOT NULL, active boolean NOT NULL, PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, parent_id) REFERENCES unit (tenant_id, id))`,
      ...secureTable('unit', { definer: true }),

      `CREATE TABLE role (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, code text NOT NULL, name_zh text NOT NULL, name_en text NOT NULL, permissions text[] NOT NULL, system boolean NOT NULL,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, code))`,
      ...secureTable('role', { definer: true }),

      `CREATE TABLE user_account (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, identity_id uuid NOT NULL, account text NOT NULL, name text NOT NULL, title text NOT NULL, staff_number text NOT NULL,
        unit_id uuid NOT NULL, roles jsonb NOT NULL, active boolean NOT NULL, deactivated_at timestamptz,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, identity_id), FOREIGN KEY (tenant_id, unit_id) REFERENCES unit (tenant_id, id))`,
      `CREATE INDEX user_account_unit ON user_account (tenant_id, unit_id)`,
      `CREATE INDEX user_account_identity ON user_account (identity_id)`,
      ...secureTable('user_account', { definer: true }),

      `CREATE TABLE session (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, user_id uuid NOT NULL, identity_id uuid NOT NULL, secret_hash text NOT NULL, previous_hash text, rotated_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz, revoked_because text, device text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX session_person ON session (tenant_id, user_id)`,
      ...secureTable('session'),

      ...this.identities(),
      ...this.places(),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  /** A person's sign-in. The service's role holds no policy on these tables: the functions are the only way in, and none lists accounts. */
  private identities(): string[] {
    const locked = (table: string): string[] => [
      `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`, `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY functions_only ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    ];
    return [
      `CREATE TABLE identity (id uuid PRIMARY KEY, account text NOT NULL UNIQUE, password_hash text NOT NULL, created_at timestamptz NOT NULL DEFAULT now())`,
      ...locked('identity'),
      `CREATE TABLE sign_in_failure (account text PRIMARY KEY, tries int NOT NULL, last_at timestamptz NOT NULL, locked_until timestamptz)`,
      ...locked('sign_in_failure'),
      `CREATE FUNCTION identity_by_account(wanted text) RETURNS TABLE (id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT i.id, i.password_hash FROM identity i WHERE i.account = wanted $$`,
      // An account that exists keeps its password: another tenant's administrator must not be able to set it.
      `CREATE FUNCTION identity_ensure(new_id uuid, wanted text, new_hash text) RETURNS TABLE (id uuid, created boolean) LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
        WITH made AS (INSERT INTO identity (id, account, password_hash) VALUES (new_id, wanted, new_hash) ON CONFLICT (account) DO NOTHING RETURNING identity.id)
        SELECT made.id, true FROM made UNION ALL SELECT i.id, false FROM identity i WHERE i.account = wanted $$`,
      `CREATE FUNCTION identity_set_password(of_id uuid, new_hash text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
        UPDATE identity SET password_hash = new_hash WHERE id = of_id $$`,
      // The attempt counts before the password is looked at, so that many at once do not get past the limit. A day later it is forgotten.
      `CREATE FUNCTION sign_in_attempt(wanted text, max_tries int, lock_minutes int) RETURNS TABLE (allowed boolean, tries int, locked_until timestamptz)
        LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public AS $$
        #variable_conflict use_column
        DECLARE f sign_in_failure;
        BEGIN
          DELETE FROM sign_in_failure WHERE last_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now());
          INSERT INTO sign_in_failure (account, tries, last_at) VALUES (wanted, 0, now()) ON CONFLICT (account) DO NOTHING;
          SELECT * INTO f FROM sign_in_failure WHERE account = wanted FOR UPDATE;
          IF f.locked_until > now() THEN RETURN QUERY SELECT false, f.tries, f.locked_until; RETURN; END IF;
          UPDATE sign_in_failure s SET last_at = now(), tries = CASE WHEN f.locked_until IS NULL THEN f.tries + 1 ELSE 1 END,
            locked_until = CASE WHEN (CASE WHEN f.locked_until IS NULL THEN f.tries + 1 ELSE 1 END) >= max_tries THEN now() + make_interval(mins => lock_minutes) END
            WHERE s.account = wanted RETURNING * INTO f;
          RETURN QUERY SELECT true, f.tries, f.locked_until;
        END $$`,
      `CREATE FUNCTION sign_in_succeeded(wanted text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
        DELETE FROM sign_in_failure WHERE account = wanted $$`,
    ];
  }

  /** Where one person works, over all tenants: what the choice of a place shows. Only asked for the person who has just proved who they are. */
  private places(): string[] {
    return [
      `CREATE FUNCTION identity_places(of_identity uuid) RETURNS TABLE (
        tenant_id uuid, tenant_name text, tenant_kind text, tenant_status text, parent_name text, sandbox boolean, modules text[], user_id uuid, name text, title text, account text,
        unit_id uuid, unit_name text, roles jsonb) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT t.id, t.name, t.kind, t.status, p.name, t.sandbox, t.modules, u.id, u.name, u.title, u.account, u.unit_id, n.name,
          (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('zh', r.name_zh, 'en', r.name_en)), '[]') FROM jsonb_to_recordset(u.roles) AS a("roleId" uuid)
             JOIN role r ON r.tenant_id = u.tenant_id AND r.id = a."roleId")
        FROM user_account u JOIN tenant t ON t.tenant_id = u.tenant_id AND t.id = u.tenant_id JOIN unit n ON n.tenant_id = u.tenant_id AND n.id = u.unit_id
        LEFT JOIN tenant p ON p.tenant_id = t.parent_id AND p.id = t.parent_id
        WHERE u.identity_id = of_identity AND u.active ORDER BY t.sandbox, cardinality(t.path), t.name $$`,
    ];
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
