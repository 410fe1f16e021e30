import { DataSource } from 'typeorm';
import type { TenantChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, migrate, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { Schemes } from './schemes.ts';
import { ScoreCard, ScoreScheme } from './scorecard.entity.ts';
import { Scorecards1700000000012 } from './scorecards.migration.ts';
import { Scorecards } from './scorecards.ts';
import type { SchemeItem } from './scorecards.rules.ts';

export const item = (key: string, weight: number, more: Partial<SchemeItem> = {}): SchemeItem => ({ key, name: { zh: `项目${key}`, en: key }, weight, kind: 'manual', ...more });
/** A month of a person: three fifths by the ledger, a fifth by sales, a fifth by hand. */
export const ITEMS = [item('ledger', 60, { kind: 'ledger', clauses: ['PF-13'] }), item('sales', 20, { kind: 'fact', fact: 'sales' }), item('attitude', 20)];
export const NOVEMBER = { label: '2026-11', from: '2026-11-01', to: '2026-11-30' };
export const NOW = '2026-12-03T02:00:00.000Z';

/** What the cards read of the ledger stands in a table of the same shape: the library owns none of its own. */
class Ledger {
  name = 'Ledger1700000000010';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query(`CREATE TABLE obligation (tenant_id uuid NOT NULL, id uuid NOT NULL, clause_id text NOT NULL, owner_user_id uuid, status text NOT NULL, due_at timestamptz, voided_by_calendar boolean NOT NULL, origin text NOT NULL, PRIMARY KEY (tenant_id, id))`);
  }
  async down(): Promise<void> {}
}

export class ScorecardHarness {
  readonly schemes = new Schemes();
  readonly cards = new Scorecards(new Directory(), this.schemes);

  private constructor(readonly source: DataSource, readonly database: TenantDatabase, private readonly clone: TestDatabase) {}

  static async start(): Promise<ScorecardHarness> {
    const clone = await testDatabase({ name: 'scorecards-test', migrate: async (owner) => void (await migrate('scorecards-test', owner, [Directory1700000000002, Ledger, Scorecards1700000000012])) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [ScoreScheme, ScoreCard], extra: { pipeline: true } }).initialize();
    return new ScorecardHarness(source, new TenantDatabase(source), clone);
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  async tenant(): Promise<Context> {
    const ctx = { ...systemContext(newId(), true), userId: newId(), userName: '何静' };
    await this.setClock(ctx, NOW, 1);
    return ctx;
  }

  setClock(ctx: Context, now: string, version: number): Promise<void> {
    const event: TenantChanged = { id: ctx.tenantId, version, name: '恒信通信', kind: 'company', parentId: null, path: [ctx.tenantId], sandbox: true, sandboxOf: null, clockOffsetMs: Date.parse(now) - Date.now(), zone: 'Asia/Shanghai', modules: [], status: 'active' };
    return this.write(ctx, (tx) => replicas.tenant(tx, event));
  }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }
  read<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.read(ctx, work); }

  publish(ctx: Context, items: SchemeItem[] = ITEMS, more: { scope?: string; effectiveFrom?: Date; basedOn?: number | null; settings?: Record<string, unknown> } = {}): Promise<ScoreScheme> {
    return this.write(ctx, (tx) => this.schemes.publish(tx, { kind: 'staff', items, reason: '首次', clauseId: 'PF-12', facts: ['sales'], ...more }));
  }

  open(ctx: Context, subjects: { id: string; name: string }[], period = NOVEMBER, scope = ''): Promise<ScoreCard[]> {
    return this.write(ctx, (tx) => this.cards.open(tx, { kind: 'staff', scope, period, subjects: subjects.map((s) => ({ ...s, unitId: ctx.tenantId })), clauseId: 'PF-12' }));
  }

  act<T>(ctx: Context, id: string, act: (tx: Tx, card: ScoreCard) => Promise<T>): Promise<T> {
    return this.write(ctx, async (tx) => act(tx, await this.cards.lock(tx, 'staff', id)));
  }

  /** An obligation of somebody, as the ledger would have it. */
  async owe(ctx: Context, ownerId: string, status: string, dueAt: string, more: { clause?: string; origin?: string; voided?: boolean } = {}): Promise<string> {
    const id = newId();
    await this.write(ctx, (tx) => tx.manager.query('INSERT INTO obligation VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [ctx.tenantId, id, more.clause ?? 'PF-13', ownerId, status, dueAt, more.voided ?? false, more.origin ?? 'live']));
    return id;
  }
}
