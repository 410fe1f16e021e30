import type { Books } from './oracle.ts';
import { verdict } from './verdict.ts';
import type { Witness } from './witness.ts';
import type { Work } from './work.ts';

const DUE = new Date('2026-11-24T08:00:00Z');
const event = (id: number, type: string, version: number, more = {}) => ({ id, event_id: `e${id}`, tenant_id: 't', type: `obligations.obligation.${type}.v1`, key: 'o', version, breached_at: null, percent: null, ...more });

/** A life of one obligation as it should be: opened, escalated, breached, met late. */
function order(): { books: Books; witness: { seen: Set<string>; arrived: Map<string, string[]> }; work: { acknowledged: Set<string>; refusals: string[] } } {
  const committed = [event(1, 'opened', 1), event(2, 'escalated', 2, { percent: 50 }), event(3, 'breached', 3, { breached_at: DUE }), event(4, 'met', 4, { breached_at: DUE })];
  return {
    books: {
      committed, attempts: [1, 2, 3, 4].map((version) => ({ obligation_id: 'o', version })), inbox: new Set(committed.map((e) => e.event_id)), outboxRows: 0, deadLetters: 0, cases: new Map([['case 1', 1]]), untold: 0,
      obligations: [{ id: 'o', tenant_id: 't', version: 4, status: 'met_late', due_at: DUE, breached_at: DUE, settled_at: DUE }], ledger: new Map([['o', { version: 4, status: 'met_late', breached_at: DUE }]]),
    },
    witness: { seen: new Set(committed.map((e) => e.event_id)), arrived: new Map([['o', committed.map((e) => e.event_id)]]) }, work: { acknowledged: new Set(['case 1']), refusals: [] },
  };
}

const judge = ({ books, witness, work }: ReturnType<typeof order>): string => verdict(books, witness as unknown as Witness, work as unknown as Work).join('\n');

test('order passes', () => expect(judge(order())).toBe(''));

test.each<[string, (of: ReturnType<typeof order>) => unknown, RegExp]>([
  ['an event that the consumer never took', ({ books }) => books.inbox.delete('e2'), /lost: .*escalated.* inbox/],
  ['an event that was never delivered', ({ witness }) => witness.seen.delete('e3'), /lost: .*breached.* never delivered/],
  ['an event out of nowhere', ({ books }) => books.inbox.add('e9'), /phantom/],
  ['an event that stays in the outbox', ({ books }) => { books.outboxRows = 1; }, /stuck/],
  ['a dead letter', ({ books }) => { books.deadLetters = 1; }, /dead letter/],
  ['an effect applied twice', ({ books }) => books.attempts.splice(2, 0, { obligation_id: 'o', version: 2 }), /twice: o version 2/],
  ['arrival in another order', ({ witness }) => witness.arrived.set('o', ['e1', 'e3', 'e2', 'e4']), /order: o arrived as/],
  ['an older state after a newer one', ({ books }) => books.attempts.reverse(), /order: version/],
  ['a breach told twice', ({ books, witness }) => { books.committed.push(event(5, 'breached', 4, { breached_at: DUE })); books.inbox.add('e5'); witness.seen.add('e5'); }, /breach: o .*told \[.*, /],
  ['a breach never told', ({ books }) => books.committed.splice(2, 1), /breach: o .*told \[\]/],
  ['a breach dated at the restart', ({ books }) => { books.committed[2]!.breached_at = new Date(); }, /breach: o/],
  ['an escalation told twice', ({ books }) => { books.committed[2]!.type = books.committed[1]!.type; books.committed[2]!.percent = 50; }, /escalation/],
  ['a due time that nobody looked at', ({ books }) => { books.untold = 1; }, /wait for the sweep/],
  ['an acknowledged case that is gone', ({ books }) => books.cases.clear(), /lost: case 1/],
  ['a case opened twice by a repeated request', ({ books }) => books.cases.set('case 1', 2), /twice: case 1/],
  ['a ledger that stopped early', ({ books }) => books.ledger.set('o', { version: 3, status: 'open', breached_at: DUE }), /ledger: o/],
])('found: %s', (_what, plant, expected) => {
  const of = order();
  plant(of);
  expect(judge(of)).toMatch(expected);
});
