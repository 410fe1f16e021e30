import { randomUUID } from 'node:crypto';
import { escapeIdentifier, type Client } from 'pg';
import { insertOf, markOf, type Table, valueOf } from './tables.ts';

/** How the transaction of a probe is opened. */
interface Scope { tenant?: string; tenants?: string[] }

type Outcome = { refused: string } | { rows: number; text: string };

/** Runs one statement in a transaction of that scope and takes it back. */
async function attempt(client: Client, { tenant, tenants }: Scope, text: string, values: unknown[] = []): Promise<Outcome> {
  await client.query('BEGIN');
  try {
    if (tenant !== undefined) await client.query(`SELECT set_config('app.tenant', $1, true)`, [tenant]);
    if (tenants) await client.query(`SELECT set_config('app.tenants', $1, true)`, [`{${tenants.join(',')}}`]);
    const { rowCount, rows } = await client.query(text, values);
    return { rows: rowCount ?? 0, text: JSON.stringify(rows) };
  } catch (error) {
    return { refused: (error as { code: string }).code };
  } finally {
    await client.query('ROLLBACK');
  }
}

const DENIED = '42501';
const said = (outcome: Outcome): string => ('refused' in outcome ? `refused with ${outcome.refused}` : `${outcome.rows} rows`);

/** Collects what went through and should not have, as `table: what was tried -> what happened`. */
export class Probes {
  count = 0;
  readonly leaks: string[] = [];

  constructor(private readonly client: Client) {}

  /** Every way into one table for the service's role: without a tenant, as a stranger, for a stranger, into a stranger's hands. */
  async table(table: Table, own: string, foreign: string): Promise<void> {
    const name = escapeIdentifier(table.name);
    const nobodys: [string, Scope][] = [['no tenant', {}], ['an empty tenant', { tenant: '' }], ['an unknown tenant', { tenant: randomUUID() }]];
    for (const [who, scope] of nobodys) {
      await this.none(table, `reads as ${who}`, scope, `SELECT * FROM ${name}`);
      await this.none(table, `updates as ${who}`, scope, `UPDATE ${name} SET ${this.noop(table)}`);
      await this.none(table, `deletes as ${who}`, scope, `DELETE FROM ${name}`);
      await this.refused(table, `inserts as ${who}`, scope, insertOf(table, foreign));
    }
    await this.denied(table, 'empties it', { tenant: own }, `TRUNCATE ${name}`);
    await this.denied(table, 'turns row security off', { tenant: own }, `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    await this.denied(table, 'reads past row security', { tenant: own }, `SET LOCAL row_security = off; SELECT * FROM ${name}`);
    if (table.tenant) await this.ofTenants(table, name, own, foreign);
  }

  private async ofTenants(table: Table, name: string, own: string, foreign: string): Promise<void> {
    const scope = { tenant: own };
    const ofForeign = `WHERE tenant_id = '${foreign}'`;
    // Else all that follows would hold because nothing is ever seen.
    await this.expect(table, 'reads its own row', scope, `SELECT * FROM ${name} WHERE tenant_id = '${own}'`, [], (o) => 'rows' in o && o.rows === 1);
    await this.expect(table, 'reads everything', scope, `SELECT * FROM ${name}`, [], (o) => 'rows' in o && o.rows === 1 && !o.text.includes(markOf(foreign)));
    await this.none(table, "reads another tenant's row", scope, `SELECT * FROM ${name} ${ofForeign}`);
    await this.none(table, "locks another tenant's row", scope, `SELECT * FROM ${name} ${ofForeign} FOR UPDATE`);
    await this.none(table, "updates another tenant's row", scope, `UPDATE ${name} SET ${this.noop(table)} ${ofForeign}`);
    await this.none(table, "deletes another tenant's row", scope, `DELETE FROM ${name} ${ofForeign}`);
    await this.refused(table, 'inserts a row for another tenant', scope, insertOf(table, foreign));
    await this.expect(table, 'moves its row to another tenant', scope, `UPDATE ${name} SET tenant_id = '${foreign}'`, [], (o) => 'refused' in o && o.refused === DENIED);
    await this.expect(table, 'moves its row to no tenant', scope, `UPDATE ${name} SET tenant_id = NULL`, [], (o) => 'refused' in o);
    // Headquarters' second scope reads where a table says so, and writes nowhere.
    const below = { tenant: own, tenants: [foreign] };
    await this.expect(table, 'reads below', below, `SELECT * FROM ${name} ${ofForeign}`, [], (o) => 'rows' in o && o.rows === (table.subtree ? 1 : 0));
    await this.none(table, 'updates below', below, `UPDATE ${name} SET ${this.noop(table)} ${ofForeign}`);
    await this.none(table, 'deletes below', below, `DELETE FROM ${name} ${ofForeign}`);
    await this.refused(table, 'inserts below', below, insertOf(table, foreign));
    await this.expect(table, 'takes a row from below', below, `UPDATE ${name} SET tenant_id = '${own}' ${ofForeign}`, [], (o) => 'refused' in o || o.rows === 0);
  }

  /**
   * Functions that run with their owner's rights see every tenant's rows: asked by a stranger, with a tenant's own ids and texts as arguments,
   * they must give nothing of it away. `open` names those that answer across tenants on purpose.
   */
  async definers(own: string, foreign: string, open: Record<string, string>): Promise<void> {
    const { rows } = await this.client.query<{ name: string; types: string[] }>(`
      SELECT p.proname AS name, ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, n) ORDER BY n) AS types FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef`);
    for (const { name, types } of rows.filter((f) => !(f.name in open))) {
      const call = `SELECT * FROM ${escapeIdentifier(name)}(${types.map((_, i) => `$${i + 1}`).join(', ')})`;
      const values = types.map((type) => (type === 'uuid' ? foreign : valueOf(type, foreign)));
      for (const tenant of [own, '', undefined]) {
        this.count += 1;
        const outcome = await attempt(this.client, { tenant }, call, values);
        if ('rows' in outcome && (outcome.text.includes(markOf(foreign)) || outcome.text.includes(foreign))) this.leaks.push(`function ${name}: gave away ${outcome.text.slice(0, 200)}`);
      }
    }
  }

  async expect(table: Pick<Table, 'name'>, what: string, scope: Scope, text: string, values: unknown[], right: (outcome: Outcome) => boolean): Promise<void> {
    this.count += 1;
    const outcome = await attempt(this.client, scope, text, values);
    if (!right(outcome)) this.leaks.push(`${table.name}: ${what} -> ${said(outcome)}`);
  }

  denied(table: Pick<Table, 'name'>, what: string, scope: Scope, text: string): Promise<void> {
    return this.expect(table, what, scope, text, [], (o) => 'refused' in o && o.refused === DENIED);
  }

  private none(table: Table, what: string, scope: Scope, text: string): Promise<void> {
    return this.expect(table, what, scope, text, [], (o) => ('refused' in o ? o.refused === DENIED : o.rows === 0));
  }

  private refused(table: Table, what: string, scope: Scope, { text, values }: { text: string; values: unknown[] }): Promise<void> {
    return this.expect(table, what, scope, text, values, (o) => 'refused' in o && o.refused === DENIED);
  }

  private noop({ columns }: Table): string {
    const column = escapeIdentifier(columns.at(-1)!.name);
    return `${column} = ${column}`;
  }
}
