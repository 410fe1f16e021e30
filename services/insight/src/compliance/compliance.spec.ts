import type { ObligationState } from '@luyue/contracts';
import { type Place, type Running, startInsight, stateOf } from '../insight.harness.ts';
import { Ledger } from '../ledger/ledger.service.ts';
import type { ComplianceCell } from './compliance.views.ts';

let insight: Running;
let group: Awaited<ReturnType<Running['group']>>;
const HOUR = 3_600_000;
const at = (offsetMs: number): string => new Date(Date.now() + offsetMs).toISOString();
const monthOf = (instant: string): string => new Date(Date.parse(instant) + 8 * HOUR - 1).toISOString().slice(0, 7);
// Times a day apart from now can fall into the month before: the figures are asked for the month of the due time itself.
const DUE = at(-HOUR);
const MONTH = monthOf(DUE);
const due = (place: Place, more: Partial<ObligationState> = {}) => stateOf(place, { startedAt: at(-7 * HOUR), dueAt: DUE, riskAt: at(-2 * HOUR), at: at(-1_000), ...more });
const met = { status: 'met', settledAt: at(-2 * HOUR), settledBy: '王磊' } as const;
const late = { status: 'met_late', breachedAt: DUE, settledAt: at(-HOUR / 2), settledBy: '王磊' } as const;
const apply = (place: Place, ...states: ObligationState[]): Promise<void> => insight.write(place, (tx) => insight.get(Ledger).apply(tx, states));
const cellOf = (page: any, clauseId: string, columnId: string): ComplianceCell => page.rows.find((r: any) => r.clauseId === clauseId).cells.find((c: ComplianceCell) => c.columnId === columnId);

let overdue: ObligationState;
beforeAll(async () => {
  insight = await startInsight('http');
  group = await insight.group();
  const { north, south, twin, other } = group;
  overdue = due(north, { breachedAt: DUE, subjectNumber: 'SL-OVERDUE' });
  await apply(north, due(north, met), due(north, met), due(north, late), overdue, due(north, { dueAt: at(HOUR), riskAt: at(-1_000) }));
  await apply(north, due(north, { status: 'waived', settledAt: at(-2 * HOUR), approver: '主管' }), due(north, { status: 'waived', breachedAt: DUE, settledAt: at(-1_000), approver: '主管' }), due(north, { ...late, origin: 'import' }), due(north, { clauseId: 'PF-13', ...late }));
  await apply(south, due(south, met), due(south, { clauseId: 'UC-7.4', dueAt: null, pausedAt: DUE, pauseReason: '没人在' }));
  await apply(twin, due(twin, late));
  await apply(other, due(other, late), due(other, late));
}, 60_000);
afterAll(() => insight.stop());

describe('PF-16 the matrix', () => {
  test('headquarters see the rate of the group and of each subsidiary, of live tenants only', async () => {
    const { hq, north, south } = group;
    const { status, body } = await insight.ask(hq, `compliance?month=${MONTH}`);
    expect(status).toBe(200);
    expect(body.columns).toEqual([{ id: 'all', name: '江州燃气集团', kind: 'all' }, { id: north.id, name: '城东', kind: 'tenant' }, { id: south.id, name: '城西', kind: 'tenant' }]);
    expect(cellOf(body, 'UC-7.3a', north.id)).toMatchObject({ total: 4, inTime: 2, rate: 0.5, waivedAfterBreach: 1, imported: 1 });
    expect(cellOf(body, 'UC-7.3a', south.id)).toMatchObject({ total: 1, inTime: 1, rate: 1 });
    expect(cellOf(body, 'UC-7.3a', 'all')).toMatchObject({ total: 5, inTime: 3, rate: 0.6 });
    expect(cellOf(body, 'UC-7.3b', north.id)).toMatchObject({ total: 0, rate: null });
    expect(body.target).toBe(0.97);
  });

  test('the tiles say what is overdue, due today, paused and waived; the oldest by name', async () => {
    const { body } = await insight.ask(group.hq, `compliance?month=${MONTH}`);
    expect(body.tiles).toMatchObject({ rate: 0.6, metLate: 1, metLatePrevious: 0, overdueOpen: 1, paused: 1, waived: 2, ratePrevious: null });
    expect(body.tiles.oldestOverdue).toMatchObject({ id: overdue.obligationId, number: 'SL-OVERDUE', tenantName: '城东', clauseId: 'UC-7.3a', dueAt: DUE });
    expect(body.tiles.trend).toEqual([null, null, null, null, null, 0.6]);
    expect(body.deviations).toBe(2);
    expect(body.lagSeconds).toBeLessThan(60);
  });

  test('by month the columns are the last six, each over the whole scope', async () => {
    const { body } = await insight.ask(group.hq, `compliance?month=${MONTH}&by=month`);
    expect(body.columns).toHaveLength(6);
    expect(body.columns.at(-1)).toEqual({ id: MONTH, name: MONTH, kind: 'all' });
    expect(cellOf(body, 'UC-7.3a', MONTH)).toMatchObject({ total: 5, series: null });
  });

  test('PF-2: a subsidiary sees itself, a stranger itself, a sandbox neither of the real ones', async () => {
    const { north, other, twin } = group;
    for (const [place, missed] of [[north, 2], [other, 2], [twin, 1]] as const) {
      const { body } = await insight.ask(place, `compliance?month=${MONTH}`);
      expect(body.columns).toEqual([{ id: place.id, name: expect.any(String), kind: 'tenant' }]);
      const cell = cellOf(body, 'UC-7.3a', place.id);
      expect(cell.total - cell.inTime).toBe(missed);
    }
  });

  test('a role limited to org units sees those units of its own tenant, even at headquarters', async () => {
    const { hq, north } = group;
    const inside = await insight.ask(north, `compliance?month=${MONTH}`, { units: [north.unitId] });
    expect(cellOf(inside.body, 'UC-7.3a', north.id).total).toBe(4);
    const outside = await insight.ask(north, `compliance?month=${MONTH}`, { units: [hq.unitId] });
    expect(cellOf(outside.body, 'UC-7.3a', north.id).total).toBe(0);
    const limited = await insight.ask(hq, `compliance?month=${MONTH}`, { units: [hq.unitId] });
    expect(limited.body.columns.map((c: { id: string }) => c.id)).toEqual([hq.id]);
  });

  test('what is asked wrongly is refused by name; without the permission nothing is shown', async () => {
    const wrong = await insight.ask(group.hq, 'compliance?month=2026-13&by=clause');
    expect([wrong.status, wrong.body.errors.map((e: { field: string }) => e.field)]).toEqual([400, ['month', 'by']]);
    const without = await insight.ask(group.hq, 'compliance', { permissions: ['case.read'] });
    expect([without.status, without.body.permission]).toEqual([403, 'insight.read']);
  });
});

