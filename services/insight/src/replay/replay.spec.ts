import type { ObligationState } from '@luyue/contracts';
import { make, PolicyPublished } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { type Place, type Running, startInsight, stateOf } from '../insight.harness.ts';
import { Ledger } from '../ledger/ledger.service.ts';

const KEY = 'uc.fault.network.handleHours';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let insight: Running;
let group: Awaited<ReturnType<Running['group']>>;
const at = (offsetMs: number): string => new Date(Date.now() + offsetMs).toISOString();
const apply = (place: Place, ...states: ObligationState[]): Promise<void> => insight.write(place, (tx) => insight.get(Ledger).apply(tx, states));

/** Started `before` ago under 6 hours and met after `took` hours, or still open. */
function ran(place: Place, took: number | null, { before = 2 * DAY, ...more }: Partial<ObligationState> & { before?: number } = {}): ObligationState {
  const late = took === null || took > 6;
  return stateOf(place, {
    startedAt: at(-before), dueAt: at(6 * HOUR - before), riskAt: at(5 * HOUR - before), at: at(-1_000), status: took === null ? 'open' : late ? 'met_late' : 'met',
    ...(took !== null && { settledAt: at(took * HOUR - before), settledBy: '王磊' }), ...(late && before > 6 * HOUR && { breachedAt: at(6 * HOUR - before) }), ...more,
  });
}

async function publish(place: Place, value: number, origin: 'own' | 'headquarters', mayTighten = true): Promise<void> {
  await insight.write(place, (tx) => replicas.policy(tx, make(PolicyPublished, { streamId: `${place.id}/${KEY}`, key: KEY, version: 1, value: { value }, effectiveFrom: at(-DAY), origin, mayTighten, setBy: '城西', reason: '自加压力' })));
}

const ask = (place: Place, query: string, permissions = ['policy.write'], units: 'all' | string[] = 'all') => insight.ask(place, `policy-replay?${query}`, { permissions, units });
const replay = async (place: Place, value: number | string, more = '') => (await ask(place, `key=${KEY}&value=${value}${more}`)).body;

beforeAll(async () => {
  insight = await startInsight('http');
  group = await insight.group();
  const { north, south, twin, other } = group;
  await apply(north, ran(north, 3), ran(north, 5), ran(north, 7), ran(north, null), ran(north, null, { before: HOUR }));
  // Not judged: imported, waived, of another parameter, due before the window.
  await apply(north, ran(north, 5, { origin: 'import' }), ran(north, 5, { status: 'waived' }), ran(north, 5, { parameterKey: 'uc.fault.network.repairHours' }), ran(north, 5, { before: 91 * DAY }));
  await apply(south, ran(south, 5), ran(south, 2));
  await publish(south, 3, 'own');
  await apply(twin, ran(twin, 5));
  await apply(other, ran(other, 5), ran(other, 5), ran(other, 5));
}, 60_000);
afterAll(() => insight.stop());

