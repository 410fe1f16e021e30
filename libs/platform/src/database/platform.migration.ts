import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from './row-security.ts';

/** Outbox, inbox, dead letters, idempotency keys and number blocks: the same tables in every service's own database. */
export class Platform1700000000001 implements MigrationInterface {
  name = 'Platform1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    const [{ service }] = (await runner.query(`SELECT current_setting('luyue.service') AS service`)) as [{ service: string }];
    const relay = `${service}_relay`;
    const statements = [
      `CREATE TABLE outbox (
        tenant_id uuid NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, shard smallint NOT NULL,
        event_id uuid NOT NULL, type text NOT NULL, topic text NOT NULL, key text NOT NULL, at timestamptz NOT NULL,
        sandbox boolean NOT NULL, traceparent text NOT NULL, payload text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      // The relay is the one reader across tenants: it claims a shard in the order of ids. It has a role and a policy of its own.
      `CREATE UNIQUE INDEX outbox_shard ON outbox (shard, id)`,
      ...secureTable('outbox'),
      `CREATE POLICY relay_rows ON outbox TO ${relay} USING (true)`,
      `GRANT SELECT, DELETE ON outbox TO ${relay}`,
      `GRANT USAGE ON SCHEMA public TO ${relay}`,

      `CREATE TABLE inbox (tenant_id uuid NOT NULL, event_id uuid NOT NULL, received_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant_id, event_id))`,
      `CREATE INDEX inbox_age ON inbox (tenant_id, received_at)`,
      ...secureTable('inbox'),

      `CREATE TABLE dead_letter (
        tenant_id uuid NOT NULL, event_id uuid NOT NULL, type text NOT NULL, topic text NOT NULL, key text NOT NULL, at timestamptz NOT NULL,
        payload text NOT NULL, traceparent text NOT NULL, reason text NOT NULL, attempts int NOT NULL, failed_at timestamptz NOT NULL DEFAULT now(),
        replayed_at timestamptz, replayed_by text, PRIMARY KEY (tenant_id, event_id))`,
      ...secureTable('dead_letter'),

      `CREATE TABLE idempotency_key (
        tenant_id uuid NOT NULL, caller text NOT NULL, key text NOT NULL, hash text NOT NULL, status int, body text, etag text,
        created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (tenant_id, caller, key))`,
      `CREATE INDEX idempotency_key_age ON idempotency_key (tenant_id, created_at)`,
      ...secureTable('idempotency_key'),

      `CREATE TABLE number_block (tenant_id uuid NOT NULL, prefix text NOT NULL, day date NOT NULL, last int NOT NULL, PRIMARY KEY (tenant_id, prefix, day))`,
      ...secureTable('number_block'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
