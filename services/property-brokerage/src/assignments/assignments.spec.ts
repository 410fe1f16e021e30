import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { byLoad } from './assignments.rules.ts';

test('PB-4.1b the least loaded comes first, and what is overdue weighs more than what is open', () => {
  const person = (name: string, open: number, overdue: number) => ({ id: name, name, open, overdue, dueToday: 0 });
  expect(byLoad([person('方宇', 10, 0), person('罗敏', 7, 2), person('孙莉', 7, 0), person('安然', 7, 0)]).map((c) => c.name)).toEqual(['安然', '孙莉', '方宇', '罗敏']);
});

describe('PB-4.1b naming a specialist', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  const submitted = async (at: Brokerage) => {
    const deal = await stage.signed(at);
    return (await stage.staff(at).agent.send('POST', `deals/${deal.id}/send-f1`)).body as typeof deal;
  };

  test('PB-4.1b naming meets it; specialist and agent are told, and the specialist takes it on', async () => {
    const deal = await submitted(east);
    const { supervisor, specialist } = stage.staff(east);
    const { body } = await supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: east.specialist.id });
    expect(body).toMatchObject({ status: 'assigned', specialistName: '孙莉', specialistAcceptedAt: null });
    expect(owed(body, 'PB-4.1b')).toMatchObject([{ status: 'met', outcome: { by: '何静' } }]);
    const asked = (await stage.published(east)).filter((e) => e.type === 'notification.message.requested.v1').at(-1)!.payload as { kind: string; values: object; to: { userId: string }[] };
    expect(asked).toMatchObject({ kind: 'deal_assigned', values: { specialist: '孙莉', due: '09-20 24:00' } });
    expect(asked.to.map((r) => r.userId)).toEqual([east.specialist.id, east.agent.id]);
    expect((await specialist.send('POST', `deals/${deal.id}/accept`)).body.specialistAcceptedAt).toMatch(/^2026-09-18/);
    expect((await specialist.send('POST', `deals/${deal.id}/accept`)).body).toMatchObject({ code: 'already_accepted', clause: 'PB-4.1b' });
  });

  test('PB-4.1b somebody who is no specialist of the department is refused by the clause, and so is one of another company', async () => {
    const deal = await submitted(east);
    const { supervisor, agent } = stage.staff(east);
    const to = (specialistUserId: string) => supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId });
    expect(await to(east.agent.id)).toMatchObject({ status: 422, body: { clause: 'PB-4.1b', code: 'not_a_specialist' } });
    expect((await to(west.specialist.id)).body.errors).toMatchObject([{ field: 'specialistUserId', code: 'unknown_user' }]);
    expect(await agent.send('POST', `deals/${deal.id}/assign`, { specialistUserId: east.specialist.id })).toMatchObject({ status: 403, body: { permission: 'deal.assign' } });
    const early = await stage.signed(east);
    expect((await supervisor.send('POST', `deals/${early.id}/assign`, { specialistUserId: east.specialist.id })).body).toMatchObject({ code: 'transition_refused', allowed: ['submitted', 'cancelled'] });
  });

  test('PB-4.1b R13: a naming that is declined opens the next, with a clock of its own; the fulfilled one stays', async () => {
    const deal = await stage.assigned(east);
    const { specialist, colleague, supervisor } = stage.staff(east);
    expect((await colleague.send('POST', `deals/${deal.id}/decline`, { reason: '不是我的' })).body).toMatchObject({ code: 'not_the_specialist' });
    const { body } = await specialist.send('POST', `deals/${deal.id}/decline`, { reason: '下周休假' });
    expect(body).toMatchObject({ status: 'submitted', specialistName: null });
    expect(owed(body, 'PB-4.1b').map((o) => o.status).toSorted()).toEqual(['met', 'open']);
    expect((await supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: east.colleague.id })).body.specialistName).toBe('罗敏');
  });

  test('PB-4.1b R15: another specialist takes over what the former owed, with its start and its due time', async () => {
    const deal = await stage.assigned(east);
    await stage.write(east, async (tx) => {
      const { Obligations } = await import('@luyue/obligations');
      await stage.get(Obligations).open(tx, [{ clauseId: 'PB-4.5', parameter: 'pb.step.recordHours', subject: { type: 'deal', id: deal.id, number: deal.number, title: deal.title }, unitId: east.department, userId: east.specialist.id, startedAt: tx.now }]);
    });
    const { supervisor } = stage.staff(east);
    const before = owed((await supervisor.get(`deals/${deal.id}`)).body, 'PB-4.5')[0]!;
    const { body } = await supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: east.colleague.id, reason: '病假' });
    expect(body).toMatchObject({ specialistName: '罗敏', specialistAcceptedAt: null });
    expect(owed(body, 'PB-4.5')).toMatchObject([{ id: before.id, startedAt: before.startedAt, dueAt: before.dueAt, owner: { userId: east.colleague.id } }]);
    expect(owed(body, 'PB-4.1c')).toMatchObject([{ owner: { userId: east.agent.id } }]);
    expect((await supervisor.send('POST', `deals/${deal.id}/reassign`, { specialistUserId: east.colleague.id, reason: '再换' })).body.errors).toMatchObject([{ code: 'same' }]);
  });

  test('PB-3.3 the load of each specialist is counted, within the department that may be assigned in', async () => {
    for (let n = 0; n < 2; n += 1) await stage.assigned(west);
    const { supervisor, specialist } = stage.staff(west);
    const { body } = await supervisor.get(`specialists?departmentUnitId=${west.department}`);
    expect(body.items).toMatchObject([{ name: '罗敏', open: 0, waiting: 0 }, { name: '孙莉', open: 2, waiting: 2, overdue: 0 }]);
    expect((await specialist.get('specialists')).status).toBe(403);
    expect((await stage.as(west.supervisor, 'supervisor', [west.shop]).get(`specialists?departmentUnitId=${west.department}`)).status).toBe(403);
  });
});
