import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

const TENANT = `nullif(current_setting('app.tenant', true), '')::uuid`;

/**
 * Deals, their parties and timeline, and what they are found by. As in a type-ahead, the two search functions run as the owner and add the tenant of
 * the transaction themselves, because LIKE and `@>` use no index under a row policy: reviewed, reading only, ids of one tenant, nothing without one.
 */
export class Deals1700000000400 implements MigrationInterface {
  name = 'Deals1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE deal (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, business text NOT NULL, payment text, status text NOT NULL, title text NOT NULL, city text NOT NULL, property jsonb NOT NULL,
        contract_number text NOT NULL, price_fen bigint NOT NULL, commission_seller_fen bigint NOT NULL, commission_buyer_fen bigint NOT NULL, utilities text[] NOT NULL, signed_at timestamptz NOT NULL,
        shop_unit_id uuid NOT NULL, department_unit_id uuid NOT NULL, agent_user_id uuid NOT NULL, specialist_user_id uuid, specialist_accepted_at timestamptz, template_id uuid, template_edition int NOT NULL,
        f1_sent_at timestamptz, taken_at timestamptz, formalities_done_at timestamptz, archived_at timestamptz, cancelled_at timestamptz, cancel_reason text, origin text NOT NULL, clock_due_at timestamptz, clock_risk_at timestamptz,
        search_text text NOT NULL, tokens text[] NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX deal_number ON deal (tenant_id, number)`,
      `CREATE INDEX deal_signed ON deal (tenant_id, signed_at DESC, id DESC)`,
      `CREATE INDEX deal_clock ON deal (tenant_id, clock_due_at, id) WHERE clock_due_at IS NOT NULL`,
      `CREATE INDEX deal_specialist ON deal (tenant_id, specialist_user_id, clock_due_at, id) WHERE status NOT IN ('archived', 'cancelled')`,
      `CREATE INDEX deal_status ON deal (tenant_id, status, signed_at DESC, id DESC)`,
      `CREATE INDEX deal_template_of ON deal (tenant_id, template_id) WHERE template_id IS NOT NULL`,
      `CREATE INDEX deal_tokens ON deal USING gin (tenant_id, tokens)`,
      ...secureTable('deal', { definer: true }),

      `CREATE TABLE deal_party (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, side text NOT NULL, position int NOT NULL, name text NOT NULL, id_kind text NOT NULL, id_number text NOT NULL, phone text NOT NULL, email text,
        language text NOT NULL, representative jsonb, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX deal_party_deal ON deal_party (tenant_id, deal_id, side, position)`,
      ...secureTable('deal_party'),

      `CREATE TABLE deal_entry (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, at timestamptz NOT NULL, kind text NOT NULL, by_name text NOT NULL, title text NOT NULL, text text NOT NULL, clause_id text,
        attachment_ids uuid[] NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX deal_entry_deal ON deal_entry (tenant_id, deal_id, at DESC, id DESC)`,
      ...secureTable('deal_entry'),

      // Numbers by their beginning, phones backwards, so that "ends with 5207" is the beginning of an index key.
      `CREATE TABLE deal_key (tenant_id uuid NOT NULL, deal_id uuid NOT NULL, kind text NOT NULL, key text NOT NULL, PRIMARY KEY (tenant_id, deal_id, kind, key))`,
      `CREATE INDEX deal_key_key ON deal_key (tenant_id, kind, key text_pattern_ops)`,
      ...secureTable('deal_key', { definer: true }),

      `CREATE TABLE deal_template (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, kind text NOT NULL, city text NOT NULL, edition int NOT NULL, effective_from timestamptz NOT NULL, steps jsonb NOT NULL, documents jsonb NOT NULL, reason text NOT NULL,
        published_by text NOT NULL, published_at timestamptz NOT NULL, withdrawn_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX deal_template_edition ON deal_template (tenant_id, kind, city, edition)`,
      ...secureTable('deal_template'),

      `CREATE FUNCTION deal_search_key(typed text, most int) RETURNS TABLE (id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan AS $$
        DECLARE own uuid := ${TENANT}; backwards text := reverse(typed);
        BEGIN
          RETURN QUERY SELECT DISTINCT h.deal_id FROM (
            (SELECT k.deal_id FROM deal_key k WHERE k.tenant_id = own AND k.kind = 'number' AND k.key LIKE typed || '%' LIMIT most)
            UNION ALL (SELECT k.deal_id FROM deal_key k WHERE k.tenant_id = own AND k.kind = 'contract' AND k.key LIKE typed || '%' LIMIT most)
            UNION ALL (SELECT k.deal_id FROM deal_key k WHERE typed ~ '^[0-9]+$' AND k.tenant_id = own AND k.kind = 'phone' AND k.key LIKE backwards || '%' LIMIT most)
          ) h LIMIT most;
        END $$`,

      // The pairs of characters find, the words themselves decide.
      `CREATE FUNCTION deal_search_words(all_tokens text[], words text[], most int) RETURNS TABLE (id uuid)
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_indexscan = off AS $$
        DECLARE own uuid := ${TENANT}; patterns text[] := (SELECT coalesce(array_agg('%' || w || '%'), '{}') FROM unnest(words) w);
        BEGIN
          RETURN QUERY SELECT d.id FROM deal d WHERE d.tenant_id = own AND d.tokens @> all_tokens AND d.search_text LIKE ALL (patterns) LIMIT most;
        END $$`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
