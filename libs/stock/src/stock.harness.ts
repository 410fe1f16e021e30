import { DataSource } from 'typeorm';
import { newId } from '@luyue/kernel';
import { type Context, migrate, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import type { Item, Movement, Place } from './movements.rules.ts';
import { Stock } from './stock.ts';
import type { StockDiscrepancy } from './stock-checks.ts';
import { StockGuards1700000000016 } from './stock-guards.migration.ts';
import { Stock1700000000015 } from './stock.migration.ts';

export const AT = new Date('2026-04-30T07:00:00.000Z');
export const SUPPLIER: Place = { type: 'supplier', id: null };
export const USED: Place = { type: 'used', id: null };
export const station = (): Place & { id: string } => ({ type: 'station', id: newId() });
export const part = (): Item => ({ type: 'spare_part', id: newId(), name: { zh: '电源板', en: 'Power board' } });

/** A database with a stock ledger, and words for what happens to spare parts. */
export class StockHarness {
  readonly stock = new Stock();
  private constructor(readonly source: DataSource, readonly database: TenantDatabase, readonly clone: TestDatabase) {}

  static async start(): Promise<StockHarness> {
    const clone = await testDatabase({ name: 'stock-test', migrate: async (owner) => void (await migrate('stock-test', owner, [Stock1700000000015, StockGuards1700000000016])) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
    return new StockHarness(source, new TenantDatabase(source), clone);
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  tenant(): Context { return { ...systemContext(newId(), false), userName: '钱库管' }; }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }

  move(ctx: Context, movement: Pick<Movement, 'item' | 'from' | 'to' | 'quantity'> & Partial<Movement>) {
    return this.write(ctx, (tx) => this.stock.move(tx, { kind: 'move', reference: newId(), at: AT, clause: 'OC-3.2.3a', ...movement }));
  }

  bring(ctx: Context, to: Place, item: Item, quantity: number, more: Partial<Movement> = {}) { return this.move(ctx, { item, from: SUPPLIER, to, quantity, kind: 'supply', ...more }); }

  use(ctx: Context, from: Place, item: Item, quantity: number, more: Partial<Movement> = {}) { return this.move(ctx, { item, from, to: USED, quantity, kind: 'use', ...more }); }

  reverse(ctx: Context, reference: string, reason = '记错了') { return this.write(ctx, (tx) => this.stock.reverse(tx, reference, reason)); }

  async held(ctx: Context, place: Place & { id: string }, item: Item): Promise<number> {
    const [held] = await this.database.read(ctx, (tx) => this.stock.balances(tx, { places: [place.id], items: [item.id] }));
    return held?.quantity ?? 0;
  }

  verify(ctx: Context): Promise<StockDiscrepancy[]> { return this.database.read(ctx, (tx) => this.stock.verify(tx)); }
}
