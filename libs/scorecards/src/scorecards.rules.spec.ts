import { average, cardMoves, type LedgerLine, ranks, schemeFaults, type SchemeItem, shareInTime, totalOf } from './scorecards.rules.ts';

const item = (key: string, weight: number, more: Partial<SchemeItem> = {}): SchemeItem => ({ key, name: { zh: key, en: key }, weight, kind: 'manual', ...more });
const known = { clause: (id: string) => id.startsWith('PF-'), fact: (name: string) => name === 'sales' };
const faults = (...items: SchemeItem[]) => schemeFaults(items, known).map((f) => `${f.field} ${f.code}`);

describe('a scheme', () => {
  test.each([[[60, 40], []], [[33.33, 33.33, 33.34], []], [[0.1, 0.2, 99.7], []], [[60, 40.01], ['items weights_sum']], [[99.99], ['items weights_sum']], [[33.333, 66.667], ['items.0.weight weight', 'items.1.weight weight']], [[0, 100], ['items.0.weight weight']], [[-10, 110], ['items.0.weight weight']]])(
    'weights %j: %j', (weights, expected) => expect(faults(...weights.map((w, i) => item(`k${i}`, w)))).toEqual(expected),
  );

  test('says both the sum that there is and the one that there should be', () => {
    expect(schemeFaults([item('a', 60), item('b', 30)], known)[0]!.message).toEqual({ zh: '各项权重合计是 90，应正好是 100', en: 'the weights sum to 90, and should be exactly 100' });
  });

  test('an item of the ledger names clauses that there are, a figure is one that the room computes, a key stands once', () => {
    expect(faults(item('a', 30, { kind: 'ledger' }), item('b', 30, { kind: 'ledger', clauses: ['PF-13', 'XX-1' as never] }), item('c', 20, { kind: 'fact', fact: 'weather' }), item('c', 20, { kind: 'fact', fact: 'sales' }))).toEqual(
      ['items.0.clauses required', 'items.1.clauses.1 unknown_clause', 'items.2.fact unknown_fact', 'items.3.key duplicate']);
  });
});

const line = (inTime: boolean): LedgerLine => ({ id: 'x', clauseId: 'PF-13', status: inTime ? 'met' : 'open', dueAt: '', inTime });
test('the share in time has two decimals; nothing owed is no share', () => {
  expect([shareInTime([]), shareInTime([line(true)]), shareInTime([line(true), line(false), line(true)]), shareInTime([line(false)])]).toEqual([null, 100, 66.67, 0]);
});

test('a total is the weighted mean of what has a score, less the deductions, between 0 and 100 with two decimals', () => {
  const off = (points: number, lifted = false) => ({ points, lifted: lifted ? { by: '', at: '', reason: '' } : null });
  expect(totalOf([{ weight: 60, score: 82.5 }, { weight: 40, score: 90 }], [])).toBe(85.5);
  expect(totalOf([{ weight: 33.33, score: 100 }, { weight: 33.33, score: 100 }, { weight: 33.34, score: 0 }], [])).toBe(66.66);
  // Nothing to go by: the others share its weight.
  expect(totalOf([{ weight: 60, score: 80 }, { weight: 40, score: null }], [])).toBe(80);
  expect(totalOf([{ weight: 100, score: null }], [off(5)])).toBeNull();
  expect(totalOf([{ weight: 100, score: 61 }], [off(1.01), off(50, true)])).toBe(59.99);
  expect(totalOf([{ weight: 100, score: 3 }], [off(5)])).toBe(0);
});

test('an average takes the periods scored, at least so many, with two decimals', () => {
  expect([average([80, 85, null], 2), average([80, null, null], 2), average([88.33, 90, 91.12], 2), average([], 0)]).toEqual([82.5, null, 89.82, null]);
});

test('ties share a rank and the next one counts on; without a score there is no rank', () => {
  const list = [{ n: 88.5 }, { n: 91 }, { n: 88.5 }, { n: null }, { n: 60 }, { n: 91 }];
  expect([...ranks(list, (l) => l.n).values()]).toEqual([3, 1, 3, null, 5, 1]);
});

test('a card is appealed against once, after it was closed', () => {
  expect(Object.entries(cardMoves).filter(([, to]) => to.includes('appealed')).map(([from]) => from)).toEqual(['closed', 'published']);
  expect([cardMoves.decided, cardMoves.draft]).toEqual([[], ['closed']]);
});
