import { DataSource } from 'typeorm';
import { Money, newId } from '@luyue/kernel';
import { type Context, migrate, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { defineChart } from './chart.ts';
import type { Book } from './entries.rules.ts';
import { Ledger } from './ledger.ts';
import type { Discrepancy } from './ledger-checks.ts';
import { Ledger1700000000005 } from './ledger.migration.ts';

/** The books of a deal, as the tests keep them: money of the parties that a broker holds. */
export const chart = defineChart({
  bank: { side: 'debit' },
  held: { side: 'credit', floor: 0n, name: { zh: '代管房款', en: 'Held funds' } },
  commission: { side: 'credit', floor: 0n },
});
export type Code = keyof typeof chart;

export const AT = new Date('2026-04-30T07:00:00.000Z');
export const yuan = (text: string): Money => Money.parse(text);
export const deal = (): Book => ({ type: 'deal', id: newId() });

/** A database with a ledger, and words for what happens to the money of a deal. */
export class LedgerHarness {
  readonly ledger = new Ledger();
  private constructor(readonly source: DataSource, readonly database: TenantDatabase, readonly clone: TestDatabase) {}

  static async start(): Promise<LedgerHarness> {
    const clone = await testDatabase({ name: 'ledger-test', migrate: async (owner) => void (await migrate('ledger-test', owner, [Ledger1700000000005])) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
    return new LedgerHarness(source, new TenantDatabase(source), clone);
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  tenant(): Context { return { ...systemContext(newId(), false), userName: '赵出纳' }; }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }

  receive(ctx: Context, book: Book, amount: string, reference: string = newId()) {
    return this.write(ctx, (tx) => this.ledger.post(tx, chart, { book, kind: 'receipt', reference, at: AT, clause: 'PB-4.6', lines: [{ account: 'bank', debit: yuan(amount) }, { account: 'held', credit: yuan(amount) }] }));
  }

  payOut(ctx: Context, book: Book, amount: string, reference: string = newId()) {
    return this.write(ctx, (tx) => this.ledger.post(tx, chart, { book, kind: 'pay_out', reference, at: AT, clause: 'PB-4.7', lines: [{ account: 'held', debit: yuan(amount) }, { account: 'bank', credit: yuan(amount) }] }));
  }

  reverse(ctx: Context, entryId: string, reason = '记错了') { return this.write(ctx, (tx) => this.ledger.reverse(tx, entryId, reason)); }

  balances(ctx: Context, book: Book): Promise<Record<Code, string>> {
    return this.database.read(ctx, async (tx) => {
      const found = await this.ledger.balances(tx, chart, book);
      return { bank: found.bank.toString(), held: found.held.toString(), commission: found.commission.toString() };
    });
  }

  verify(ctx: Context): Promise<Discrepancy[]> { return this.database.read(ctx, (tx) => this.ledger.verify(tx)); }
}
