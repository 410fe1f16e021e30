import { newId } from '@luyue/kernel';
import type { Context } from '@luyue/platform';
import { ApprovalHarness, type Place } from './approvals.harness.ts';
import { Staff } from './staff.ts';

type Person = Context & { userId: string };

let here: ApprovalHarness;
let place: Place;
let maker: Person;
let he: Person;
let wu: Person;
let qian: Person;
beforeAll(async () => { here = await ApprovalHarness.start(); }, 60_000);
afterAll(() => here.stop());
beforeEach(async () => {
  place = await here.tenant();
  maker = await here.person(place, '周敏', ['specialist']);
  he = await here.person(place, '何静', ['supervisor']);
  wu = await here.person(place, '吴经理', ['department_manager']);
  qian = await here.person(place, '钱会计', ['department_finance']);
});

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, clause: 'PF-12', ...more }) });
const delegate = (from: Person, to: Person, more: { from?: string; to?: string; matters?: string[] } = {}) => here.delegations.add(from, { delegateId: to.userId, to: '2026-12-01T00:00:00Z', ...more });

describe('PF-12 a request', () => {
  it('waits for the holders of its step, and is approved when they approve', async () => {
    const { id, step, steps, timeoutAt } = await here.submit(maker, place, 'payment_slip');
    expect([step, steps.length, timeoutAt]).toEqual([1, 1, null]);
    expect([await here.waiting(he), await here.waiting(wu), await here.waiting(maker)]).toEqual([[id], [], []]);
    expect(await here.decide(he, id)).toMatchObject({ status: 'approved', timeoutAt: null });
    expect(await here.waiting(he)).toEqual([]);
    expect((await here.seatsOf(maker, id)).map((s) => [s.forRole, s.outcome, s.decidedBy, s.onBehalfOf])).toEqual([['supervisor', 'approved', he.userId, null]]);
    const events = await here.events(maker);
    expect(events.map((e) => e.type)).toEqual(['requested', 'decided']);
    expect(events[0]!.payload).toMatchObject({ context: 'property-brokerage', matterTitle: { zh: '付款单' }, amount: '500.00', makerName: '周敏', approverIds: [he.userId], levelsUp: 1, step: 1, steps: 1, status: 'pending' });
    expect(events[1]!.payload).toMatchObject({ decision: 'approved', status: 'approved', byId: he.userId, byName: '何静', onBehalfOf: null, approverIds: [] });
  });

  it('goes through its steps in order; who has no say in the step that is on is refused', async () => {
    const { id } = await here.submit(maker, place, 'payment_slip', { amount: '10000.00' });
    await expect(here.decide(wu, id)).rejects.toMatchObject(refusal('not_the_approver', { status: 403 }));
    expect(await here.decide(he, id)).toMatchObject({ status: 'pending', step: 2 });
    await expect(here.decide(he, id)).rejects.toMatchObject(refusal('not_the_approver'));
    expect([await here.waiting(he), await here.waiting(wu)]).toEqual([[], [id]]);
    expect(await here.decide(wu, id)).toMatchObject({ status: 'approved', step: 2 });
    expect((await here.events(maker)).map((e) => [e.type, e.payload['step'], e.payload.approverIds])).toEqual([['requested', 1, [he.userId]], ['decided', 2, [wu.userId]], ['requested', 2, [wu.userId]], ['decided', 2, []]]);
  });

  it('to the superior goes above the unit that asks, also where that unit has a manager of its own; vacant, one level further (R16)', async () => {
    const own = await here.person(place, '部门经理', ['unit_manager']);
    const top = await here.person(place, '总经理', ['unit_manager@company']);
    const fromShop = await here.submit(maker, place, 'superior');
    expect([await here.waiting(own), await here.waiting(top)]).toEqual([[fromShop.id], []]);
    const fromDepartment = await here.submit(maker, place, 'superior', { unitId: place.department });
    expect([await here.waiting(own), await here.waiting(top)]).toEqual([[fromShop.id], [fromDepartment.id]]);
    await expect(here.decide(own, fromDepartment.id)).rejects.toMatchObject(refusal('not_the_approver', { status: 403 }));
    expect(await here.decide(top, fromDepartment.id)).toMatchObject({ status: 'approved' });
    await expect(here.submit(maker, place, 'superior', { unitId: place.company })).rejects.toMatchObject(refusal('step_vacant', { status: 422 }));
    const elsewhere = await here.tenant();
    const [asker, boss] = [await here.person(elsewhere, '店员', ['specialist']), await here.person(elsewhere, '总经理', ['unit_manager@company'])];
    const vacant = await here.submit(asker, elsewhere, 'superior');
    expect([await here.waiting(boss), (await here.seatsOf(asker, vacant.id)).map((s) => s.levelsUp)]).toEqual([[vacant.id], [1]]);
  });

  it.each([['9999.99', 1], ['10000.00', 2], [null, 2]])('of %s yuan has %i steps', async (amount, count) => {
    expect((await here.submit(maker, place, 'payment_slip', { amount })).steps).toHaveLength(count);
  });

  it('all of two roles are asked, any of two is enough', async () => {
    const all = await here.submit(maker, place, 'trip');
    expect([await here.waiting(he), await here.waiting(qian)]).toEqual([[all.id], [all.id]]);
    expect(await here.decide(he, all.id)).toMatchObject({ status: 'pending', step: 1 });
    expect([await here.waiting(he), await here.waiting(qian)]).toEqual([[], [all.id]]);
    await expect(here.decide(he, all.id)).rejects.toMatchObject(refusal('not_the_approver'));
    expect(await here.decide(qian, all.id)).toMatchObject({ status: 'approved' });

    const any = await here.submit(maker, place, 'gift');
    expect(await here.decide(wu, any.id)).toMatchObject({ status: 'approved' });
    expect((await here.seatsOf(maker, any.id)).map((s) => [s.forRole, s.outcome])).toEqual([['department_manager', 'approved'], ['supervisor', 'moot']]);
    expect(await here.waiting(he)).toEqual([]);
  });

  it('decided by two at once is decided once', async () => {
    const other = await here.person(place, '郑静', ['supervisor']);
    const { id } = await here.submit(maker, place, 'payment_slip');
    const done = await Promise.allSettled([here.decide(he, id), here.decide(other, id, { return: '缺附件' })]);
    expect(done.map((d) => d.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await here.told(maker)).filter((t) => t === 'decided')).toHaveLength(1);
  });

  it('needs a person, and an amount that is none below zero', async () => {
    await expect(here.submit({ ...maker, userId: null }, place, 'gift')).rejects.toMatchObject(refusal('person_only'));
    await expect(here.submit(maker, place, 'gift', { amount: '-0.01' })).rejects.toMatchObject({ options: { errors: [{ field: 'amount' }] } });
  });
});