describe('PF-11 the replay of a value', () => {
  test('of one tenant by org unit: due, in time before and after, newly late', async () => {
    const body = await replay(group.other, 4);
    expect(body).toMatchObject({
      key: KEY, value: 4, days: 90, complete: true, total: { due: 3, inTimeBefore: 3, inTimeAfter: 0, newlyLate: 3, noLongerLate: 0, runningAfter: 0, rateBefore: 1, rateAfter: 0 },
      rows: [{ id: group.other.unitId, name: '外地燃气客服中心', kind: 'unit', due: 3, newlyLate: 3 }], moves: { openStay: 0, follow: 1, keep: [] },
    });
    expect(Date.parse(body.until) - Date.parse(body.from)).toBe(90 * DAY);
  });

  test('PF-2: of headquarters by subsidiary; a tighter own value stays, so that nothing of that unit moves', async () => {
    const { hq, north, south } = group;
    const body = await replay(hq, 4, '&mayTighten=true');
    expect(body.rows).toEqual([
      expect.objectContaining({ id: north.id, name: '城东', kind: 'tenant', due: 4, inTimeBefore: 2, inTimeAfter: 1, newlyLate: 1, noLongerLate: 0, rateBefore: 0.5, rateAfter: 0.25 }),
      expect.objectContaining({ id: south.id, name: '城西', kind: 'tenant', due: 2, inTimeBefore: 2, inTimeAfter: 2, newlyLate: 0 }),
    ]);
    expect(body.total).toMatchObject({ due: 6, inTimeBefore: 4, inTimeAfter: 3, newlyLate: 1 });
    expect(body.moves).toEqual({ openStay: 2, follow: 1, keep: [{ tenantId: south.id, tenantName: '城西', value: 3 }] });
  });

  test('R19: locked, the release puts the tighter own value aside', async () => {
    const body = await replay(group.hq, 4);
    expect(body.total).toMatchObject({ due: 6, inTimeAfter: 2, newlyLate: 2 });
    expect(body.moves).toMatchObject({ follow: 2, keep: [] });
  });

  test('a looser value: what was late comes in time, and what would not be due yet is in no rate', async () => {
    const { north } = group;
    expect((await replay(north, 8)).total).toMatchObject({ due: 4, inTimeBefore: 2, inTimeAfter: 3, newlyLate: 0, noLongerLate: 1, runningAfter: 0, rateAfter: 0.75 });
    expect((await replay(north, 72)).total).toMatchObject({ due: 4, inTimeAfter: 3, noLongerLate: 2, runningAfter: 1, rateAfter: 1 });
  });

  test('an agreed window stays as agreed, whatever the value', async () => {
    const place = await insight.tenant('约定燃气');
    const dueAt = at(-DAY);
    const explanation = { ...stateOf(place).explanation, pauses: [], replacements: [{ at: at(-2 * DAY), dueAt, agreedBy: '陈静', channel: 'phone', previousDueAt: null }] };
    await apply(place, ran(place, 5, { dueAt, settledAt: dueAt, status: 'met', explanation } as never));
    expect((await replay(place, 1)).total).toMatchObject({ due: 1, inTimeBefore: 1, inTimeAfter: 1, newlyLate: 0 });
  });

  test('a row of before, without its clock facts beside it, is judged by its explanation', async () => {
    const place = await insight.tenant('旧账燃气');
    const dueAt = at(-DAY);
    await apply(place, ran(place, 5, { dueAt, settledAt: dueAt, status: 'met', explanation: { replacements: [{ at: at(-2 * DAY), dueAt, agreedBy: '陈静', channel: 'phone', previousDueAt: null }] } } as never), ran(place, 5));
    await insight.write(place, (tx) => tx.sql({ name: 'spec_forget', text: 'UPDATE ledger_obligation SET clock_facts = NULL WHERE tenant_id = $1' }, [place.id]));
    expect((await replay(place, 1)).total).toMatchObject({ due: 2, inTimeBefore: 2, inTimeAfter: 1, newlyLate: 1 });
  });

  test('nothing of a sister, of headquarters or of a stranger', async () => {
    const { north, south, twin } = group;
    for (const [place, due] of [[north, 4], [south, 2], [twin, 1]] as const) {
      const body = await replay(place, 5);
      expect([body.total.due, body.rows.map((row: { id: string }) => row.id)]).toEqual([due, [place.unitId]]);
    }
  });

  test('whoever may not publish may not ask; what cannot be replayed is refused by name', async () => {
    const { hq, north } = group;
    expect(await ask(hq, `key=${KEY}&value=4`, ['insight.read', 'policy.read'])).toMatchObject({ status: 403, body: { permission: 'policy.write' } });
    expect(await ask(north, `key=${KEY}&value=4`, ['policy.write'], [north.unitId])).toMatchObject({ status: 403, body: { permission: 'policy.write' } });
    expect((await ask(hq, 'key=uc.no.such&value=4')).status).toBe(404);
    for (const [query, code] of [[`key=${KEY}&value=0`, 'policy_out_of_bounds'], [`key=${KEY}&value=bald`, 'policy_out_of_bounds'], ['key=uc.callback.rate.repair&value=30', 'not_replayable'], ['key=uc.fault.network.major.repairHours&value=30', 'not_replayable']] as const) {
      expect(await ask(hq, query)).toMatchObject({ status: 422, body: { code, clause: 'PF-11' } });
    }
    expect((await ask(hq, 'value=4')).body.errors).toMatchObject([{ field: 'key' }]);
  });
});
