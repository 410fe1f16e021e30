import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

/**
 * Customers, their changes and purchases. The search runs as the owner and adds the tenant of the transaction itself, because LIKE and `@>` use no index under a row policy: reviewed, reading only, ids of
 * one tenant, nothing without one.
 */
export class Customers1700000000502 implements MigrationInterface {
  name = 'Customers1700000000502';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE visit_customer (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, type text NOT NULL CHECK (type IN ('distributor', 'retailer', 'processing_factory', 'consumer')), name text NOT NULL, status text NOT NULL, unit_id uuid NOT NULL, region_id uuid,
        city text NOT NULL, address text NOT NULL, latitude float8, longitude float8, contacts jsonb NOT NULL, competitors jsonb NOT NULL, special_reason text, grade text, grades jsonb NOT NULL, visitor_user_id uuid, visitor_reason text,
        registered_at timestamptz NOT NULL, origin text NOT NULL, last_visit_on date, name_key text NOT NULL, search_text text NOT NULL, tokens text[] NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX visit_customer_number ON visit_customer (tenant_id, number)`,
      `CREATE INDEX visit_customer_list ON visit_customer (tenant_id, status, name, id)`,
      `CREATE INDEX visit_customer_unit ON visit_customer (tenant_id, unit_id, name, id) WHERE status = 'active'`,
      `CREATE INDEX visit_customer_visitor ON visit_customer (tenant_id, visitor_user_id, name, id) WHERE status = 'active'`,
      `CREATE INDEX visit_customer_same ON visit_customer (tenant_id, name_key)`,
      `CREATE INDEX visit_customer_tokens ON visit_customer USING gin (tenant_id, tokens)`,
      ...secureTable('visit_customer', { definer: true }),

      `CREATE TABLE visit_customer_change (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, at timestamptz NOT NULL, by_name text NOT NULL, reason text, fields jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX visit_customer_change_customer ON visit_customer_change (tenant_id, customer_id, at DESC, id DESC)`,
      ...secureTable('visit_customer_change'),

      `CREATE TABLE visit_customer_purchase (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, bought_on date NOT NULL, product text NOT NULL, quantity numeric NOT NULL, amount_fen bigint NOT NULL, note text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX visit_customer_purchase_customer ON visit_customer_purchase (tenant_id, customer_id, bought_on DESC, id DESC)`,
      ...secureTable('visit_customer_purchase'),

      // The pairs of characters find, the words themselves decide.
      `CREATE FUNCTION visit_customer_search(all_tokens text[], words text[], most int) RETURNS TABLE (id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_indexscan = off AS $$
        DECLARE own uuid := ${TENANT}; patterns text[] := (SELECT coalesce(array_agg('%' || w || '%'), '{}') FROM unnest(words) w);
        BEGIN
          RETURN QUERY SELECT c.id FROM visit_customer c WHERE c.tenant_id = own AND c.tokens @> all_tokens AND c.search_text LIKE ALL (patterns) LIMIT most;
        END $$`,
      // Who may be the same customer: by name, or by a whole phone number among the tokens.
      `CREATE FUNCTION visit_customer_same(typed_names text[], phone_tokens text[], most int) RETURNS TABLE (id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
        DECLARE own uuid := ${TENANT};
        BEGIN
          RETURN QUERY SELECT h.id FROM (
            (SELECT c.id FROM visit_customer c WHERE c.tenant_id = own AND c.name_key = ANY (typed_names) AND c.status = 'active' LIMIT most)
            UNION (SELECT c.id FROM visit_customer c WHERE cardinality(phone_tokens) > 0 AND c.tenant_id = own AND c.tokens && phone_tokens AND c.status = 'active' LIMIT most)
          ) h LIMIT most;
        END $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