describe('PF-12 nobody approves their own', () => {
  it('the maker is refused, also with the right role', async () => {
    const second = await here.person(place, '郑静', ['supervisor']);
    const { id } = await here.submit(he, place, 'payment_slip');
    expect([await here.waiting(he), await here.waiting(second)]).toEqual([[], [id]]);
    await expect(here.decide(he, id)).rejects.toMatchObject(refusal('own_approval', { status: 422 }));
    await expect(here.decide(he, id, { return: '自己退' })).rejects.toMatchObject(refusal('own_approval'));
  });

  it('nor through their delegate', async () => {
    await here.person(place, '郑静', ['supervisor']);
    const friend = await here.person(place, '孙杰');
    await delegate(he, friend);
    const { id } = await here.submit(he, place, 'payment_slip');
    expect(await here.waiting(friend)).toEqual([]);
    await expect(here.decide(friend, id)).rejects.toMatchObject(refusal('own_through_delegate', { status: 422 }));
    expect((await here.events(he))[0]!.payload.approverIds).not.toContain(friend.userId);
  });

  it('nor as the delegate of an approver', async () => {
    await delegate(he, maker);
    const { id } = await here.submit(maker, place, 'payment_slip');
    expect(await here.waiting(maker)).toEqual([]);
    await expect(here.decide(maker, id)).rejects.toMatchObject(refusal('own_approval'));
    expect((await here.events(maker))[0]!.payload.approverIds).toEqual([he.userId]);
  });

  it('a step that only the maker could decide goes one level up', async () => {
    const above = await here.person(place, '冯总', ['supervisor@company']);
    const { id } = await here.submit(he, place, 'payment_slip');
    expect((await here.seatsOf(he, id))[0]).toMatchObject({ role: 'supervisor', unitId: place.company, levelsUp: 2 });
    expect(await here.waiting(above)).toEqual([id]);
    expect(await here.decide(above, id)).toMatchObject({ status: 'approved' });
  });
});

