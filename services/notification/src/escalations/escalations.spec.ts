import { randomUUID } from 'node:crypto';
import { EscalationRaised, make, ObligationEscalated } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { type Person, type Place, until } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { Escalations } from './escalations.service.ts';

let running: Running;
let group: Place;
let east: Place;
let west: Place;
let people: Record<'owner' | 'dispatcher' | 'supervisor' | 'hq' | 'westHq' | 'strangerHq', Person>;
beforeAll(async () => {
  running = await startNotification();
  group = await running.tenant('集团');
  [east, west] = [await running.tenant('城东', { parent: group }), await running.tenant('城西', { parent: group })];
  people = {
    owner: await running.person(east, '王磊'), dispatcher: await running.person(east, '调度', { roles: ['dispatcher'] }), supervisor: await running.person(east, '周敏', { roles: ['supervisor'] }),
    hq: await running.person(group, '沈岚', { roles: ['hq_supervisor'] }), westHq: await running.person(west, '城西督导', { roles: ['hq_supervisor', 'supervisor'] }),
    strangerHq: await running.person(await running.tenant('外地'), '外地督导', { roles: ['hq_supervisor'] }),
  };
}, 60_000);
afterAll(() => running.stop());

const escalated = (recipient: ObligationEscalated['recipient'], percent: number, more: Partial<ObligationEscalated> = {}): ObligationEscalated => make(ObligationEscalated, {
  obligationId: newId(), version: 2, context: 'utility-care', clauseId: 'UC-7.3a', subjectType: 'case', subjectId: newId(), subjectNumber: 'SL20261124-0003', subjectTitle: '立管锈蚀', place: null, ownerUnitId: east.unitId,
  ownerUserId: people.owner.id, status: 'open', startedAt: '2026-11-24T02:00:00.000Z', dueAt: '2026-11-24T08:00:00.000Z', provisional: false, pausedAt: null, pauseReason: null, riskAt: null,
  breachedAt: percent >= 100 ? '2026-11-24T08:00:00.000Z' : null, voidedByCalendar: false, settledAt: null, settledBy: null, outcomeNote: null, approver: null, parameterKey: 'uc.fault.network.handleHours', policyVersion: 0,
  origin: 'live', explanation: {}, evidence: [], at: new Date().toISOString(), byName: 'Luyue', percent, recipient, ...more,
} as never);
const found = (who: Person, kind: string, text: string) => until(async () => (await running.inboxOf(who)).items.filter((m) => m.kind === kind && JSON.stringify(m).includes(text)), (items) => items.length > 0);
const ofCase = (who: Person, e: ObligationEscalated) => found(who, e.percent >= 100 ? 'obligation_overdue' : 'obligation_share', `/cases/${e.subjectId}`);

