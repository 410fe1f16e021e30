import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Context, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { isParameterKey, parameter, type ParameterKey, type ParameterValue, resolvePolicy, validateValue } from '@luyue/regulations';
import { ComplianceScope, type VisibleTenant } from '../compliance/compliance-scope.ts';
import { count, type Counts, isReplayable, judgeUnder, noCounts, type Proposal, type Ran, ratesOf, REPLAY_DAYS, shares, sum, valueOf, valueUnder } from './replay.rules.ts';
import type { PolicyReplay, ReplayRow } from './replay.views.ts';

const PAGE = 10_000;
const DAY_MS = 86_400_000;

// What the compliance report judges: live, not of a suspended time, and met, met late or past the due time (R6, R12, R26).
const JUDGED = `l.parameter_key = $2 AND l.origin = 'live' AND NOT l.suspended AND (l.standing IN ('in_time', 'late') OR (l.standing = 'open' AND l.due_at IS NOT NULL))`;
const SIZES = statement('insight_replay_sizes', `
  SELECT t.id, (SELECT count(*)::int FROM ledger_obligation l WHERE l.tenant_id = t.id AND l.last_due_at > t.since AND l.last_due_at < t.now AND ${JUDGED}) AS due,
    (SELECT count(*)::int FROM ledger_obligation l WHERE l.tenant_id = t.id AND l.parameter_key = $2 AND l.status = 'open') AS open
  FROM unnest($1::uuid[], $3::timestamptz[], $4::timestamptz[]) AS t(id, since, now)`);
// A page comes as one value: 10 000 rows of their own take the driver about three times as long.
const PAGE_OF = statement('insight_replay_page', `
  WITH page AS (
    SELECT l.id, l.last_due_at, l.owner_unit_id, l.owner_unit_name, l.standing, (extract(epoch FROM l.started_at) * 1000)::bigint AS started, (extract(epoch FROM l.settled_at) * 1000)::bigint AS settled,
      coalesce(l.clock_facts, json_build_object('pauses', l.explanation -> 'pauses', 'replacements', l.explanation -> 'replacements', 'before', l.explanation -> 'before', 'after', l.explanation -> 'after')) AS facts
    FROM ledger_obligation l
    WHERE l.tenant_id = $1 AND l.last_due_at > $3 AND (l.last_due_at, l.id) < ($4, $5) AND ${JUDGED}
    ORDER BY l.last_due_at DESC, l.id DESC LIMIT $6)
  SELECT last.id, last.last_due_at AS "lastDueAt", (SELECT json_agg(json_build_array(owner_unit_id, owner_unit_name, standing, started, settled, facts)) FROM page) AS rows
  FROM (SELECT id, last_due_at FROM page ORDER BY last_due_at, id LIMIT 1) last`);
const FIRST = '00000000-0000-0000-0000-000000000000';

interface Size { id: string; due: number; open: number }
type Row = [unitId: string, unitName: string, standing: Ran['standing'], startedAt: number, settledAt: number | null, facts: Pick<Ran, 'pauses' | 'replacements' | 'before' | 'after'>];
interface Page { id: string; lastDueAt: Date; rows: Row[] }
interface Judged { tenant: VisibleTenant; value: ParameterValue | null; units: Map<string, { name: string; counts: Counts }> }

