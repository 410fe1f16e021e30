import { randomUUID } from 'node:crypto';
import { make, ObligationMet, ObligationPaused, TenantChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { systemContext } from '@luyue/platform';
import { until } from '@luyue/testing/service-stage';
import { type Place, type Running, startInsight, stateOf } from '../insight.harness.ts';
import { Ledger } from './ledger.service.ts';

let insight: Running;
let group: Awaited<ReturnType<Running['group']>>;
beforeAll(async () => {
  insight = await startInsight();
  group = await insight.group();
}, 60_000);
afterAll(() => insight.stop());

interface Row { version: number; status: string; standing: string; month: string; last_due_at: Date; owner_unit_name: string; owner_user_name: string | null; suspended: boolean }
const rowOf = async (place: Place, id: string): Promise<Row | undefined> => (await insight.database.read(systemContext(place.id, place.sandbox), (tx) => tx.sql<Row & Record<string, unknown>>({ name: 'spec_row', text: 'SELECT * FROM ledger_obligation WHERE id = $1' }, [id])))[0];
const apply = (place: Place, ...states: Parameters<Ledger['apply']>[1]): Promise<void> => insight.write(place, (tx) => insight.get(Ledger).apply(tx, states));

describe('PF-16 what the ledger keeps of an obligation', () => {
  test('owners by the names they have in their own tenant; unknown ones stay empty', async () => {
    const known = stateOf(group.north);
    const stranger = stateOf(group.north, { ownerUnitId: newId(), ownerUserId: newId() });
    await apply(group.north, known, stranger);
    expect(await rowOf(group.north, known.obligationId)).toMatchObject({ owner_unit_name: '城东客服中心', owner_user_name: '城东王磊', standing: 'open', month: '2026-11' });
    expect(await rowOf(group.north, stranger.obligationId)).toMatchObject({ owner_unit_name: '', owner_user_name: null });
  });

  test('an older version that arrives late changes nothing', async () => {
    const opened = stateOf(group.north);
    await apply(group.north, stateOf(group.north, { ...opened, version: 3, status: 'met', settledAt: '2026-11-10T07:00:00.000Z' }));
    await apply(group.north, stateOf(group.north, { ...opened, version: 2 }));
    expect(await rowOf(group.north, opened.obligationId)).toMatchObject({ version: 3, status: 'met', standing: 'in_time' });
  });

  test('several states of one obligation in one batch leave the newest', async () => {
    const opened = stateOf(group.north);
    await apply(group.north, opened, stateOf(group.north, { ...opened, version: 2, status: 'met_late', breachedAt: opened.dueAt, settledAt: '2026-11-10T09:00:00.000Z' }));
    expect(await rowOf(group.north, opened.obligationId)).toMatchObject({ version: 2, standing: 'late' });
  });

  test('R1: 24:00 of the last day of a month is that month, in the zone of the tenant', async () => {
    const [last, first] = [stateOf(group.north, { dueAt: '2026-11-30T16:00:00.000Z' }), stateOf(group.north, { dueAt: '2026-11-30T16:00:00.001Z' })];
    await apply(group.north, last, first);
    expect([(await rowOf(group.north, last.obligationId))!.month, (await rowOf(group.north, first.obligationId))!.month]).toEqual(['2026-11', '2026-12']);
    const berlin = await insight.tenant('Berlin', { zone: 'Europe/Berlin' });
    const same = stateOf(berlin, { dueAt: '2026-11-30T16:00:00.001Z' });
    await apply(berlin, same);
    expect((await rowOf(berlin, same.obligationId))!.month).toBe('2026-11');
  });

  test('R9: while paused it stays in the month of the last due time', async () => {
    const opened = stateOf(group.north, { clauseId: 'UC-7.4', dueAt: '2026-11-30T15:00:00.000Z' });
    await apply(group.north, opened);
    await apply(group.north, make(ObligationPaused, { ...opened, version: 2, dueAt: null, pausedAt: '2026-11-30T14:00:00.000Z', pauseReason: '没人在' }));
    expect(await rowOf(group.north, opened.obligationId)).toMatchObject({ month: '2026-11', due_at: null, last_due_at: new Date('2026-11-30T15:00:00.000Z') });
    await apply(group.north, make(ObligationPaused, { ...opened, version: 3, dueAt: '2026-12-02T03:00:00.000Z', pausedAt: null }));
    expect((await rowOf(group.north, opened.obligationId))!.month).toBe('2026-12');
  });

  test('R26: a breach of a suspended time stays marked after the resumption, and only that one', async () => {
    const place = await insight.tenant('停用的', { status: 'suspended' });
    const [before, during] = [stateOf(place, { breachedAt: null }), stateOf(place, { version: 2, breachedAt: '2026-11-10T08:00:00.000Z' })];
    await apply(place, before, during);
    await insight.write(place, (tx) => replicas.tenant(tx, make(TenantChanged, { id: place.id, version: 2, name: '停用的', kind: 'company', parentId: null, path: place.path, sandbox: false, sandboxOf: null, clockOffsetMs: 0, zone: 'Asia/Shanghai', modules: place.modules, status: 'active' })));
    const late = { status: 'met_late' as const, settledAt: '2026-11-11T08:00:00.000Z', breachedAt: '2026-11-10T08:00:00.000Z' };
    await apply(place, stateOf(place, { ...before, version: 2, ...late }), stateOf(place, { ...during, version: 3, ...late }));
    expect([(await rowOf(place, before.obligationId))!.suspended, (await rowOf(place, during.obligationId))!.suspended]).toEqual([false, true]);
  });
});

describe('PF-2, PF-4 whose rows they are', () => {
  test('a transaction of a sibling, of headquarters without its subtree, or of a stranger shows nothing', async () => {
    const opened = stateOf(group.north);
    await apply(group.north, opened);
    for (const place of [group.south, group.hq, group.other]) expect(await rowOf(place, opened.obligationId)).toBeUndefined();
    const subtree = (of: Place, tenants: string[]) => insight.database.readSubtree(systemContext(of.id, false), tenants, (tx) => tx.sql({ name: 'spec_row', text: 'SELECT * FROM ledger_obligation WHERE id = $1' }, [opened.obligationId]));
    expect(await subtree(group.hq, [group.north.id])).toHaveLength(1);
  });

  test('the same id in two tenants is two obligations', async () => {
    const mine = stateOf(group.north);
    await apply(group.north, mine);
    await apply(group.other, stateOf(group.other, { ...mine, version: 9, status: 'cancelled' }));
    expect(await rowOf(group.north, mine.obligationId)).toMatchObject({ version: 1, status: 'open' });
  });
});

describe('fed by events', () => {
  test('what is published is seen, once, however often it is sent', async () => {
    const opened = stateOf(group.south);
    const met = make(ObligationMet, { ...opened, version: 2, status: 'met', settledAt: '2026-11-10T07:00:00.000Z', at: '2026-11-10T07:00:00.000Z' });
    const ids = [randomUUID(), randomUUID()];
    await insight.publish(group.south, [opened, met], ids);
    await until(() => rowOf(group.south, opened.obligationId), (row) => row?.status === 'met');
    // A replay of the first event as a new one is older than what is known; the same ids are not even looked at.
    await insight.publish(group.south, [opened, met], ids);
    await insight.publish(group.south, [opened]);
    const last = stateOf(group.south);
    await insight.publish(group.south, [last]);
    await until(() => rowOf(group.south, last.obligationId), (row) => row !== undefined);
    expect(await rowOf(group.south, opened.obligationId)).toMatchObject({ status: 'met', version: 2 });
  });

  test('an event of the wrong shape becomes a dead letter, and what follows is applied', async () => {
    await insight.publish(group.south, [stateOf(group.south, { status: 'lost' as never })]);
    const next = stateOf(group.south);
    await insight.publish(group.south, [next]);
    await until(() => rowOf(group.south, next.obligationId), (row) => row !== undefined);
    const dead = await until(() => insight.database.read(systemContext(group.south.id, false), (tx) => tx.sql<{ reason: string }>({ name: 'spec_dead', text: 'SELECT reason FROM dead_letter' })), (rows) => rows.length === 1);
    expect(dead[0]!.reason).toContain('status');
  });
});
