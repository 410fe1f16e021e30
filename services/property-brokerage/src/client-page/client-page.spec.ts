import { createHash } from 'node:crypto';
import { newId } from '@luyue/kernel';
import { type Brokerage, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { addressOf, hashOf, isSecret, linkState, newSecret } from '../client-links/client-links.rules.ts';
import { money } from '../money.harness.ts';
import type { DealView, PartyView } from '../views.ts';
import type { ClientPageView } from './client-page-views.ts';

describe('the rules of private links', () => {
  test('capability 5: a secret is told from anything else, kept as a hash, and stands behind # where no log sees it', () => {
    const { secret, hash } = newSecret();
    expect([isSecret(secret), hash, newSecret().secret === secret]).toEqual([true, createHash('sha256').update(secret).digest('hex'), false]);
    expect(['', secret.slice(1), `${secret}x`, 'a b c d e f g h ', undefined, [secret]].map(isSecret)).toEqual([false, false, false, false, false, false]);
    expect(addressOf('https://luyue.example', secret)).toBe(`https://luyue.example/c#${secret}`);
  });

  test('a link ends with its day or by being revoked, whichever comes first', () => {
    const [before, end, after] = [1, 2, 3].map((n) => new Date(n));
    const state = (revokedAt: Date | null, now: Date) => linkState({ expiresAt: end!, revokedAt }, now);
    expect([state(null, before!), state(null, end!), state(null, after!), state(before!, before!), state(before!, after!)]).toEqual(['live', 'expired', 'expired', 'revoked', 'revoked']);
  });
});

describe('capability 5: the page of a party', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  let funds: ReturnType<typeof money>;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
    funds = money(stage);
  }, 60_000);
  afterAll(() => stage.stop());

  const partyOf = (deal: DealView, side: PartyView['side']) => deal.parties.find((p) => p.side === side)!;
  const clients = (at: Brokerage, deal: DealView) => `deals/${deal.id}/clients`;
  const send = (at: Brokerage, deal: DealView, side: PartyView['side'], more: object = {}) => stage.staff(at).specialist.send('POST', `${clients(at, deal)}/links`, { partyId: partyOf(deal, side).id, phone: '138 0000 5207', ...more });

  /** The secret as the party gets it: out of the message, which nobody in the company reads. */
  async function linkOf(at: Brokerage, deal: DealView, side: PartyView['side'], more: object = {}): Promise<string> {
    expect((await send(at, deal, side, more)).status).toBe(201);
    const message = (await funds.asked(at, 'client_link')).findLast((m) => m.to[0]!.key === partyOf(deal, side).id)!;
    return String(message.values['url']).split('#')[1]!;
  }

  /** As the gateway passes on a request of somebody who has not signed in. */
  async function open<T = ClientPageView & { code: string }>(link: string | undefined, method = 'GET', path = '', body?: object): Promise<{ status: number; body: T }> {
    const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/client-page${path}`, {
      method, headers: { 'x-luyue-context': stage.signer.seal(null, 60), 'accept-language': 'en', ...(link !== undefined && { 'x-client-link': link }), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  const gone = async (link: string | undefined) => (await open(link)).body.code;
  const stepOf = async (at: Brokerage, deal: DealView, key: string) => (await stage.staff(at).specialist.get(`deals/${deal.id}/steps`)).body.steps.find((s: { key: string }) => s.key === key);
  const specialist = async (at: Brokerage, deal: DealView, path: string, body: object) => {
    const answer = await stage.staff(at).specialist.send('POST', `deals/${deal.id}/${path}`, body);
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };

  test('the party sees its deal: steps, specialist, appointments, and of the money its own alone', async () => {
    const deal = await stage.assigned(east);
    const [buyer, seller] = [partyOf(deal, 'buyer'), partyOf(deal, 'seller')];
    await funds.received(east, deal, '50000.00');
    await stage.staff(east).agent.send('POST', `deals/${deal.id}/receipts`, { kind: 'tax', payerPartyId: seller.id, amount: '1234.50', receivedAt: (await stage.now(east)).toISOString(), method: 'transfer' });
    const first = (await stage.staff(east).specialist.get(`deals/${deal.id}/steps`)).body.steps[0];
    await specialist(east, deal, 'appointments', { stepId: first.id, partyIds: [buyer.id], startsAt: '2026-09-22T01:30:00.000Z', endsAt: '2026-09-22T03:00:00.000Z', place: '政务中心 3 号窗', bring: '护照', phone: '13800005207' });
    const link = await linkOf(east, deal, 'buyer');
    const { status, body } = await open(link);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      company: '江州置业', zone: 'Asia/Shanghai', number: deal.number, name: '周子涵', sideName: { zh: '买方', en: 'buyer' }, status: 'assigned', specialist: { name: '孙莉', phone: '13800005207' }, stepsDone: 0,
      appointments: [{ step: first.name, place: '政务中心 3 号窗', bring: '护照', answer: 'none' }], messages: [{ kind: 'appointment_made', about: first.name }],
      payments: [{ direction: 'paid', what: { zh: '定金' }, amount: '50000.00' }], questions: [],
    });
    expect(body.steps[0]).toMatchObject({ name: first.name, state: 'pending', asked: false, accompanied: null });
    // Nothing of the other side, and no number of anybody.
    for (const secret of ['1234.50', SELLER.idNumber, SELLER.phone, SELLER.name, 'E12345678', '13900007702']) expect(JSON.stringify(body)).not.toContain(secret);
    const other = (await open(await linkOf(east, deal, 'seller'))).body;
    expect(other).toMatchObject({ name: '钱永年', appointments: [], messages: [], payments: [{ what: { zh: '代收税费' }, amount: '1234.50' }] });
  });

  test('the address goes to the phone of the party alone; staff see that it was sent, opened and when it ends', async () => {
    const deal = await stage.assigned(east);
    const link = await linkOf(east, deal, 'buyer', { days: 7 });
    const [message] = (await funds.asked(east, 'client_link')).slice(-1);
    expect(message).toMatchObject({ kind: 'client_link', clauseId: 'PB-4.8', to: [{ phone: '13900007702', channels: ['sms'] }], values: { tenant: '江州置业', url: `https://luyue.example/c#${link}` } });
    const before = (await stage.staff(east).specialist.get(clients(east, deal))).body;
    expect(before).toMatchObject({ links: [{ name: '周子涵', phoneMasked: expect.not.stringContaining('13900007702'), state: 'live', openedAt: null, text: null }], words: [] });
    for (const text of [JSON.stringify(before), JSON.stringify((await stage.staff(east).specialist.get(`deals/${deal.id}/timeline`)).body)]) expect(text).not.toContain(link);
    const days = (Date.parse(before.links[0].expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    await open(link);
    expect((await stage.staff(east).supervisor.get(clients(east, deal))).body.links[0].openedAt).not.toBeNull();
    const rows = await stage.read(east, (tx) => tx.manager.query('SELECT hash FROM client_link WHERE deal_id = $1', [deal.id]));
    expect(rows).toEqual([{ hash: hashOf(link) }]);
  });

  test('what opens nothing gives one answer: unknown, malformed, none, revoked, replaced, expired', async () => {
    const deal = await stage.assigned(east);
    const first = await linkOf(east, deal, 'buyer');
    const second = await linkOf(east, deal, 'buyer');
    expect([await gone(first), (await open(second)).status, await gone(newSecret().secret), await gone('x'), await gone(undefined), await gone(`${second}a`)]).toEqual(['link_closed', 200, 'link_closed', 'link_closed', 'link_closed', 'link_closed']);
    expect((await open(first)).status).toBe(404);
    const { links } = (await stage.staff(east).specialist.get(clients(east, deal))).body;
    expect(links.map((l: { state: string }) => l.state)).toEqual(['live', 'revoked']);
    const revoke = `${clients(east, deal)}/links/${links[0].id}/revoke`;
    expect((await stage.staff(east).colleague.send('POST', revoke)).body).toMatchObject({ code: 'not_the_specialist' });
    expect((await stage.staff(east).supervisor.send('POST', revoke)).body.links[0]).toMatchObject({ state: 'revoked', revokedBy: '何静' });
    expect((await stage.staff(east).specialist.send('POST', revoke)).body).toMatchObject({ status: 409, code: 'already_revoked' });
    expect(await gone(second)).toBe('link_closed');
    const third = await linkOf(east, deal, 'buyer');
    await stage.write(east, (tx) => tx.manager.query(`UPDATE client_link SET expires_at = now() WHERE hash = $1`, [hashOf(third)]));
    expect(await gone(third)).toBe('link_closed');
    expect((await open(third, 'POST', '/questions', { text: '还在吗' })).body.code).toBe('link_closed');
  });

  test('a party corrected to be somebody else, or reached elsewhere, leaves the old link without a page', async () => {
    const deal = await stage.assigned(east);
    const link = await linkOf(east, deal, 'buyer');
    await stage.write(east, (tx) => tx.manager.query(`UPDATE deal_party SET phone = '13911112222' WHERE id = $1`, [partyOf(deal, 'buyer').id]));
    expect(await gone(link)).toBe('link_closed');
  });

  test('PB-4.8 the party answers its appointment; another time is told to the specialist; nobody answers for the other party', async () => {
    const deal = await stage.assigned(east);
    const first = (await stage.staff(east).specialist.get(`deals/${deal.id}/steps`)).body.steps[0];
    const made = await specialist(east, deal, 'appointments', { stepId: first.id, partyIds: [partyOf(deal, 'buyer').id], startsAt: '2026-09-22T01:30:00.000Z', endsAt: '2026-09-22T03:00:00.000Z', place: '政务中心', phone: '13800005207' });
    const [link, stranger] = [await linkOf(east, deal, 'buyer'), await linkOf(east, deal, 'seller')];
    const path = `/appointments/${made.id}/answer`;
    expect((await open(link, 'POST', path, { answer: 'another_time', note: '周三才有空' })).body.appointments).toMatchObject([{ answer: 'another_time', note: '周三才有空' }]);
    expect((await funds.asked(east, 'client_said')).at(-1)).toMatchObject({ values: { party: '周子涵', side: { zh: '买方' }, text: '希望改约：周三才有空' }, to: [{ userId: east.specialist.id, copy: false }, { userId: east.agent.id, copy: true }] });
    const count = (await funds.asked(east, 'client_said')).length;
    await open(link, 'POST', path, { answer: 'confirmed' });
    expect((await funds.asked(east, 'client_said')).length).toBe(count);
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/appointments`)).body.items[0].answers).toMatchObject([{ answer: 'confirmed', by: '周子涵' }]);
    expect((await open(stranger, 'POST', path, { answer: 'confirmed' })).body).toMatchObject({ status: 400, errors: [{ code: 'not_asked' }] });
    expect((await open(link, 'POST', `/appointments/${newId()}/answer`, { answer: 'confirmed' })).status).toBe(404);
    expect((await open(link, 'POST', path, { answer: 'maybe' })).status).toBe(400);
  });

  test('PB-4.8 the party is the second witness: once for each finished step it came for, and a no reaches the supervisor', async () => {
    const deal = await stage.assigned(east, { business: 'lease', payment: null });
    const [link, other] = [await linkOf(east, deal, 'buyer'), await linkOf(east, deal, 'seller')];
    const step = await stepOf(east, deal, 'lease_filing');
    const say = (as: string, accompanied: boolean, note?: string) => open(as, 'POST', `/steps/${step.id}/accompanied`, { accompanied, note });
    expect((await say(link, true)).body).toMatchObject({ status: 409, code: 'not_asked', clause: 'PB-4.8' });
    const now = (await stage.now(east)).getTime();
    const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
    const made = await specialist(east, deal, 'appointments', { stepId: step.id, partyIds: [partyOf(deal, 'buyer').id], startsAt: at(-60), endsAt: at(-30), place: '政务中心', phone: '13800005207' });
    await specialist(east, deal, `appointments/${made.id}/attendance`, { partyIds: [partyOf(deal, 'buyer').id], specialist: true, presentAt: at(-60), leftAt: at(-30) });
    await specialist(east, deal, `steps/${step.id}/finish`, { finishedAt: at(-20), phone: '13800005207', outOfOrderReason: '先办备案' });
    const asked = (await open(link)).body.steps.find((s) => s.id === step.id);
    expect(asked).toMatchObject({ state: 'done', asked: true, accompanied: null });
    const said = (await say(link, true)).body;
    expect(said.steps.find((s) => s.id === step.id)).toMatchObject({ asked: false, accompanied: true });
    expect((await say(link, false)).body).toMatchObject({ status: 409, code: 'already_said' });
    await say(other, false, '我没看到人');
    expect((await funds.asked(east, 'client_said')).at(-1)).toMatchObject({ values: { text: expect.stringContaining('专员不在场：我没看到人') }, to: [{ userId: east.specialist.id }, { userId: east.agent.id }, { role: 'supervisor' }] });
    expect((await stage.staff(east).supervisor.get(clients(east, deal))).body.words).toMatchObject([{ name: '钱永年', kind: 'accompanied', accompanied: false, step: step.name }, { name: '周子涵', accompanied: true }]);
  });

  test('PB-3.1 the agent of the shop answers what a client of the deal asks as well, one of another deal does not', async () => {
    const deal = await stage.assigned(west);
    const link = await linkOf(west, deal, 'buyer');
    const asked = (await open(link, 'POST', '/questions', { text: '钥匙什么时候拿？' })).body;
    const path = `${clients(west, deal)}/words/${asked.questions[0]!.id}/answer`;
    expect((await stage.staff(west).supervisor.send('POST', path, { answer: '交房当天' })).body).toMatchObject({ status: 403, permission: 'deal.work' });
    expect((await stage.staff(east).agent.send('POST', path, { answer: '交房当天' })).status).toBe(404);
    expect((await stage.staff(west).agent.send('POST', path, { answer: '交房当天' })).status).toBe(200);
    expect((await open(link)).body.questions).toMatchObject([{ answer: '交房当天', answeredBy: '邱晨' }]);
  });

  test('a question reaches the specialist, whose answer the party reads; twenty a day and not one more', async () => {
    const deal = await stage.assigned(west);
    const link = await linkOf(west, deal, 'buyer');
    const asked = (await open(link, 'POST', '/questions', { text: '尾款哪天放款？' })).body;
    expect(asked.questions).toMatchObject([{ text: '尾款哪天放款？', answer: null }]);
    const path = `${clients(west, deal)}/words/${asked.questions[0]!.id}/answer`;
    expect((await stage.staff(west).colleague.send('POST', path, { answer: '周五' })).body).toMatchObject({ code: 'not_the_specialist' });
    expect((await stage.staff(west).specialist.send('POST', path, { answer: '周五' })).status).toBe(200);
    expect((await stage.staff(west).specialist.send('POST', path, { answer: '周六' })).body).toMatchObject({ status: 409, code: 'already_answered' });
    expect((await open(link)).body.questions).toMatchObject([{ answer: '周五', answeredBy: '孙莉' }]);
    expect((await open(await linkOf(west, deal, 'seller'))).body.questions).toEqual([]);
    for (let n = 1; n < 20; n += 1) expect((await open(link, 'POST', '/questions', { text: `第 ${n} 问` })).status).toBe(200);
    expect((await open(link, 'POST', '/questions', { text: '再问一个' })).body).toMatchObject({ status: 429, code: 'too_many_questions' });
    expect((await open(link, 'POST', '/questions', { text: '?' })).status).toBe(400);
  });

  test('a cancelled deal is still looked at, and nothing is said to it any more', async () => {
    const deal = await stage.assigned(west);
    const link = await linkOf(west, deal, 'buyer');
    expect((await stage.staff(west).supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '买方反悔' })).status).toBe(200);
    expect((await open(link)).body.status).toBe('cancelled');
    expect((await open(link, 'POST', '/questions', { text: '怎么取消了' })).body).toMatchObject({ status: 409, code: 'deal_closed' });
  });

  test('PF-4 links are made by the specialist of the deal, for its parties, in its company', async () => {
    const deal = await stage.assigned(east);
    expect((await stage.staff(east).agent.send('POST', `${clients(east, deal)}/links`, { partyId: partyOf(deal, 'buyer').id, phone: '13800005207' })).body).toMatchObject({ permission: 'deal.work' });
    expect((await stage.staff(east).colleague.send('POST', `${clients(east, deal)}/links`, { partyId: partyOf(deal, 'buyer').id, phone: '13800005207' })).body).toMatchObject({ code: 'not_the_specialist' });
    expect((await send(east, deal, 'buyer', { partyId: newId() })).body).toMatchObject({ status: 400, errors: [{ field: 'partyId' }] });
    expect((await send(east, deal, 'buyer', { days: 181 })).body).toMatchObject({ status: 400, errors: [{ field: 'days' }] });
    expect((await send(east, deal, 'buyer', { phone: '12' })).body).toMatchObject({ status: 400, errors: [{ field: 'phone' }] });
    expect((await send(west, deal, 'buyer')).status).toBe(404);
    expect((await stage.staff(west).specialist.get(clients(west, deal))).status).toBe(404);
  });
});
