import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import type { DealView } from '../views.ts';
import { appointmentMoves, isAccompaniment, windowFault } from './appointments.rules.ts';

describe('the rules of appointments', () => {
  test('PB-4.8 an accompaniment has a client who came and the specialist beside', () => {
    expect([{ partyIds: ['a'], specialist: true }, { partyIds: ['a'], specialist: false }, { partyIds: [], specialist: true }, null].map(isAccompaniment)).toEqual([true, false, false, false]);
  });

  test('a window ends after it starts and lasts a day at most', () => {
    const from = new Date('2026-09-18T01:00:00Z');
    const to = (ms: number) => windowFault(from, new Date(from.getTime() + ms));
    expect([to(0), to(1), to(86_400_000), to(86_400_001)]).toEqual(['empty', null, null, 'too_long']);
  });

  test('what was held or cancelled is over', () => {
    expect(appointmentMoves).toMatchObject({ held: [], cancelled: [] });
  });
});

describe('PB-4.8 appointments', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  const PLAN = { startsAt: '2026-09-22T01:30:00.000Z', endsAt: '2026-09-22T03:00:00.000Z', place: '政务中心 3 号窗', bring: '身份证原件', phone: '13800001111' };
  interface Here { deal: DealView; stepId: string; parties: string[]; send: (path: string, body: object) => Promise<{ status: number; body: any }> }

  /** A sale with a specialist, and its online signing, for which both parties come. */
  async function ready(at: Brokerage): Promise<Here> {
    const deal = await stage.assigned(at);
    const { specialist } = stage.staff(at);
    const { body } = await specialist.get(`deals/${deal.id}/steps`);
    return { deal, stepId: body.steps[0].id, parties: deal.parties.map((p) => p.id), send: (path, given) => specialist.send('POST', `deals/${deal.id}/${path}`, given) };
  }
  const made = async ({ stepId, parties, send }: Here, more: object = {}) => (await send('appointments', { stepId, partyIds: parties, ...PLAN, ...more })).body;
  const texts = async (at: Brokerage) => (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1' && e.payload['kind'] === 'appointment_made').map((e) => e.payload as { values: object; to: { key: string }[] });

  test('PB-4.8 an appointment is texted to those who come, with time, place and phone; each answer is kept', async () => {
    const here = await ready(east);
    const appointment = await made(here);
    expect(appointment).toMatchObject({ status: 'planned', step: { zh: '网签' }, bring: '身份证原件', answers: [{ name: '钱永年', answer: 'none', text: null }, { name: '周子涵', sideName: { zh: '买方' } }] });
    expect((await texts(east)).at(-1)).toMatchObject({ values: { when: '09-22 09:30-11:00', where: '政务中心 3 号窗', step: { zh: '网签' }, specialist: '孙莉', phone: '13800001111', tenant: '江州置业' }, to: here.parties.map((key) => ({ key })) });
    const answer = (partyId: string, said: object) => here.send(`appointments/${appointment.id}/answer`, { partyId, ...said });
    expect((await answer(here.parties[0]!, { answer: 'confirmed' })).body.answers[0]).toMatchObject({ answer: 'confirmed', by: '孙莉', at: expect.any(String) });
    expect((await answer(here.parties[1]!, { answer: 'another_time', note: '下午才行' })).body.answers[1]).toMatchObject({ answer: 'another_time', note: '下午才行' });
    expect((await answer(here.stepId, { answer: 'confirmed' })).body.errors).toMatchObject([{ field: 'partyId', code: 'not_asked' }]);
  });

  test('PB-4.8 another time is kept beside the first; everybody is texted and asked again', async () => {
    const here = await ready(east);
    const appointment = await made(here);
    await here.send(`appointments/${appointment.id}/answer`, { partyId: here.parties[0], answer: 'confirmed' });
    const before = (await texts(east)).length;
    const { body } = await here.send(`appointments/${appointment.id}/change`, { startsAt: '2026-09-22T06:00:00.000Z', endsAt: '2026-09-22T07:00:00.000Z', place: '政务中心 5 号窗', reason: '买方下午才行' });
    expect(body).toMatchObject({ startsAt: '2026-09-22T06:00:00.000Z', place: '政务中心 5 号窗', changes: [{ startsAt: PLAN.startsAt, place: PLAN.place, reason: '买方下午才行', by: '孙莉' }], answers: [{ answer: 'none' }, { answer: 'none' }] });
    expect((await texts(east)).length).toBe(before + 1);
    expect((await stage.staff(east).agent.get(`deals/${here.deal.id}/appointments`)).body.items).toMatchObject([{ id: appointment.id, changes: [{ by: '孙莉' }] }]);
  });

  test('PB-4.8 a step where the client must come is not finished before somebody came and the specialist was there', async () => {
    const here = await ready(east);
    const finish = () => here.send(`steps/${here.stepId}/finish`, { finishedAt: '2026-09-18T01:45:00.000Z', phone: '13800001111' });
    expect(await finish()).toMatchObject({ status: 422, body: { clause: 'PB-4.8', code: 'not_accompanied' } });
    const past = { startsAt: '2026-09-18T00:30:00.000Z', endsAt: '2026-09-18T01:30:00.000Z' };
    const sent = (await texts(east)).length;
    const attend = async (attendance: object) => here.send(`appointments/${(await made(here, past)).id}/attendance`, { presentAt: past.startsAt, leftAt: past.endsAt, ...attendance });
    expect((await attend({ partyIds: here.parties, specialist: false })).body).toMatchObject({ status: 'held', attendance: { specialist: false } });
    await attend({ partyIds: [], specialist: true });
    expect((await finish()).body).toMatchObject({ code: 'not_accompanied' });
    expect((await attend({ partyIds: [here.parties[1]], specialist: true, note: '卖方由代办人签字' })).body).toMatchObject({ attendance: { partyIds: [here.parties[1]], by: '孙莉', note: '卖方由代办人签字' } });
    expect((await finish()).status).toBe(200);
    // What was over already was announced to nobody.
    expect((await texts(east)).length).toBe(sent);
  });

  test('PB-4.8 attendance is a fact: never in the future, once, of parties of the deal', async () => {
    const here = await ready(west);
    const appointment = await made(here);
    const attend = (more: object = {}) => here.send(`appointments/${appointment.id}/attendance`, { partyIds: here.parties, specialist: true, presentAt: '2026-09-18T01:00:00.000Z', leftAt: '2026-09-18T01:30:00.000Z', ...more });
    expect((await attend({ leftAt: '2026-09-18T20:00:00.000Z' })).body.errors).toMatchObject([{ field: 'leftAt', code: 'future' }]);
    expect((await attend({ leftAt: '2026-09-18T01:00:00.000Z' })).body.errors).toMatchObject([{ field: 'leftAt', code: 'empty' }]);
    expect((await attend({ partyIds: [here.stepId] })).body.errors).toMatchObject([{ field: 'partyIds.0', code: 'unknown_party' }]);
    expect((await attend()).status).toBe(200);
    expect((await attend()).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
    expect((await here.send(`appointments/${appointment.id}/cancel`, { reason: '不去了' })).status).toBe(409);
  });

  test('PF-4 bad input names its fields; a cancelled appointment is over, and another company finds none', async () => {
    const here = await ready(west);
    expect((await made(here, { partyIds: [here.stepId], phone: '1' })).errors).toMatchObject([{ field: 'partyIds.0' }, { field: 'phone' }]);
    expect((await made(here, { endsAt: PLAN.startsAt })).errors).toMatchObject([{ field: 'endsAt', code: 'empty' }]);
    const appointment = await made(here);
    expect((await here.send(`appointments/${appointment.id}/cancel`, { reason: '客户改期' })).body).toMatchObject({ status: 'cancelled' });
    const other = await ready(east);
    expect((await other.send(`appointments/${appointment.id}/cancel`, { reason: '试试' })).status).toBe(404);
    expect((await stage.staff(east).specialist.get(`deals/${here.deal.id}/appointments`)).status).toBe(404);
    expect((await stage.staff(west).colleague.send('POST', `deals/${here.deal.id}/appointments`, { stepId: here.stepId, partyIds: here.parties, ...PLAN })).body).toMatchObject({ code: 'not_the_specialist' });
  });
});