describe('PF-12 a delegate', () => {
  it('decides in the place of the approver, and that is on record', async () => {
    const deputy = await here.person(place, '孙杰');
    await delegate(he, deputy);
    const { id } = await here.submit(maker, place, 'payment_slip');
    expect([await here.waiting(deputy), await here.waiting(he)]).toEqual([[id], [id]]);
    expect((await here.decide(deputy, id)).history.at(-1)).toMatchObject({ what: 'approved', by: '孙杰', onBehalfOf: '何静' });
    expect((await here.seatsOf(maker, id))[0]).toMatchObject({ decidedBy: deputy.userId, onBehalfOf: he.userId });
    const events = await here.events(maker);
    expect(events[0]!.payload.approverIds.sort()).toEqual([he.userId, deputy.userId].sort());
    expect(events[1]!.payload).toMatchObject({ byId: deputy.userId, onBehalfOf: he.userId });
  });

  it('only from the beginning to before the end, only for the matters named, and no further than one hand', async () => {
    const [deputy, third] = [await here.person(place, '孙杰'), await here.person(place, '李四')];
    await delegate(he, deputy, { from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z', matters: ['gift'] });
    await delegate(deputy, third);
    const [slip, gift] = [await here.submit(maker, place, 'payment_slip'), await here.submit(maker, place, 'gift')];
    expect(await here.waiting(deputy)).toEqual([]);
    await here.setClock(place, '2026-11-25T00:00:01Z', 2);
    expect([await here.waiting(deputy), await here.waiting(third)]).toEqual([[gift.id], []]);
    await expect(here.decide(deputy, slip.id)).rejects.toMatchObject(refusal('not_the_approver'));
    await here.setClock(place, '2026-11-26T00:00:00Z', 3);
    expect(await here.waiting(deputy)).toEqual([]);
    await expect(here.decide(deputy, gift.id)).rejects.toMatchObject(refusal('not_the_approver'));
  });

  it('who has a say of their own speaks first for themselves, then for the other', async () => {
    await delegate(he, qian);
    const { id } = await here.submit(maker, place, 'trip');
    expect(await here.decide(qian, id)).toMatchObject({ status: 'pending' });
    expect(await here.waiting(qian)).toEqual([id]);
    expect(await here.decide(qian, id)).toMatchObject({ status: 'approved' });
    expect((await here.seatsOf(maker, id)).map((s) => [s.forRole, s.onBehalfOf])).toEqual([['department_finance', null], ['supervisor', he.userId]]);
  });

  it('whose approver is inactive decides nothing any more', async () => {
    const [deputy, other] = [await here.person(place, '孙杰'), await here.person(place, '郑静', ['supervisor'])];
    await delegate(he, deputy);
    const { id } = await here.submit(maker, place, 'payment_slip');
    await here.person(place, '何静', ['supervisor'], { id: he.userId, version: 2, active: false });
    expect([await here.waiting(deputy), await here.waiting(other)]).toEqual([[], [id]]);
    await expect(here.decide(deputy, id)).rejects.toMatchObject(refusal('not_the_approver'));
  });
});

describe('R16 a vacant step', () => {
  it('goes up to where the role is held, and says so', async () => {
    await here.person(place, '何静', ['supervisor@company'], { id: he.userId, version: 2 });
    const { id } = await here.submit(maker, place, 'payment_slip');
    expect((await here.seatsOf(maker, id))[0]).toMatchObject({ unitId: place.company, levelsUp: 2 });
    expect((await here.events(maker))[0]!.payload).toMatchObject({ levelsUp: 2, approverIds: [he.userId] });
    expect((await here.list.pendingFor(he, { limit: 9 })).items[0]!.waitingFor).toEqual([{ forRole: 'supervisor', role: 'supervisor', unit: { id: place.company, name: '公司' }, levelsUp: 2, people: [{ id: he.userId, name: '何静' }] }]);
  });

  it('up to the top is refused when it is submitted, also when it is a later one', async () => {
    await here.person(place, '吴经理', [], { id: wu.userId, version: 2 });
    expect((await here.submit(maker, place, 'payment_slip', { amount: '9999.99' })).steps).toHaveLength(1);
    await expect(here.submit(maker, place, 'payment_slip', { amount: '10000' })).rejects.toMatchObject(refusal('step_vacant', { status: 422, extra: { roles: ['department_manager'] } }));
    // Of two roles one is enough, so one vacancy does not matter.
    expect((await here.seatsOf(maker, (await here.submit(maker, place, 'gift')).id)).map((s) => s.forRole)).toEqual(['supervisor']);
    await here.person(place, '钱会计', [], { id: qian.userId, version: 2 });
    await expect(here.submit(maker, place, 'trip')).rejects.toMatchObject(refusal('step_vacant', { extra: { roles: ['department_finance'] } }));
  });

  it('that becomes vacant while it waits is decided further up, and moves there with a reminder', async () => {
    const above = await here.person(place, '冯总', ['supervisor@company']);
    const { id } = await here.submit(maker, place, 'payment_slip');
    expect(await here.waiting(above)).toEqual([]);
    await here.person(place, '何静', [], { id: he.userId, version: 2 });
    expect([await here.waiting(he), await here.waiting(above)]).toEqual([[], [id]]);
    await here.write(maker, (tx) => here.approvals.remind(tx, id));
    expect((await here.seatsOf(maker, id))[0]).toMatchObject({ unitId: place.company, levelsUp: 2 });
    expect((await here.events(maker)).slice(1).map((e) => [e.type, e.payload.approverIds, e.payload['because']])).toEqual([['passed-on', [above.userId], 'vacant'], ['reminded', [above.userId], undefined]]);
    expect(await here.decide(above, id)).toMatchObject({ status: 'approved' });
  });

  it('that a decision would lead to is refused, and the decision with it, until somebody is there', async () => {
    const { id } = await here.submit(maker, place, 'payment_slip', { amount: '10000' });
    await here.person(place, '吴经理', [], { id: wu.userId, version: 2 });
    await expect(here.decide(he, id)).rejects.toMatchObject(refusal('step_vacant'));
    expect((await here.seatsOf(maker, id)).map((s) => s.outcome)).toEqual([null]);
    const next = await here.person(place, '新经理', ['department_manager']);
    expect(await here.decide(he, id)).toMatchObject({ step: 2 });
    expect(await here.waiting(next)).toEqual([id]);
  });
});

describe('PF-12 a time-out', () => {
  it('passes each open role to its superior once, whoever sweeps, by the clock of the tenant', async () => {
    const above = await here.person(place, '冯总', ['supervisor@company', 'unit_manager@company']);
    const elsewhere = await here.tenant();
    for (const role of ['supervisor', 'department_finance', 'unit_manager@company']) await here.person(elsewhere, role, [role]);
    const theirs = await here.submit(await here.person(elsewhere, '别家'), elsewhere, 'trip');
    const { id, timeoutAt } = await here.submit(maker, place, 'trip');
    expect(timeoutAt!.getTime() - Date.parse('2026-11-25T02:00:00Z')).toBeLessThan(60_000);
    await here.sweep().turn();
    expect(await here.told(maker)).toEqual(['requested']);
    await here.setClock(place, '2026-11-25T03:00:00Z', 2);
    await Promise.all([here.sweep().turn(), here.sweep().turn(), here.sweep().turn()]);
    await here.sweep().turn();
    expect(await here.told(maker)).toEqual(['requested', 'passed-on']);
    expect((await here.seatsOf(maker, id)).map((s) => [s.forRole, s.role, s.unitId, s.levelsUp])).toEqual([['department_finance', 'unit_manager', place.company, 2], ['supervisor', 'supervisor', place.company, 2]]);
    expect((await here.events(maker))[1]!.payload).toMatchObject({ because: 'timeout', approverIds: [above.userId] });
    expect(((await here.events(maker))[1]!.payload['fromIds'] as string[]).sort()).toEqual([he.userId, qian.userId].sort());
    expect([await here.waiting(he), await here.waiting(qian), await here.waiting(above)]).toEqual([[], [], [id]]);
    await expect(here.decide(he, id)).rejects.toMatchObject(refusal('not_the_approver'));
    const row = await here.requestOf(maker, id);
    expect(row.history.map((h) => h.what)).toEqual(['submitted', 'passed_on']);
    // The superior has as long again.
    expect(row.timeoutAt!.getTime()).toBeGreaterThan(Date.parse('2026-11-26T02:59:00Z'));
    expect(await here.decide(above, id)).toMatchObject({ status: 'approved' });
    expect((await here.requestOf(elsewhere.ctx, theirs.id)).history).toHaveLength(1);
  }, 20_000);

  it('with nobody above leaves the step where it is, and says so once', async () => {
    const { id } = await here.submit(maker, place, 'trip');
    await here.setClock(place, '2026-11-25T03:00:00Z', 2);
    await here.sweep().turn();
    await here.sweep().turn();
    const row = await here.requestOf(maker, id);
    expect([row.timeoutAt, row.history.map((h) => h.what)]).toEqual([null, ['submitted', 'nobody_above']]);
    expect(await here.waiting(he)).toEqual([id]);
    expect(await here.told(maker)).toEqual(['requested']);
  });

  it('passes only what is still open', async () => {
    const above = await here.person(place, '冯总', ['unit_manager@company']);
    const { id } = await here.submit(maker, place, 'trip');
    await here.decide(he, id);
    await here.setClock(place, '2026-11-25T03:00:00Z', 2);
    await here.sweep().turn();
    expect((await here.seatsOf(maker, id)).map((s) => [s.forRole, s.role, s.outcome])).toEqual([['department_finance', 'unit_manager', null], ['supervisor', 'supervisor', 'approved']]);
    expect(await here.decide(above, id)).toMatchObject({ status: 'approved' });
  });
});

describe('PF-12 returned, withdrawn, reminded', () => {
  it('a return needs a reason; the maker submits anew as the next round, linked to the one before', async () => {
    const subjectId = newId();
    const first = await here.submit(maker, place, 'trip', { subjectId });
    await expect(here.decide(he, first.id, { return: '  ' })).rejects.toMatchObject({ options: { errors: [{ field: 'reason' }] } });
    await expect(here.submit(maker, place, 'trip', { subjectId })).rejects.toMatchObject(refusal('approval_pending', { status: 409 }));
    expect(await here.decide(he, first.id, { return: '行程与客户不符' })).toMatchObject({ status: 'returned', reason: '行程与客户不符', timeoutAt: null });
    expect((await here.seatsOf(maker, first.id)).map((s) => s.outcome)).toEqual(['moot', 'returned']);
    const colleague = await here.person(place, '孙杰', ['specialist']);
    await expect(here.submit(colleague, place, 'trip', { subjectId })).rejects.toMatchObject(refusal('not_the_maker'));
    const second = await here.submit(maker, place, 'trip', { subjectId });
    expect(second).toMatchObject({ round: 2, previousId: first.id, status: 'pending' });
    expect(await here.decide(qian, second.id)).toMatchObject({ status: 'pending' });
    expect(await here.decide(he, second.id)).toMatchObject({ status: 'approved' });
    const rounds = await here.database.read(maker, (tx) => here.list.ofSubjects(tx, [subjectId, newId()]));
    expect(rounds.get(subjectId)!.map((r) => [r.round, r.status])).toEqual([[2, 'approved'], [1, 'returned']]);
    expect(rounds.size).toBe(1);
  });

  it('of a maker who has left, a colleague takes the next round over', async () => {
    const subjectId = newId();
    const { id } = await here.submit(maker, place, 'gift', { subjectId });
    await here.decide(he, id, { return: '换人办' });
    await here.person(place, '周敏', ['specialist'], { id: maker.userId, version: 2, active: false });
    expect(await here.submit(await here.person(place, '孙杰'), place, 'gift', { subjectId })).toMatchObject({ round: 2 });
  });

  it('submitted by two at once is one round', async () => {
    const subjectId = newId();
    const done = await Promise.allSettled([1, 2, 3].map(() => here.submit(maker, place, 'gift', { subjectId })));
    expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1);
    for (const d of done) if (d.status === 'rejected') expect(d.reason).toMatchObject(refusal('approval_pending', { status: 409 }));
  });

  it('the maker withdraws while it is pending; afterwards it is refused with the moves that are left', async () => {
    const { id } = await here.submit(maker, place, 'payment_slip');
    const withdraw = (who: Context, of: string) => here.write(who, (tx) => here.approvals.withdraw(tx, of));
    await expect(withdraw(he, id)).rejects.toMatchObject(refusal('not_the_maker', { status: 403 }));
    expect(await withdraw(maker, id)).toMatchObject({ status: 'withdrawn' });
    expect(await here.waiting(he)).toEqual([]);
    expect((await here.events(maker)).at(-1)).toMatchObject({ type: 'withdrawn', payload: { approverIds: [he.userId], status: 'withdrawn' } });
    await expect(here.decide(he, id)).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: [] }));
    const decided = await here.submit(maker, place, 'payment_slip');
    await here.decide(he, decided.id);
    await expect(withdraw(maker, decided.id)).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: [] }));
    await expect(here.write(maker, (tx) => here.approvals.remind(tx, decided.id))).rejects.toMatchObject(refusal('transition_refused'));
  });

  it('the maker reminds once an hour', async () => {
    const { id } = await here.submit(maker, place, 'payment_slip');
    const remind = (who: Context = maker) => here.write(who, (tx) => here.approvals.remind(tx, id));
    await expect(remind(he)).rejects.toMatchObject(refusal('not_the_maker'));
    await remind();
    await expect(remind()).rejects.toMatchObject(refusal('reminded_lately', { status: 422 }));
    await here.setClock(place, '2026-11-24T03:00:05Z', 2);
    expect(await remind()).toMatchObject({ reminders: 2 });
    expect((await here.events(maker)).slice(1).map((e) => [e.type, e.payload['reminders'], e.payload.approverIds])).toEqual([['reminded', 1, [he.userId]], ['reminded', 2, [he.userId]]]);
  });

  it('lists page by page: what waits with the oldest first, one\'s own with the newest', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1) made.push((await here.submit(maker, place, 'gift')).id);
    const all = async (read: 'pendingFor' | 'madeBy', who: Context): Promise<string[]> => {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const { items, nextCursor } = await here.list[read](who, { limit: 2, cursor });
        seen.push(...items.map((r) => r.id));
        if (!nextCursor) return seen;
        cursor = nextCursor;
      }
    };
    expect(await all('pendingFor', he)).toEqual(made);
    expect(await all('madeBy', maker)).toEqual(made.toReversed());
    expect(() => here.list.pendingFor({ ...he, userId: null }, { limit: 1 })).toThrow('person_only');
  });
});

