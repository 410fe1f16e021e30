import type { Client } from 'pg';
import { withClient } from '../../../infra/local/databases.mjs';
import type { Stage } from './stage.mjs';

export interface Committed { id: number; event_id: string; tenant_id: string; type: string; key: string; version: number | null; breached_at: Date | null; percent: number | null }
export interface Attempt { obligation_id: string; version: number }

/**
 * Notes, in the transaction of the fact itself, what the services commit: every event that goes into the outbox, and every attempt to write a state
 * into the ledger, also one that the ledger turns down. The services know nothing of it.
 */
export async function watchDatabases(stage: Stage): Promise<void> {
  await withClient(stage.superuser('utility_care'), (client) => client.query(`
    CREATE SCHEMA oracle;
    CREATE TABLE oracle.committed (id bigint PRIMARY KEY, event_id uuid NOT NULL, tenant_id uuid NOT NULL, type text NOT NULL, key text NOT NULL, payload jsonb NOT NULL);
    CREATE FUNCTION oracle.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN INSERT INTO oracle.committed VALUES (NEW.id, NEW.event_id, NEW.tenant_id, NEW.type, NEW.key, NEW.payload::jsonb); RETURN NEW; END $$;
    CREATE TRIGGER oracle AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION oracle.note()`));
  await withClient(stage.superuser('insight'), (client) => client.query(`
    CREATE SCHEMA oracle;
    CREATE TABLE oracle.attempt (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, obligation_id uuid NOT NULL, version int NOT NULL);
    CREATE FUNCTION oracle.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN INSERT INTO oracle.attempt (obligation_id, version) VALUES (NEW.id, NEW.version); RETURN NEW; END $$;
    CREATE TRIGGER oracle BEFORE INSERT ON ledger_obligation FOR EACH ROW EXECUTE FUNCTION oracle.note()`));
}

/** Number of the newest state that reached the ledger; null while the database is down. */
export async function newestAttempt(client: Client): Promise<number | null> {
  return client.query<{ n: string }>('SELECT coalesce(max(n), 0) AS n FROM oracle.attempt').then(({ rows }) => Number(rows[0]!.n), () => null);
}

export interface Books {
  committed: Committed[];
  attempts: Attempt[];
  inbox: Set<string>;
  outboxRows: number;
  deadLetters: number;
  /** Cases by their description, with the number of rows of each. */
  cases: Map<string, number>;
  obligations: { id: string; tenant_id: string; version: number; status: string; due_at: Date | null; breached_at: Date | null; settled_at: Date | null }[];
  ledger: Map<string, { version: number; status: string; breached_at: Date | null }>;
  /** Obligations that the sweep still has to tell about, by their tenant's clock. */
  untold: number;
}

export async function readBooks(stage: Stage): Promise<Books> {
  const own = await withClient(stage.superuser('utility_care'), async (client) => ({
    committed: (await client.query<Committed>(`
      SELECT id::int AS id, event_id, tenant_id, type, key, (payload->>'version')::int AS version, (payload->>'breachedAt')::timestamptz AS breached_at, (payload->>'percent')::int AS percent FROM oracle.committed ORDER BY id`)).rows,
    obligations: (await client.query<Books['obligations'][number]>('SELECT id, tenant_id, version, status, due_at, breached_at, settled_at FROM obligation')).rows,
    cases: new Map((await client.query<{ description: string; n: number }>('SELECT description, count(*)::int AS n FROM service_case GROUP BY 1')).rows.map((r) => [r.description, r.n])),
    outboxRows: await count(client, 'outbox'), deadLetters: await count(client, 'dead_letter'),
    untold: await count(client, `obligation o JOIN directory_tenant t ON t.tenant_id = o.tenant_id AND t.id = o.tenant_id WHERE o.next_alarm_at <= now() + make_interval(secs => t.clock_offset_ms / 1000.0)`),
  }));
  const read = await withClient(stage.superuser('insight'), async (client) => ({
    attempts: (await client.query<Attempt>('SELECT obligation_id, version FROM oracle.attempt ORDER BY n')).rows,
    inbox: new Set((await client.query<{ event_id: string }>('SELECT event_id FROM inbox')).rows.map((r) => r.event_id)),
    ledger: new Map((await client.query<{ id: string; version: number; status: string; breached_at: Date | null }>('SELECT id, version, status, breached_at FROM ledger_obligation')).rows.map((r) => [r.id, r])),
    outboxRows: await count(client, 'outbox'), deadLetters: await count(client, 'dead_letter'),
  }));
  return { ...own, ...read, outboxRows: own.outboxRows + read.outboxRows, deadLetters: own.deadLetters + read.deadLetters };
}

const count = async (client: Client, from: string): Promise<number> => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`)).rows[0]!.n;
