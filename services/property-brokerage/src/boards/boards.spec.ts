import { newId } from '@luyue/kernel';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { papers } from '../transfer.harness.ts';
import type { DealRow } from '../views.ts';
import { columnsOf, type Counted, waitingOf } from './boards.rules.ts';

describe('the rules of boards', () => {
  const row = (more: Partial<Counted>): Counted => ({ status: 'taken', stage: 'tax', name: { zh: '缴税', en: 'Taxes' }, waitsFor: 'client', deals: 1, overdue: 0, dueToday: 0, ...more });

  test('capability 3: before the formalities a deal stands at its status, within them at its step; the busiest step comes first', () => {
    const columns = columnsOf([
      row({ deals: 2, overdue: 1 }), row({ waitsFor: 'tax_office', deals: 3 }), row({ stage: 'mortgage', name: { zh: '贷款', en: 'Loan' }, waitsFor: 'bank', deals: 6 }),
      row({ status: 'formalities_done', stage: null, name: null, waitsFor: null }), row({ status: 'signed', deals: 4 }), row({ status: 'signed', stage: 'mortgage', deals: 1 }),
    ]);
    expect(columns.map(({ status, stage, deals }) => `${status} ${stage} ${deals}`)).toEqual(['signed null 5', 'taken mortgage 6', 'taken tax 5', 'formalities_done null 1']);
    expect(columns[2]).toMatchObject({ overdue: 1, waiting: [{ waitsFor: 'tax_office', deals: 3 }, { waitsFor: 'client', deals: 2 }] });
    expect(columns[0]!.waiting).toEqual([]);
  });

  test('whom deals wait for is added up, the most first', () => {
    expect(waitingOf([{ waitsFor: 'bank', deals: 1 }, { waitsFor: 'client', deals: 2 }, { waitsFor: 'bank', deals: 1 }])).toEqual([{ waitsFor: 'bank', deals: 2 }, { waitsFor: 'client', deals: 2 }]);
  });
});