describe('R17 a later chain', () => {
  it('changes nothing that is submitted, and rules what is submitted after it begins', async () => {
    const editor = here.granted(wu, ['policy.write', 'policy.read']);
    const before = await here.submit(maker, place, 'payment_slip');
    await here.chains.publish(editor, 'payment_slip', { steps: [{ roles: ['department_finance'], mode: 'any' }], reason: '改由财务审批' }, 0);
    const after = await here.submit(maker, place, 'payment_slip');
    expect([before.chainVersion, after.chainVersion]).toEqual([0, 1]);
    expect([await here.waiting(he), await here.waiting(qian)]).toEqual([[before.id], [after.id]]);
    await here.chains.publish(editor, 'payment_slip', { steps: [{ roles: ['department_manager'], mode: 'any', unitId: place.company }], effectiveFrom: '2026-12-01T00:00:00Z', reason: '下月起由经理审批' }, 1);
    expect((await here.submit(maker, place, 'payment_slip')).chainVersion).toBe(1);
    await here.setClock(place, '2026-12-01T00:00:01Z', 2);
    await expect(here.submit(maker, place, 'payment_slip')).rejects.toMatchObject(refusal('step_vacant'));
    const manager = await here.person(place, '总经理', ['department_manager@company']);
    const last = await here.submit(maker, place, 'payment_slip');
    expect([last.chainVersion, await here.waiting(manager), await here.waiting(wu)]).toEqual([2, [last.id], []]);
  });
});