describe('PF-16 down to the single obligation', () => {
  const list = async (place: Place, query: string) => (await insight.ask(place, `obligations?month=${MONTH}&${query}`)).body;

  test('the groups of a cell are as large as the cell says, and name tenant, place and lateness', async () => {
    const { hq, north } = group;
    const missed = await list(hq, `clauseId=UC-7.3a&tenantId=${north.id}&group=missed`);
    expect(missed.counts.missed).toBe(2);
    expect(missed.items).toHaveLength(2);
    expect(missed.items.find((o: any) => o.status === 'met_late')).toMatchObject({ tenantName: '城东', address: '滨江一号', clock: 'met_late', lateBySeconds: HOUR / 2 / 1_000, owner: { unitName: '城东客服中心', userName: '城东王磊' } });
    expect(missed.items.find((o: any) => o.status === 'open')).toMatchObject({ id: overdue.obligationId, clock: 'overdue' });
    const inTime = await list(hq, 'clauseId=UC-7.3a&group=in_time');
    expect(inTime.items.map((o: any) => o.tenantName).toSorted()).toEqual(['城东', '城东', '城西'].toSorted());
    expect(inTime.items.every((o: any) => o.lateBySeconds === null)).toBe(true);
  });

  test('pages follow one another over the tenants without a gap or a double', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
      const page: any = await list(group.hq, `group=in_time&limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((o: any) => o.id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
  });

  test('a paused clock runs, in the month it was last due', async () => {
    const running = await list(group.hq, 'clauseId=UC-7.4&group=running');
    expect(running.items).toEqual([expect.objectContaining({ clock: 'paused', dueAt: null, pauseReason: '没人在', tenantName: '城西' })]);
  });

  test('one obligation explains itself: ladder, evidence and history of its own service', async () => {
    const { body } = await insight.ask(group.hq, `obligations/${overdue.obligationId}`);
    expect(body).toMatchObject({ tenantName: '城东', explanation: { clock: 'elapsed', amount: 6 }, ladder: [{ origin: 'default', rules: true }], evidence: [{ by: '王磊' }], history: [{ what: 'opened' }], clause: { id: 'UC-7.3a', strength: 'in_principle' } });
    expect(body.explanation).not.toHaveProperty('ladder');
  });

  test('PF-2: for a sibling and a stranger neither the obligation nor the tenant exists', async () => {
    for (const place of [group.south, group.other, group.twin]) {
      expect((await insight.ask(place, `obligations/${overdue.obligationId}`)).status).toBe(404);
      expect((await insight.ask(place, `obligations?tenantId=${group.north.id}`)).status).toBe(404);
    }
    expect((await insight.ask(group.north, `obligations/${overdue.obligationId}`)).status).toBe(200);
  });
});

describe("time is the tenant's", () => {
  test('a sandbox whose clock was moved is overdue by its own clock, seen from a headquarters that stands still', async () => {
    const hq = await insight.tenant('沙盒总部', { kind: 'headquarters', sandbox: true });
    const moved = await insight.tenant('沙盒分公司', { parent: hq, sandbox: true, clockOffsetMs: 7 * HOUR });
    const open = stateOf(moved, { startedAt: at(0), dueAt: at(6 * HOUR), riskAt: at(5 * HOUR), at: at(0) });
    await apply(moved, open);
    const { body } = await insight.ask(hq, `obligations/${open.obligationId}`);
    expect(body.clock).toBe('overdue');
    const listed = await insight.ask(hq, `obligations?month=${monthOf(open.dueAt!)}&group=missed`);
    expect(listed.body.counts.missed).toBe(1);
    expect(listed.body.items[0].lateBySeconds).toBeGreaterThan(3_500);
  });
});