describe('capability 3: boards', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  let docs: ReturnType<typeof papers>;
  beforeAll(async () => {
    stage = await startBrokerage();
    // Monday; the days after are working days.
    [east, west] = [await stage.company('江州置业', '2026-11-23T02:00:00.000Z'), await stage.company('海州置业', '2026-11-23T02:00:00.000Z')];
    docs = papers(stage);
  }, 60_000);
  afterAll(() => stage.stop());

  const numbers = (rows: DealRow[]) => rows.map((r) => r.number);

  test('the day of a specialist: to take on, overdue, due by 24:00 of today, soon; each deal where its first clock stands', async () => {
    const [named, taken] = [await stage.assigned(east), await docs.taken(east)];
    const { specialist, supervisor } = stage.staff(east);
    await specialist.send('POST', `deals/${taken.id}/accept`);
    const { body } = await specialist.get('boards/day');
    expect(body).toMatchObject({ userId: east.specialist.id, name: '孙莉', deals: 2 });
    expect(numbers(body.toTakeOn)).toEqual([named.number]);
    // The forms and the calls are owed until 24:00 of the day of the accepted transfer.
    expect([numbers(body.overdue), numbers(body.dueToday)]).toEqual([[], [taken.number]]);
    expect(numbers(body.dueSoon)).toEqual([named.number]);
    expect(body.dueToday[0]).toMatchObject({ id: taken.id, nextClock: { dueAt: '2026-11-23T16:00:00.000Z' } });
    expect(body.waiting.reduce((n: number, w: { deals: number }) => n + w.deals, 0)).toBe(2);
    await stage.moveTo(east, '2026-11-24T16:00:00.001Z');
    const later = (await supervisor.get(`boards/day?specialistUserId=${east.specialist.id}`)).body;
    expect([numbers(later.overdue).toSorted(), numbers(later.dueToday)]).toEqual([[named.number, taken.number].toSorted(), []]);
  });

  test('one sees one’s own day; another’s takes the permission to assign; nobody’s of another company', async () => {
    const { colleague, supervisor } = stage.staff(east);
    expect((await colleague.get('boards/day')).body).toMatchObject({ userId: east.colleague.id, deals: 0, overdue: [], waiting: [] });
    expect((await colleague.get(`boards/day?specialistUserId=${east.specialist.id}`)).body).toMatchObject({ status: 403, permission: 'deal.assign' });
    for (const unknown of [west.specialist.id, newId()]) expect((await supervisor.get(`boards/day?specialistUserId=${unknown}`)).body).toMatchObject({ status: 400, errors: [{ field: 'specialistUserId' }] });
  });

  test('where all deals stand, of the caller’s units and company alone', async () => {
    const before = await stage.signed(west);
    await docs.taken(west);
    const { supervisor } = stage.staff(west);
    const { columns } = (await supervisor.get('boards/stages')).body;
    expect(columns.map((c: { status: string; deals: number }) => `${c.status} ${c.deals}`)).toEqual(['signed 1', 'taken 1']);
    expect(columns[1]).toMatchObject({ stage: expect.any(String), name: { zh: expect.any(String) }, overdue: 0, dueToday: 1, waiting: [{ deals: 1 }] });
    expect(columns[0]).toMatchObject({ stage: null, dueToday: 1 });
    // A column opens the list of what stands in it.
    const standing = async (step: string) => (await supervisor.get(`deals?status=taken&stage=${step}`)).body.items.length;
    expect([await standing(columns[1].stage), await standing('nowhere')]).toEqual([1, 0]);
    const elsewhere = await stage.unit(west, '外地部', { kind: 'department' });
    expect((await stage.as(west.supervisor, 'supervisor', [elsewhere]).get('boards/stages')).body.columns).toEqual([]);
    expect((await stage.as(west.supervisor, 'supervisor', [elsewhere]).get(`boards/stages?departmentUnitId=${west.department}`)).body).toMatchObject({ status: 403 });
    await supervisor.send('POST', `deals/${before.id}/cancel`, { reason: '买方反悔' });
    expect((await supervisor.get('boards/stages')).body.columns.map((c: { status: string }) => c.status)).toEqual(['taken']);
  });

  test('PB-4.1b several deals are named at once, each by itself: what is refused says why and keeps none back', async () => {
    const submitted = async () => {
      const deal = await stage.signed(west);
      await stage.staff(west).agent.send('POST', `deals/${deal.id}/send-f1`);
      return deal.id;
    };
    const [one, early, two] = [await submitted(), (await stage.signed(west)).id, await submitted()];
    const { supervisor, agent } = stage.staff(west);
    const { body } = await supervisor.send('POST', 'deals/assign', { dealIds: [one, early, newId(), two], specialistUserId: west.colleague.id });
    expect(body.items).toMatchObject([{ dealId: one, ok: true, code: null }, { dealId: early, ok: false, code: 'transition_refused' }, { ok: false, code: 'not_found', reason: { zh: expect.any(String) } }, { dealId: two, ok: true }]);
    expect((await supervisor.get(`boards/day?specialistUserId=${west.colleague.id}`)).body.toTakeOn).toHaveLength(2);
    expect((await supervisor.send('POST', 'deals/assign', { dealIds: [one], specialistUserId: west.agent.id })).body.items).toMatchObject([{ ok: false, code: 'not_a_specialist', clause: 'PB-4.1b' }]);
    expect((await agent.send('POST', 'deals/assign', { dealIds: [one], specialistUserId: west.colleague.id })).body).toMatchObject({ status: 403 });
    expect((await stage.staff(east).supervisor.send('POST', 'deals/assign', { dealIds: [one], specialistUserId: east.specialist.id })).body.items).toMatchObject([{ ok: false, code: 'not_found' }]);
    expect((await supervisor.send('POST', 'deals/assign', { dealIds: [one], specialistUserId: newId() })).body).toMatchObject({ status: 400, errors: [{ field: 'specialistUserId' }] });
    expect((await supervisor.send('POST', 'deals/assign', { dealIds: [], specialistUserId: west.colleague.id })).status).toBe(400);
  });
});
