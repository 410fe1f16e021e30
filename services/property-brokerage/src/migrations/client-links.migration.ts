import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Private links of parties, and what they said on their pages (capability 5, PB-4.8). */
export class ClientLinks1700000000490 implements MigrationInterface {
  name = 'ClientLinks1700000000490';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE client_link (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, sandbox boolean NOT NULL, deal_id uuid NOT NULL, party_id uuid NOT NULL, name text NOT NULL, phone text NOT NULL, hash text NOT NULL, message_id uuid NOT NULL, specialist_user_id uuid NOT NULL, specialist_phone text NOT NULL, made_by text NOT NULL,
        made_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, revoked_at timestamptz, revoked_by text, opened_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX client_link_deal ON client_link (tenant_id, deal_id, made_at, id)`,
      // A party has one link at most that opens its page.
      `CREATE UNIQUE INDEX client_link_live ON client_link (tenant_id, party_id) WHERE revoked_at IS NULL`,
      `CREATE UNIQUE INDEX client_link_hash ON client_link (hash)`,
      ...secureTable('client_link', { definer: true }),
      // Whose link this is, before a tenant is known. Only the hash of a whole secret finds anything.
      `CREATE FUNCTION client_link_owner(of_hash text) RETURNS TABLE (tenant_id uuid, sandbox boolean, id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT l.tenant_id, l.sandbox, l.id FROM client_link l WHERE l.hash = of_hash AND l.revoked_at IS NULL AND l.expires_at > now() $$`,

      `CREATE TABLE client_word (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, party_id uuid NOT NULL, kind text NOT NULL, step_id uuid, accompanied boolean, text text NOT NULL, name text NOT NULL, at timestamptz NOT NULL, answer text,
        answered_by text, answered_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX client_word_deal ON client_word (tenant_id, deal_id, at, id)`,
      // A party says of a step once whether it was accompanied.
      `CREATE UNIQUE INDEX client_word_step ON client_word (tenant_id, step_id, party_id) WHERE kind = 'accompanied'`,
      ...secureTable('client_word'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
