// The bare peer of the benchmarks: Fastify and pg with named statements, no tenant, no permission, no policy. Same rows, same machine.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../libs/platform/package.json', import.meta.url));
const { fastify } = require('fastify');
const pg = require('pg');

// In a schema of its own: the service grants its role what is in `public` at each start, and these are not its tables.
const pool = new pg.Pool({ connectionString: process.env.PROBE_DATABASE_URL, max: 10, options: '-c search_path=probe,public' });
const app = fastify();

app.get('/read/:tenant/:id', async (request) => {
  const { rows } = await pool.query({ name: 'probe_read', text: 'SELECT * FROM obligation WHERE tenant_id = $1 AND id = $2', values: [request.params.tenant, request.params.id] });
  return rows[0];
});

await pool.query(`CREATE SCHEMA IF NOT EXISTS probe;
  CREATE TABLE IF NOT EXISTS probe_case (id uuid PRIMARY KEY, tenant_id uuid, number text, title text, description text, address text, received_at timestamptz);
  CREATE TABLE IF NOT EXISTS probe_obligation (id uuid PRIMARY KEY, tenant_id uuid, clause_id text, subject_id uuid, due_at timestamptz, explanation jsonb);
  CREATE TABLE IF NOT EXISTS probe_outbox (id bigserial PRIMARY KEY, tenant_id uuid, type text, payload text)`);

app.post('/create', async (request) => {
  const { tenantId, title, description, address } = request.body;
  const id = randomUUID();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ name: 'probe_case', text: 'INSERT INTO probe_case VALUES ($1, $2, $3, $4, $5, $6, now())', values: [id, tenantId, `SL${id.slice(0, 8)}`, title, description, address] });
    await client.query({ name: 'probe_obligation', text: `INSERT INTO probe_obligation VALUES ($1, $2, 'UC-7.3a', $3, now() + interval '6 hours', $4)`, values: [randomUUID(), tenantId, id, JSON.stringify({ clock: 'elapsed', amount: 6, unit: 'hours' })] });
    await client.query({ name: 'probe_outbox', text: 'INSERT INTO probe_outbox (tenant_id, type, payload) VALUES ($1, $2, $3)', values: [tenantId, 'opened', JSON.stringify(request.body)] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return { id };
});

await pool.query(`CREATE TABLE IF NOT EXISTS probe_receipt (id uuid PRIMARY KEY, tenant_id uuid, deal_id uuid, number text, kind text, payer text, amount bigint, received_at timestamptz);
  CREATE TABLE IF NOT EXISTS probe_entry (id uuid PRIMARY KEY, tenant_id uuid, book_id uuid, kind text, reference text, posted_at timestamptz);
  CREATE TABLE IF NOT EXISTS probe_posting (entry_id uuid, code text, amount bigint, PRIMARY KEY (entry_id, code))`);

app.post('/receipt/:tenant/:deal', async (request) => {
  const { tenant, deal } = request.params;
  const { kind, payerName, amount, receivedAt } = request.body;
  const [id, entry, fen] = [randomUUID(), randomUUID(), Math.round(Number(amount) * 100)];
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({ name: 'probe_receipt', text: 'INSERT INTO probe_receipt VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', values: [id, tenant, deal, `SK${id.slice(0, 8)}`, kind, payerName, fen, receivedAt] });
    await client.query({ name: 'probe_entry', text: `INSERT INTO probe_entry VALUES ($1, $2, $3, 'receipt', $4, now())`, values: [entry, tenant, deal, id] });
    await client.query({ name: 'probe_posting', text: `INSERT INTO probe_posting VALUES ($1, 'bank', $2), ($1, 'held_buyer', -$2::bigint)`, values: [entry, fen] });
    await client.query({ name: 'probe_duty', text: `INSERT INTO probe_obligation VALUES ($1, $2, 'PB-4.6', $3, now() + interval '1 day', $4)`, values: [randomUUID(), tenant, id, JSON.stringify({ clock: 'working_days', amount: 1, unit: 'days' })] });
    await client.query({ name: 'probe_outbox', text: 'INSERT INTO probe_outbox (tenant_id, type, payload) VALUES ($1, $2, $3)', values: [tenant, 'receipt-recorded', JSON.stringify(request.body)] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return { id };
});

await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`READY probe ${app.server.address().port}\n`);