describe('R10 in turn to owner, supervisor, headquarters', () => {
  test('half the time: the owner; without a person, or with one who left, the dispatchers of the unit', async () => {
    const mine = escalated('owner', 50);
    await running.publish(east, [mine]);
    expect(await ofCase(people.owner, mine)).toMatchObject([{ clauseId: 'UC-7.3a', title: { zh: 'SL20261124-0003 6 时处理，用时到 50%', en: 'SL20261124-0003 Handled 6 h: 50 % of the time used' }, text: { zh: '立管锈蚀，城东客服中心，应于 11-24 16:00' } }]);
    const left = await running.person(east, '走了的', { active: false });
    for (const ownerUserId of [null, left.id]) {
      const nobodys = escalated('owner', 50, { ownerUserId });
      await running.publish(east, [nobodys]);
      await ofCase(people.dispatcher, nobodys);
    }
    expect((await running.inboxOf(people.dispatcher)).unread).toBe(2);
  });

  test('80 %: the supervisor of the unit, in the inbox only', async () => {
    const e = escalated('supervisor', 80);
    await running.publish(east, [e]);
    await ofCase(people.supervisor, e);
    expect((await running.outboxOf(east)).filter((m) => m.subject.includes('80%'))).toEqual([]);
  });

  test('the breach: the supervisors of the tenant above, by SMS too, led to the report and not to the case', async () => {
    const e = escalated('headquarters', 100, { subjectNumber: 'SL-HQ-1' });
    const id = randomUUID();
    await running.publish(east, [e], [id]);
    const [told] = await found(people.hq, 'escalation_to_headquarters', 'SL-HQ-1');
    expect(told).toMatchObject({ link: `/compliance?clause=UC-7.3a&column=${east.id}`, title: { zh: '城东 SL-HQ-1 6 时处理，用时到 100%' } });
    expect((await running.outboxOf(group)).filter((m) => m.subject.includes('SL-HQ-1'))).toMatchObject([{ channel: 'sms', to: '沈岚' }]);
    // The same event again, and another one behind it to know that it was seen.
    await running.publish(east, [e], [id]);
    const next = escalated('supervisor', 80);
    await running.publish(east, [next]);
    await ofCase(people.supervisor, next);
    expect((await running.inboxOf(people.hq)).items.filter((m) => JSON.stringify(m).includes('SL-HQ-1'))).toHaveLength(1);
  });

  test('PF-2: neither a sibling, nor a stranger, nor the subsidiary itself has the notice of headquarters', async () => {
    for (const who of [people.westHq, people.strangerHq, people.supervisor]) expect((await running.inboxOf(who)).items.filter((m) => m.kind === 'escalation_to_headquarters')).toEqual([]);
    expect((await running.outboxOf(west)).concat(await running.outboxOf(east)).filter((m) => m.subject.includes('SL-HQ-1'))).toEqual([]);
  });

  test('R16: where headquarters has no supervisor the next one up is told, flagged', async () => {
    const above = await running.tenant('空缺集团');
    const leader = await running.person(above, '分管', { roles: ['leader'] });
    const below = await running.tenant('下属', { parent: above });
    await running.publish(below, [escalated('headquarters', 100, { ownerUnitId: below.unitId, subjectNumber: 'SL-HQ-2' })]);
    const [told] = await found(leader, 'escalation_to_headquarters', 'SL-HQ-2');
    expect(told!.text.en).toContain('Headquarters supervisor vacant');
    expect((await running.outboxOf(above)).map((m) => m.status).toSorted()).toEqual(['queued', 'vacant']);
  });

  test('a tenant without headquarters tells its leader', async () => {
    const alone = await running.tenant('单独公司');
    const leader = await running.person(alone, '总经理', { roles: ['leader'] });
    const e = escalated('headquarters', 100, { ownerUnitId: alone.unitId });
    await running.publish(alone, [e]);
    await ofCase(leader, e);
  });

  test('in a sandbox the sandbox of headquarters is told, and headquarters is not', async () => {
    const above = await running.tenant('集团沙盒', { sandbox: true });
    const below = await running.tenant('城东沙盒', { parent: above, sandbox: true });
    const trainee = await running.person(above, '练习', { roles: ['hq_supervisor'] });
    await running.publish(below, [escalated('headquarters', 100, { ownerUnitId: below.unitId, subjectNumber: 'SL-SANDBOX' })]);
    await found(trainee, 'escalation_to_headquarters', 'SL-SANDBOX');
    expect((await running.inboxOf(people.hq)).items.filter((m) => JSON.stringify(m).includes('SL-SANDBOX'))).toEqual([]);
  });
});

describe('crossing to the tenant above', () => {
  const raised = (targetTenantId: string): EscalationRaised => make(EscalationRaised, {
    escalationId: newId(), targetTenantId, fromTenantName: '城东', obligationId: newId(), clauseId: 'UC-7.3a', parameterKey: null, subjectNumber: 'SL-X', subjectTitle: '立管锈蚀', unitName: '', dueAt: null, percent: 100, breached: true, at: new Date().toISOString(),
  });
  const deliver = (from: Place, event: EscalationRaised) => running.write(from, (tx) => running.get(Escalations).toHeadquarters(tx, event));

  test('only the tenant directly above is addressed, whatever the event says', async () => {
    const event = raised(people.strangerHq.place.id);
    await deliver(east, event);
    expect((await running.inboxOf(people.strangerHq)).items).toEqual([]);
  });

  test('a delivery that is repeated because its own side was lost writes once', async () => {
    const event = raised(group.id);
    await deliver(east, event);
    await expect(running.write(east, async (tx) => { await running.get(Escalations).toHeadquarters(tx, event); throw new Error('lost'); })).rejects.toThrow('lost');
    await deliver(east, event);
    expect((await running.inboxOf(people.hq)).items.filter((m) => m.title.zh.includes('SL-X'))).toHaveLength(1);
  });
});