describe('PF-4 another tenant', () => {
  it('finds no request of ours by its id, nor in any list, nor does a person with the same id', async () => {
    const elsewhere = await here.tenant();
    const twin = await here.person(elsewhere, '何静', ['supervisor'], { id: he.userId });
    const { id, subjectId } = await here.submit(maker, place, 'payment_slip');
    const foreignMaker = { ...elsewhere.ctx, userId: maker.userId };
    await expect(here.decide(twin, id)).rejects.toMatchObject({ options: { status: 404 } });
    await expect(here.write(foreignMaker, (tx) => here.approvals.withdraw(tx, id))).rejects.toMatchObject({ options: { status: 404 } });
    await expect(here.write(foreignMaker, (tx) => here.approvals.remind(tx, id))).rejects.toMatchObject({ options: { status: 404 } });
    expect([await here.waiting(twin), (await here.list.madeBy(foreignMaker, { limit: 9 })).items]).toEqual([[], []]);
    expect((await here.database.read(elsewhere.ctx, (tx) => here.list.ofSubjects(tx, [subjectId]))).size).toBe(0);
    expect(await here.waiting(he)).toEqual([id]);
  });

  it('R16 holders are those that the directory finds', async () => {
    await here.person(place, '冯总', ['department_finance@company', 'unit_manager@company']);
    await here.write(place.ctx, async (tx) => {
      const { units, users } = await here.directory.people(tx);
      const staff = new Staff(units, users);
      for (const role of ['supervisor', 'department_finance', 'unit_manager', 'specialist', 'nobody']) for (const unit of [place.company, place.department, place.shop]) {
        const found = await here.directory.holders(tx, role, unit);
        const ours = staff.nearest(role, unit, []);
        expect([ours?.holders.sort() ?? [], ours?.levelsUp ?? found.levelsUp]).toEqual([found.users.map((u) => u.id).sort(), found.levelsUp]);
      }
    });
  });
});
