import fc from 'fast-check';
import { Money } from '@luyue/kernel';
import { Problem } from '@luyue/platform';
import { AT, chart, type Code, deal, LedgerHarness } from './ledger.harness.ts';

type Step = { do: 'post'; from: Code; to: Code; fen: number } | { do: 'reverse'; which: number };

const CODES = Object.keys(chart) as Code[];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('post' as const), from: fc.constantFrom(...CODES), to: fc.constantFrom(...CODES), fen: fc.integer({ min: 1, max: 50_000 }) }).filter((s) => s.from !== s.to) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(20) }) },
);

/** What the books should say: balances by account on its own side, and what was posted. */
class Model {
  readonly balances = Object.fromEntries(CODES.map((code) => [code, 0])) as Record<Code, number>;
  readonly posted: { debit: Code; credit: Code; fen: number; id: string; reversed: boolean; isReversal: boolean }[] = [];

  /** False where an account would fall below its floor; nothing is moved then. */
  move(debit: Code, credit: Code, fen: number): boolean {
    const next = { ...this.balances };
    next[debit] += chart[debit].side === 'debit' ? fen : -fen;
    next[credit] += chart[credit].side === 'debit' ? -fen : fen;
    if (CODES.some((code) => chart[code].floor !== undefined && next[code] < Number(chart[code].floor))) return false;
    Object.assign(this.balances, next);
    return true;
  }
}

let here: LedgerHarness;
beforeAll(async () => { here = await LedgerHarness.start(); }, 60_000);
afterAll(() => here.stop());

test('whatever is posted and reversed, the books are those of a simple model and verify', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
    const [ctx, book, model] = [here.tenant(), deal(), new Model()];
    for (const [i, s] of steps.entries()) {
      if (s.do === 'post') {
        const fits = model.move(s.to, s.from, s.fen);
        const amount = Money.ofFen(s.fen);
        const done = await here.write(ctx, (tx) => here.ledger.post(tx, chart, { book, kind: 'random', reference: `${i}`, at: AT, clause: 'PB-4.7', lines: [{ account: s.to, debit: amount }, { account: s.from, credit: amount }] })).catch((error: unknown) => error);
        expect(done instanceof Problem ? done.options.code : 'posted').toBe(fits ? 'posted' : 'insufficient');
        if (fits) model.posted.push({ debit: s.to, credit: s.from, fen: s.fen, id: (done as { id: string }).id, reversed: false, isReversal: false });
      } else {
        const target = model.posted[s.which % Math.max(1, model.posted.length)];
        if (!target) continue;
        const expected = target.isReversal ? 'reversal_reversed' : target.reversed ? 'already_reversed' : model.move(target.credit, target.debit, target.fen) ? 'posted' : 'insufficient';
        const done = await here.reverse(ctx, target.id).catch((error: unknown) => error);
        expect(done instanceof Problem ? done.options.code : 'posted').toBe(expected);
        if (expected !== 'posted') continue;
        target.reversed = true;
        model.posted.push({ debit: target.credit, credit: target.debit, fen: target.fen, id: (done as { id: string }).id, reversed: false, isReversal: true });
      }
    }
    expect(await here.balances(ctx, book)).toEqual(Object.fromEntries(CODES.map((code) => [code, Money.ofFen(model.balances[code]).toString()])));
    expect(await here.verify(ctx)).toEqual([]);
  }), { numRuns: 30 });
}, 60_000);
