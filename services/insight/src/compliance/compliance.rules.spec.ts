import { add, biggestChanges, type Count, CountIndex, deviations, monthsUntil, rateOf, reportedIds, rowsOf, tallyOf } from './compliance.rules.ts';

const GAS = new Set(['utility-care']);
const count = (more: Partial<Count> = {}): Count => ({ tenantId: 'east', clauseId: 'UC-7.3a', month: '2026-11', standing: 'in_time', origin: 'live', suspended: false, voided: false, n: 1, ...more });

test('the rate is what was in time of what was due: running clocks are not in it, and nothing due is no rate', () => {
  const tally = tallyOf([count({ n: 7 }), count({ standing: 'late', n: 2 }), count({ standing: 'open', n: 6 }), count({ standing: 'overdue' })]);
  expect(tally).toMatchObject({ inTime: 7, late: 2, missed: 3, running: 5 });
  expect(rateOf(tally)).toBeCloseTo(0.7);
  expect(rateOf(tallyOf([count({ standing: 'open', n: 5 })]))).toBeNull();
});

test.each([
  ['R12 waived after the breach', { standing: 'waived_after_breach' }, { waivedAfterBreach: 4 }], ['R12 cancelled after the breach', { standing: 'cancelled_after_breach' }, { cancelledAfterBreach: 4 }],
  ['waived before it', { standing: 'waived' }, { waived: 4 }], ['cancelled before it', { standing: 'cancelled' }, { cancelled: 4 }],
  ['R6 imported', { standing: 'late', origin: 'import' }, { imported: 4 }], ['R26 breached while suspended', { standing: 'late', suspended: true }, { suspended: 4 }],
])('%s is counted apart and judged in no rate', (_what, more, apart) => {
  const tally = tallyOf([count({ ...more, n: 4 })]);
  expect(tally).toMatchObject({ inTime: 0, missed: 0, ...apart });
  expect(rateOf(tally)).toBeNull();
});

test('an imported clock past its due time is judged no more than an imported fulfilment', () => {
  expect(tallyOf([count({ standing: 'open', origin: 'import', n: 3 }), count({ standing: 'overdue', origin: 'import', n: 2 })])).toMatchObject({ imported: 3, missed: 0, running: 0 });
});

test('R18: a voided breach is shown, and the fulfilment by the new due time counts', () => {
  expect(tallyOf([count({ voided: true })])).toMatchObject({ inTime: 1, missed: 0, voided: 1 });
});

test('the months up to one, over the turn of the year', () => {
  expect(monthsUntil('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsUntil('2026-11', 1)).toEqual(['2026-11']);
});

test('clauses of kind obligation only, and none of the product rules', () => {
  expect(reportedIds).toContain('UC-7.3a');
  expect(reportedIds).not.toContain('UC-6');
  expect(reportedIds.filter((id) => id.startsWith('PF-'))).toEqual([]);
  const index = new CountIndex([count({ clauseId: 'PF-13', n: 9 }), count()]);
  expect(index.of('all', 'all', '2026-11').inTime).toBe(1);
});

test('rows are what is implemented, and what has data all the same', () => {
  const without = rowsOf(new CountIndex([]), GAS).map((c) => c.id);
  expect(without).toContain('UC-7.3a');
  expect(without).not.toContain('UC-7.2b');
  expect(rowsOf(new CountIndex([count({ clauseId: 'UC-7.2b' })]), GAS).map((c) => c.id)).toContain('UC-7.2b');
});

test('PF-3 a rulebook that nobody in sight has subscribed to has no rows, unless something of it was owed', () => {
  const regulations = (index: CountIndex, ...modules: string[]) => [...new Set(rowsOf(index, new Set(modules)).map((c) => c.regulation))];
  expect(regulations(new CountIndex([]), 'property-brokerage')).toEqual(['property-brokerage']);
  expect(regulations(new CountIndex([]), 'property-brokerage', 'utility-care')).toEqual(['utility-care', 'property-brokerage']);
  expect(rowsOf(new CountIndex([count()]), new Set(['property-brokerage'])).map((c) => c.id)).toContain('UC-7.3a');
});

test('a cell carries its six months; a month without anything is a gap and not a zero', () => {
  const index = new CountIndex([count(), count({ month: '2026-09', standing: 'late' }), count({ tenantId: 'west', standing: 'late' })]);
  const months = monthsUntil('2026-11', 3);
  expect(index.cell('UC-7.3a', { id: 'east', of: 'east' }, '2026-11', months)).toMatchObject({ columnId: 'east', total: 1, inTime: 1, rate: 1, series: [0, null, 1] });
  expect(index.cell('UC-7.3a', { id: 'all', of: 'all' }, '2026-11', months)).toMatchObject({ total: 2, rate: 0.5 });
});

test('the biggest changes are those of units with something due in both months, the greatest first', () => {
  const columns = [{ id: 'all', name: '', kind: 'all' as const }, { id: 'east', name: '', kind: 'tenant' as const }, { id: 'west', name: '', kind: 'tenant' as const }];
  const counts = [
    count({ month: '2026-10', n: 10 }), count({ n: 8 }), count({ standing: 'late', n: 2 }),
    count({ tenantId: 'west', month: '2026-10', n: 5 }), count({ tenantId: 'west', month: '2026-10', standing: 'late', n: 5 }), count({ tenantId: 'west', n: 10 }),
    count({ clauseId: 'UC-7.3b', standing: 'late', n: 10 }),
  ];
  const index = new CountIndex(counts);
  const changes = biggestChanges(index, rowsOf(index, GAS), columns, '2026-11', '2026-10');
  expect(changes.map((c) => [c.clauseId, c.columnId, Math.round(c.delta * 100)])).toEqual([['UC-7.3a', 'west', 50], ['UC-7.3a', 'east', -20]]);
});

test('R14: waivers of clauses "in principle" are the deviations of the month', () => {
  expect(deviations([count({ standing: 'waived', n: 2 }), count({ standing: 'waived_after_breach' }), count({ standing: 'waived', month: '2026-10' }), count({ clauseId: 'UC-7.4', standing: 'waived' })], '2026-11')).toBe(3);
});

test('adding never loses a standing', () => {
  const standings = ['open', 'in_time', 'late', 'waived', 'waived_after_breach', 'cancelled', 'cancelled_after_breach'];
  const sum = standings.map((standing) => add(tallyOf([]), count({ standing }))).map((t) => t.inTime + t.missed + t.running + t.waived + t.cancelled + t.waivedAfterBreach + t.cancelledAfterBreach);
  expect(sum).toEqual(standings.map(() => 1));
});