/** What a value would have done to the last 90 days, before it is published (PF-11). */
@Injectable()
export class Replay {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly scope: ComplianceScope) {}

  /**
   * For whoever may publish the value: headquarters over their subtree, everybody else over the own tenant. Throws 403 without `policy.write`
   * for the whole tenant, 404 for an unknown parameter, 422 for one without a clock of its own or a value out of bounds.
   */
  async of(ctx: Context, key: string, text: string, mayTighten: boolean): Promise<PolicyReplay> {
    const { tenants, units } = await this.scope.of(ctx, 'policy.write');
    if (units) throw refuse.forbidden('policy.write');
    if (!isParameterKey(key)) throw refuse.notFound({ zh: '参数', en: 'parameter' });
    if (!isReplayable(parameter(key))) throw refuse.rule('PF-11', 'not_replayable', { zh: '这个参数没有自己的计时，没有可以重算的', en: 'This parameter has no clock of its own: there is nothing to judge again' });
    const value = valueOf(key, text);
    const check = validateValue(key, value);
    if (!check.ok) throw refuse.rule('PF-11', 'policy_out_of_bounds', check.message);
    const [own] = tenants as [VisibleTenant];
    const proposal = { key, value, origin: own.kind === 'headquarters' ? 'headquarters' : 'own', mayTighten } as const;
    const sizes = await this.sizes(ctx, key, tenants);
    const due = tenants.map((t) => sizes.get(t.id)?.due ?? 0);
    const most = shares(due);
    const judged: Judged[] = [];
    // One tenant after the other, each in a reading of its own with its own calendar and policies: what is held at once stays one page.
    for (const [i, tenant] of tenants.entries()) judged.push(await this.database.read({ ...ctx, tenantId: tenant.id }, (tx) => this.judge(tx, tenant, { ...proposal, at: tenant.now }, most[i]!)));
    const rows = tenants.length > 1 ? judged.map(tenantRow).filter((row) => row.due > 0 || row.id !== own.id) : unitRows(judged[0]!);
    const total = sum(rows);
    return {
      key, value, days: REPLAY_DAYS, from: since(own).toISOString(), until: own.now.toISOString(), complete: most.every((n, i) => n === due[i]), total: { ...total, ...ratesOf(total) }, rows,
      moves: movesOf(judged, value, [...sizes.values()].reduce((open, size) => open + size.open, 0)),
    };
  }

  private async sizes(ctx: Context, key: ParameterKey, tenants: VisibleTenant[]): Promise<Map<string, Size>> {
    const ids = tenants.map((t) => t.id);
    const sizes = await this.database.readSubtree(ctx, ids, (tx) => tx.sql<Size & Record<string, unknown>>(SIZES, [ids, key, tenants.map(since), tenants.map((t) => t.now)]));
    return new Map(sizes.map((size) => [size.id, size]));
  }

  private async judge(tx: Tx, tenant: VisibleTenant, proposal: Proposal, most: number): Promise<Judged> {
    const policies = await this.directory.policies(tx);
    const value = valueUnder(proposal, policies.get(proposal.key) ?? []);
    const companion = (key: ParameterKey): ParameterValue | null => resolvePolicy(key, policies.get(key) ?? [], tenant.now).value;
    const verdictOf = judgeUnder(proposal.key, proposal.value, await this.directory.calendar(tx), tenant.now, companion);
    // Where another value stays, nothing moves.
    const moves = JSON.stringify(value) === JSON.stringify(proposal.value);
    const units: Judged['units'] = new Map();
    let after: [Date, string] = [tenant.now, FIRST];
    for (let left = most; left > 0; left -= PAGE) {
      const [page] = await tx.sql<Page & Record<string, unknown>>(PAGE_OF, [tenant.id, proposal.key, since(tenant), ...after, Math.min(PAGE, left)]);
      if (!page) break;
      for (const [id, name, standing, startedAt, settledAt, facts] of page.rows) {
        let unit = units.get(id);
        if (!unit) units.set(id, (unit = { name, counts: noCounts() }));
        count(unit.counts, standing, moves ? verdictOf({ startedAt, settledAt, standing, ...facts }) : standing === 'in_time' ? 'in_time' : 'late');
      }
      after = [page.lastDueAt, page.id];
    }
    return { tenant, value, units };
  }
}

const since = (tenant: VisibleTenant): Date => new Date(tenant.now.getTime() - REPLAY_DAYS * DAY_MS);
const rowOf = (id: string, name: string, kind: ReplayRow['kind'], counts: Counts): ReplayRow => ({ id, name, kind, ...counts, ...ratesOf(counts) });
const tenantRow = ({ tenant, units }: Judged): ReplayRow => rowOf(tenant.id, tenant.name, 'tenant', sum([...units.values()].map((unit) => unit.counts)));
const unitRows = ({ units }: Judged): ReplayRow[] => [...units].map(([id, { name, counts }]) => rowOf(id, name, 'unit', counts)).toSorted((a, b) => b.due - a.due || a.name.localeCompare(b.name, 'zh'));

/** Headquarters itself, which mostly owes nothing, is in no list of units. */
function movesOf(judged: Judged[], value: ParameterValue, openStay: number): PolicyReplay['moves'] {
  const below = judged.length > 1 ? judged.slice(1) : judged;
  const keep = below.filter((each) => JSON.stringify(each.value) !== JSON.stringify(value));
  return { openStay, follow: below.length - keep.length, keep: keep.map(({ tenant, value: kept }) => ({ tenantId: tenant.id, tenantName: tenant.name, value: kept })) };
}
