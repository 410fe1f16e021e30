import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;
const HIT = `id uuid, number text, holder_name text, phone text, address text, category text, special_care_kind text, matched_by text`;
const COLUMNS = `a.id, a.number, a.holder_name, a.phone, a.address, a.category, a.special_care_kind`;
/** Most index entries that one lookup by number reads. */
const CANDIDATES = 2000;
const IN_UNITS = `(in_units IS NULL OR a.unit_id = ANY (in_units))`;

/**
 * The household files and their type-ahead. Under a row policy LIKE and `@>` use no index (they are not leakproof), so the two search functions
 * run as the owner and add the tenant of the transaction themselves: reviewed, reading only, of one tenant, nothing without one.
 */
export class Accounts1700000000110 implements MigrationInterface {
  name = 'Accounts1700000000110';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE account (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, holder_name text NOT NULL, phone text NOT NULL, contacts jsonb NOT NULL, address text NOT NULL,
        unit_id uuid NOT NULL, category text NOT NULL CHECK (category IN ('resident', 'commercial', 'industrial', 'heating')), gas_type text NOT NULL CHECK (gas_type IN ('natural_gas', 'lpg')),
        supply_status text NOT NULL CHECK (supply_status IN ('normal', 'interrupted')), gas_state text NOT NULL CHECK (gas_state IN ('active', 'stopped', 'closed', 'pending')),
        meter_number text, meter_model text, special_care_kind text, special_care_note text, special_care_source text, special_care_consent_by text, special_care_consent_at timestamptz,
        created_at timestamptz NOT NULL, number_key text NOT NULL, meter_key text, search_text text NOT NULL, tokens text[] NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX account_number ON account (tenant_id, number_key text_pattern_ops)`,
      `CREATE INDEX account_meter ON account (tenant_id, meter_key text_pattern_ops) WHERE meter_key IS NOT NULL`,
      `CREATE INDEX account_tokens ON account USING gin (tenant_id, tokens)`,
      ...secureTable('account', { definer: true }),

      // Every number of a household backwards, its contacts' too, so that "ends with 5207" is the beginning of an index key.
      `CREATE TABLE account_phone (tenant_id uuid NOT NULL, account_id uuid NOT NULL, tail text NOT NULL, PRIMARY KEY (tenant_id, account_id, tail))`,
      `CREATE INDEX account_phone_tail ON account_phone (tenant_id, tail text_pattern_ops)`,
      ...secureTable('account_phone', { definer: true }),

      `CREATE TABLE account_access (
        tenant_id uuid NOT NULL, id uuid NOT NULL, account_id uuid NOT NULL, at timestamptz NOT NULL, user_id uuid, user_name text NOT NULL, reason text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX account_access_account ON account_access (tenant_id, account_id, at DESC, id DESC)`,
      ...secureTable('account_access'),

      // A short beginning can be that of every number; of so many only the first are asked for their unit.
      `CREATE FUNCTION account_search_key(typed text, in_units uuid[], most int) RETURNS TABLE (${HIT})
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan AS $$
        DECLARE own uuid := ${TENANT}; backwards text := reverse(typed);
        BEGIN
          RETURN QUERY
            SELECT DISTINCT ON (h.rank, h.id) ${COLUMNS.replaceAll('a.', 'h.')}, h.matched_by FROM (
              (SELECT ${COLUMNS}, 'phone' AS matched_by, 2 AS rank FROM (SELECT p.account_id FROM account_phone p WHERE typed ~ '^[0-9]+$' AND p.tenant_id = own AND p.tail LIKE backwards || '%' LIMIT ${CANDIDATES}) p
                JOIN account a ON a.tenant_id = own AND a.id = p.account_id WHERE ${IN_UNITS} LIMIT most)
              UNION ALL
              (SELECT ${COLUMNS}, 'number', CASE WHEN a.number_key = typed THEN 1 ELSE 3 END FROM (SELECT * FROM account a WHERE a.tenant_id = own AND a.number_key LIKE typed || '%' LIMIT ${CANDIDATES}) a WHERE ${IN_UNITS} LIMIT most)
              UNION ALL
              (SELECT ${COLUMNS}, 'meter', CASE WHEN a.meter_key = typed THEN 1 ELSE 4 END FROM (SELECT * FROM account a WHERE a.tenant_id = own AND a.meter_key LIKE typed || '%' LIMIT ${CANDIDATES}) a WHERE ${IN_UNITS} LIMIT most)
            ) h ORDER BY h.rank, h.id LIMIT most;
        END $$`,

      // Names first, then addresses for the places that are left. The pairs of characters find, the words themselves decide. Statistics are those of
      // all tenants together: a pair that is common elsewhere and rare here would tempt the planner to read the tenant's whole table.
      `CREATE FUNCTION account_search_words(all_tokens text[], name_tokens text[], words text[], in_units uuid[], most int) RETURNS TABLE (${HIT})
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_indexscan = off AS $$
        DECLARE own uuid := ${TENANT}; found int := 0; patterns text[] := (SELECT coalesce(array_agg('%' || w || '%'), '{}') FROM unnest(words) w);
        BEGIN
          IF cardinality(name_tokens) > 0 THEN
            RETURN QUERY SELECT ${COLUMNS}, 'name' FROM account a WHERE a.tenant_id = own AND a.tokens @> name_tokens AND ${IN_UNITS} AND split_part(a.search_text, E'\\n', 1) LIKE patterns[1] LIMIT most;
            GET DIAGNOSTICS found = ROW_COUNT;
          END IF;
          RETURN QUERY SELECT ${COLUMNS}, 'address' FROM account a
            WHERE a.tenant_id = own AND a.tokens @> all_tokens AND ${IN_UNITS} AND a.search_text LIKE ALL (patterns)
              AND (cardinality(name_tokens) = 0 OR split_part(a.search_text, E'\\n', 1) NOT LIKE patterns[1])
            LIMIT most - found;
        END $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
