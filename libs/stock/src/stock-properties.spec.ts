import fc from 'fast-check';
import { Problem } from '@luyue/platform';
import type { Place } from './movements.rules.ts';
import { AT, part, station, StockHarness, SUPPLIER, USED } from './stock.harness.ts';

type Step = { do: 'move'; from: number; to: number; quantity: number; units: number[] } | { do: 'reverse'; which: number };

const UNITS = 6;
const place = fc.integer({ min: 0, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('move' as const), from: place, to: place, quantity: fc.integer({ min: 1, max: 20 }), units: fc.uniqueArray(fc.nat(UNITS - 1), { minLength: 1, maxLength: 3 }) }).filter((s) => s.from !== s.to && s.from + s.to > 1) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reverse' as const), which: fc.nat(20) }) },
);
const steps = fc.array(step, { minLength: 1, maxLength: 16 });

interface Posted { from: number; to: number; quantity: number; units: string[] | undefined; reference: string; reversed: boolean; isReversal: boolean }

let here: StockHarness;
beforeAll(async () => { here = await StockHarness.start(); }, 60_000);
afterAll(() => here.stop());

/** Places 0 and 1 are the world outside; what three stations hold is a plain count, or a plain set of units. */
async function agrees(sequence: Step[], serial: boolean): Promise<void> {
  const [ctx, item, stations] = [here.tenant(), part(), [station(), station(), station()]];
  const places: Place[] = [SUPPLIER, USED, ...stations];
  const count = places.map(() => 0);
  const where = new Map<string, number>();
  const posted: Posted[] = [];
  /** Moves in the model; false where it cannot be. */
  const move = (from: number, to: number, quantity: number, units?: string[]): boolean => {
    if (from > 1 && count[from]! < quantity) return false;
    if (units?.some((u) => (from > 1 ? where.get(u) !== from : (where.get(u) ?? from) !== from))) return false;
    count[from]! -= quantity;
    count[to]! += quantity;
    for (const unit of units ?? []) where.set(unit, to);
    return true;
  };
  for (const [i, s] of sequence.entries()) {
    if (s.do === 'move') {
      const units = serial ? s.units.map((u) => `SN${u}`) : undefined;
      const quantity = units?.length ?? s.quantity;
      const fits = move(s.from, s.to, quantity, units);
      const done = await here.move(ctx, { item, from: places[s.from]!, to: places[s.to]!, quantity, serials: units, reference: `${i}`, at: AT }).catch((error: unknown) => error);
      expect(done instanceof Problem ? ['insufficient', 'serials'].includes(done.options.code) : (done as { reference?: string }).reference !== undefined).toBe(true);
      expect(!(done instanceof Problem)).toBe(fits);
      if (fits) posted.push({ from: s.from, to: s.to, quantity, units, reference: (done as { reference: string }).reference, reversed: false, isReversal: false });
    } else {
      const target = posted[s.which % Math.max(1, posted.length)];
      if (!target) continue;
      const expected = target.isReversal ? 'reversal_reversed' : target.reversed ? 'already_reversed' : move(target.to, target.from, target.quantity, target.units) ? 'moved' : 'refused';
      const done = await here.reverse(ctx, target.reference).catch((error: unknown) => error);
      const code = done instanceof Problem ? done.options.code : 'moved';
      expect(['insufficient', 'serials'].includes(code) ? 'refused' : code).toBe(expected);
      if (expected !== 'moved') continue;
      target.reversed = true;
      posted.push({ ...target, from: target.to, to: target.from, reference: (done as { reference: string }).reference, reversed: false, isReversal: true });
    }
  }
  expect(await Promise.all(stations.map((s) => here.held(ctx, s, item)))).toEqual(count.slice(2));
  if (serial) {
    for (const [i, s] of stations.entries()) expect(await here.database.read(ctx, (tx) => here.stock.serialsAt(tx, s.id, item.id))).toEqual([...where].flatMap(([unit, at]) => (at === i + 2 ? [unit] : [])).sort());
  }
  expect(await here.verify(ctx)).toEqual([]);
}

test('whatever is moved and reversed, the stock is that of a simple model and verifies', async () => {
  await fc.assert(fc.asyncProperty(steps, (sequence) => agrees(sequence, false)), { numRuns: 25 });
}, 60_000);

test('and so it is with units that have numbers', async () => {
  await fc.assert(fc.asyncProperty(steps, (sequence) => agrees(sequence, true)), { numRuns: 25 });
}, 60_000);
