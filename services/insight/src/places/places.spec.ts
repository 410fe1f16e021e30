import type { ObligationState } from '@luyue/contracts';
import { instantAt, localDay, newId } from '@luyue/kernel';
import { type Place, type Running, startInsight, stateOf } from '../insight.harness.ts';
import { Ledger } from '../ledger/ledger.service.ts';

let insight: Running;
let group: Awaited<ReturnType<Running['group']>>;
const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const apply = (place: Place, ...states: ObligationState[]): Promise<void> => insight.write(place, (tx) => insight.get(Ledger).apply(tx, states));
const due = (place: Place, at: number, more: Partial<ObligationState> = {}) => stateOf(place, { startedAt: new Date(at - HOUR).toISOString(), dueAt: new Date(at).toISOString(), at: new Date().toISOString(), ...more });
const ask = (place: Place, permissions: string[], units: 'all' | string[] = 'all') => insight.ask(place, 'places', { permissions, units });
const counts = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).body.items.map((each: any) => [each.tenantId, each.overdue, each.dueToday]);

beforeAll(async () => {
  insight = await startInsight('http');
  group = await insight.group();
  const { hq, north, south, other } = group;
  const [past, midnight] = [Date.now() - HOUR, instantAt(localDay(Date.now(), ZONE), '24:00', ZONE)];
  await apply(north, due(north, past), due(north, midnight), due(north, midnight + 1), due(north, past, { ownerUnitId: newId() }));
  // Not counted: settled, imported, paused.
  await apply(north, due(north, past, { status: 'met', settledAt: new Date(past).toISOString() }), due(north, past, { origin: 'import' }), due(north, past, { dueAt: null, pausedAt: new Date(past).toISOString() }));
  await apply(south, due(south, past));
  await apply(hq, due(hq, midnight));
  await apply(other, due(other, past));
}, 60_000);
afterAll(() => insight.stop());

test('PF-2 headquarters see each tenant below, the own first; 24:00 of today is today (R1)', async () => {
  const { hq, north, south } = group;
  expect(await counts(hq, ['insight.read'])).toEqual([[hq.id, 0, 1], [north.id, 2, 1], [south.id, 1, 0]]);
});

test('who only reads obligations sees the own tenant, at headquarters too; a role of some units sees those', async () => {
  const { hq, north, other } = group;
  expect(await counts(hq, ['obligation.read'])).toEqual([[hq.id, 0, 1]]);
  expect(await counts(north, ['obligation.read'])).toEqual([[north.id, 2, 1]]);
  expect(await counts(north, ['obligation.read'], [north.unitId])).toEqual([[north.id, 1, 1]]);
  expect(await counts(other, ['insight.read'])).toEqual([[other.id, 1, 0]]);
});

test('without a right to read obligations nothing is counted', async () => {
  expect(await ask(group.north, ['case.open'])).toMatchObject({ status: 403, body: { permission: 'obligation.read' } });
});
