import { randomUUID } from 'node:crypto';
import { type AskedRecipient, make, MessageRequested, type MessageSettled } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { type Person, type Place, until } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { Channels, type Result } from '../outbox/channels.ts';
import { Sender } from '../outbox/sender.ts';

let running: Running;
let east: Place;
let west: Place;
let people: Record<'finance' | 'supervisor' | 'specialist', Person>;
beforeAll(async () => {
  running = await startNotification('http,consume');
  [east, west] = [await running.tenant('江州置业'), await running.tenant('海州置业')];
  people = { finance: await running.person(east, '财务', { roles: ['department_finance'] }), supervisor: await running.person(east, '周敏', { roles: ['supervisor'] }), specialist: await running.person(east, '何静', { roles: ['specialist'] }) };
}, 60_000);
afterAll(() => running.stop());
// What a test has left is not sent in the next one.
afterEach(async () => {
  providers();
  await send();
  jest.restoreAllMocks();
});

const BOTH = ['inapp', 'email'] as const;
const role = (code: string, more: Partial<AskedRecipient & { unitId: string }> = {}): AskedRecipient => ({ key: code, person: 'role', role: code, unitId: east.unitId, channels: [...BOTH], copy: false, ...more }) as AskedRecipient;
const user = (who: { id: string }, more: Partial<AskedRecipient> = {}): AskedRecipient => ({ key: who.id, person: 'user', userId: who.id, channels: [...BOTH], copy: true, ...more }) as AskedRecipient;
const party = (key: string, more: object = {}): AskedRecipient => ({ key, person: 'outside', name: '陈丽', phone: '13800005207', email: null, language: 'zh', channels: ['sms'], copy: false, ...more }) as AskedRecipient;
const subject = (): MessageRequested['subject'] => ({ type: 'deal', id: newId(), number: 'CJ20261124-0007', title: '买卖，全款', place: '滨江一号' });

const RECEIPT = { amount: { zh: '50000.00 元', en: '50000.00 yuan' }, receivedOn: '11-24', purpose: '定金', payer: '陈丽', shop: '滨江店', agent: '李强' };
const INTRODUCED = { tenant: '江州置业', specialist: '何静', phone: '13900001111' };
const report = (to: AskedRecipient[], more: Partial<MessageRequested> = {}): MessageRequested => make(MessageRequested, {
  messageId: newId(), context: 'property-brokerage', unitId: east.unitId, subject: subject(), clauseId: 'PB-4.6', obligationId: null, dueAt: null, urgent: false, link: '/deals/1', kind: 'receipt_reported', values: RECEIPT, to, ...more,
});
const introduce = (to: AskedRecipient[], more: Partial<MessageRequested> = {}): MessageRequested => report(to, { kind: 'party_introduced', clauseId: 'PB-4.3a', values: INTRODUCED, ...more });

const settledOf = async (place: Place, { messageId }: MessageRequested): Promise<MessageSettled[]> =>
  (await running.published(place)).filter((e) => e.type === 'notification.message.settled.v1' && e.payload['messageId'] === messageId).map((e) => e.payload as unknown as MessageSettled);
const told = async (e: MessageRequested, place = east): Promise<string[]> => (await settledOf(place, e)).map((s) => `${s.recipient} ${s.channel} ${s.result}`);
const leftBy = async (e: MessageRequested, place = east) => (await running.outboxOf(place, {})).filter((m) => m.noticeId === e.messageId);
const inboxOf = async (who: Person, e: MessageRequested) => (await running.inboxOf(who)).items.filter((m) => m.link === e.link);
/** Asks, and waits until the request was taken in. */
async function ask(e: MessageRequested, place = east): Promise<MessageRequested> {
  await running.publish(place, [e]);
  await until(async () => [...await told(e, place), ...await leftBy(e, place)], (seen) => seen.length > 0);
  return e;
}
/** Providers answer by channel and address; what is not said is accepted. Returns what they were asked to send. */
function providers(answers: Record<string, Result> = {}): string[] {
  const asked: string[] = [];
  jest.spyOn(running.get(Channels), 'of').mockImplementation((channel) => ({
    send: async ({ address }) => { asked.push(`${channel} ${address}`); return answers[`${channel} ${address}`] ?? answers[channel] ?? { kind: 'accepted', providerId: `${channel}-1` }; },
  }));
  return asked;
}
const bounce: Result = { kind: 'bounced', reason: 'unknown number' };
async function send(): Promise<void> { while (await running.get(Sender).turn()); }
const duty = async (id: string, place = east) => (await running.ask(place, 'GET', `obligations?subjectId=${id}`, { permissions: ['obligation.read'] })).body.items;

test('PB-4.6: a report lies in each inbox and leaves by e-mail; each recipient is told as the provider accepts it (R22)', async () => {
  const e = await ask(report([role('department_finance'), role('supervisor', { copy: true }), user(people.specialist)], { link: '/deals/pb-4.6' }));
  expect(await inboxOf(people.finance, e)).toMatchObject([{
    kind: 'receipt_reported', clauseId: 'PB-4.6', urgent: false, title: { zh: 'CJ20261124-0007 收款 50000.00 元', en: '50000.00 yuan received for CJ20261124-0007' }, text: { zh: '滨江一号，买卖，全款。11-24 收陈丽定金，滨江店李强上报。' },
  }]);
  for (const who of [people.supervisor, people.specialist]) expect(await inboxOf(who, e)).toHaveLength(1);
  expect((await told(e)).toSorted()).toEqual(['department_finance inapp accepted', 'supervisor inapp accepted', `${people.specialist.id} inapp accepted`].toSorted());
  providers();
  await send();
  expect((await told(e)).slice(3).toSorted()).toEqual(['department_finance email accepted', 'supervisor email accepted', `${people.specialist.id} email accepted`].toSorted());
  expect((await settledOf(east, e)).find((s) => s.recipient === 'department_finance' && s.channel === 'email')).toEqual({
    messageId: e.messageId, version: 2, context: 'property-brokerage', recipient: 'department_finance', channel: 'email', result: 'accepted', levelsUp: 0, providerId: 'email-1', reason: null, at: expect.any(String),
  });
});

test('PB-4.3a: both parties are texted in their own language at the number given; they are no users and have no inbox', async () => {
  const e = await ask(introduce([party('buyer'), party('seller', { name: 'Wang', phone: '13700002222', language: 'en' })]));
  const asked = providers();
  await send();
  expect(asked.toSorted()).toEqual(['sms 13700002222', 'sms 13800005207']);
  expect((await leftBy(e)).map((m) => [m.to, m.subject, m.text, m.status]).toSorted()).toEqual([
    ['Wang <13700002222>', '江州置业', '何静, phone 13900001111, sees to the formalities of 滨江一号 for you.', 'accepted'], ['陈丽 <13800005207>', '江州置业', '滨江一号 的手续由专员何静为您办理，电话 13900001111。', 'accepted'],
  ]);
  expect((await told(e)).toSorted()).toEqual(['buyer sms accepted', 'seller sms accepted']);
});

test('a request that comes again, as the same event or as another with its id, changes nothing', async () => {
  const [e, id] = [report([role('department_finance'), party('buyer')], { link: '/deals/again' }), randomUUID()];
  await running.publish(east, [e], [id]);
  await until(() => told(e), (seen) => seen.length === 1);
  await running.publish(east, [e], [id]);
  await running.publish(east, [{ ...e, kind: 'client_link', values: {}, to: [user(people.supervisor)] } as MessageRequested].map((again) => Object.assign(new MessageRequested(), again)));
  // Another one behind it, to know that they were seen.
  await ask(introduce([party('buyer')]));
  expect([await told(e), (await leftBy(e)).length, (await inboxOf(people.finance, e)).length, (await inboxOf(people.supervisor, e)).length]).toEqual([['department_finance inapp accepted'], 2, 1, 0]);
});

describe('R22: a bounce', () => {
  test('of somebody outside is made good at their other address, and told with each result; the asking unit owes the retry', async () => {
    const e = await ask(introduce([party('buyer', { email: 'chen@example.com' })]));
    const asked = providers({ sms: bounce });
    await send();
    expect(asked).toEqual(['sms 13800005207', 'email chen@example.com']);
    expect((await settledOf(east, e)).map((s) => [s.channel, s.result, s.version, s.providerId, s.reason])).toEqual([['sms', 'bounced', 2, null, 'unknown number'], ['sms', 'retried', 3, 'email-1', 'unknown number']]);
    const first = (await leftBy(e)).find((m) => !m.retryOf)!;
    expect(await duty(first.id)).toMatchObject([{ clauseId: 'PF-13', status: 'met', owner: { unitId: east.unitId } }]);
  });

  test('where the owed address was never given no provider is asked; without another one the duty stays open', async () => {
    const e = await ask(introduce([party('buyer', { phone: null })]));
    const asked = providers();
    await send();
    expect(asked).toEqual([]);
    expect(await settledOf(east, e)).toMatchObject([{ result: 'bounced', reason: 'no address' }]);
    const left = await leftBy(e);
    expect(left).toMatchObject([{ status: 'bounced', to: '陈丽' }]);
    expect(await duty(left[0]!.id)).toMatchObject([{ status: 'open' }]);
  });

  test.each([['comes after', 'sms'], ['came before', 'email']] as const)('with both channels owed the other one is the retry, which %s; nothing is sent twice', async (_when, first) => {
    const e = await ask(introduce([party('buyer', { channels: ['sms', 'email'], email: 'chen@example.com' })]));
    const asked = providers({ sms: bounce });
    // The sender takes what has waited longer.
    await running.write(east, (tx) => tx.sql({ name: 'spec_first', text: `UPDATE outbound_message SET send_at = send_at - interval '1 minute' WHERE tenant_id = $1 AND channel = $2 AND notice_id = $3` }, [east.id, first, e.messageId]));
    await send();
    expect(asked).toEqual(first === 'sms' ? ['sms 13800005207', 'email chen@example.com'] : ['email chen@example.com', 'sms 13800005207']);
    expect(await told(e)).toEqual(first === 'sms' ? ['buyer sms bounced', 'buyer email accepted', 'buyer sms retried'] : ['buyer email accepted', 'buyer sms bounced', 'buyer sms retried']);
    const sms = (await leftBy(e)).find((m) => m.channel === 'sms')!;
    expect([sms.status, await duty(sms.id)]).toMatchObject(['retried', [{ status: 'met' }]]);
  });

  test('on both channels leaves one duty open and tells both', async () => {
    const e = await ask(introduce([party('buyer', { channels: ['sms', 'email'], email: 'chen@example.com' })]));
    const asked = providers({ sms: bounce, email: bounce });
    await send();
    expect([asked.length, (await told(e)).toSorted()]).toEqual([2, ['buyer email bounced', 'buyer sms bounced']]);
    const open = (await Promise.all((await leftBy(e)).map((m) => duty(m.id)))).flat();
    expect(open).toMatchObject([{ status: 'open' }]);
  });

  test('on both channels at the same moment does not make two senders wait for each other', async () => {
    const e = await ask(introduce(['a', 'b'].map((key) => party(key, { channels: ['sms', 'email'], email: `${key}@example.com` }))));
    const sender = running.get(Sender);
    const taken = await running.write(east, (tx) => sender['take'](tx));
    await Promise.all(taken.map((row) => running.write(east, (tx) => sender['keep'](tx, row, bounce))));
    expect((await told(e)).toSorted()).toEqual(['a email bounced', 'a sms bounced', 'b email bounced', 'b sms bounced']);
    expect((await leftBy(e)).map((m) => m.retryOf !== null).toSorted()).toEqual([false, false, true, true]);
  });
});

describe('R16: a vacant role', () => {
  test('passes what is owed to the next one up, flagged; a copy is vacant and holds up nothing', async () => {
    const place = await running.tenant('小置业');
    const leader = await running.person(place, '总经理', { roles: ['leader'] });
    const of = (code: string, copy: boolean) => role(code, { unitId: place.unitId, copy });
    const e = await ask(report([of('department_finance', false), of('department_manager', true), user(leader, { key: 'leader', channels: ['inapp'] })], { unitId: place.unitId, link: '/deals/r16' }), place);
    // Finance, then its manager, then the manager of the unit, then the leader: three up.
    expect((await settledOf(place, e)).map((s) => [s.recipient, s.channel, s.result, s.levelsUp]).toSorted()).toEqual([
      ['department_finance', 'inapp', 'accepted', 3], ['department_manager', 'email', 'vacant', 0], ['department_manager', 'inapp', 'vacant', 0], ['leader', 'inapp', 'accepted', 0],
    ]);
    expect(await inboxOf(leader, e)).toMatchObject([{ text: { zh: expect.stringContaining('（部门财务空缺，转给您）'), en: expect.stringContaining('Department finance vacant') } }]);
    providers();
    await send();
    expect((await leftBy(e, place)).map((m) => [m.to, m.channel, m.status]).toSorted()).toEqual([['总经理', 'email', 'accepted'], ['部门经理', 'inapp', 'vacant'], ['部门财务', 'inapp', 'vacant']]);
    expect((await leftBy(e, place)).find((m) => m.channel === 'email')!.text).toContain('（部门财务空缺，转给您）');
  });

  test('below that is held further up is flagged by levels, for a copy too', async () => {
    const shop = await running.unit(east, '滨江店', { kind: 'shop' });
    const e = await ask(report([role('supervisor', { unitId: shop, copy: true, channels: ['inapp'] })], { link: '/deals/up' }));
    expect(await settledOf(east, e)).toMatchObject([{ result: 'accepted', levelsUp: 1 }]);
    expect(await inboxOf(people.supervisor, e)).toMatchObject([{ text: { zh: expect.stringContaining('（主管空缺，转给您）') } }]);
  });

  test('somebody who has left is told as vacant, with the reason', async () => {
    const gone = await running.person(east, '离职的', { active: false });
    const e = await ask(report([user(gone, { key: 'specialist' })]));
    expect((await settledOf(east, e)).map((s) => [s.recipient, s.channel, s.result, s.reason])).toEqual([['specialist', 'inapp', 'vacant', 'the user has left'], ['specialist', 'email', 'vacant', 'the user has left']]);
  });
});

test('R22: of several holders of a role one who is reached is enough, and a bounce is one of them all', async () => {
  const place = await running.tenant('两位财务');
  const holders = [await running.person(place, '甲', { roles: ['department_finance'] }), await running.person(place, '乙', { roles: ['department_finance'] })];
  for (const who of holders) await running.ask(who, 'PUT', `contacts/${who.id}`, { body: { email: `${who.name === '甲' ? 'a' : 'b'}@example.com`, phone: null } });
  const to = () => [role('department_finance', { unitId: place.unitId, channels: ['email'] })];
  const one = await ask(report(to(), { unitId: place.unitId }), place);
  providers({ 'email a@example.com': bounce, sms: bounce });
  await send();
  expect(await told(one, place)).toEqual(['department_finance email accepted']);
  const none = await ask(report(to(), { unitId: place.unitId }), place);
  providers({ email: bounce, sms: bounce });
  await send();
  expect(await told(none, place)).toEqual(['department_finance email bounced']);
});

test('R26: in a suspended tenant the inbox has it, what would leave is withheld and told so', async () => {
  const place = await running.tenant('停用', { status: 'suspended' });
  const he = await running.person(place, '何军', { roles: ['department_finance'] });
  const e = await ask(report([role('department_finance', { unitId: place.unitId }), party('buyer')], { unitId: place.unitId, urgent: true, link: '/deals/r26' }), place);
  const asked = providers();
  await send();
  expect([asked, (await told(e, place)).toSorted(), (await inboxOf(he, e)).length]).toEqual([[], ['buyer sms withheld', 'department_finance email withheld', 'department_finance inapp accepted'], 1]);
  expect((await settledOf(place, e)).find((s) => s.result === 'withheld')).toMatchObject({ reason: 'tenant suspended' });
});

test('R23: quiet hours hold a message, unless the obligation behind it would fall due meanwhile or it is urgent', async () => {
  // Quiet all around the clock but for one minute twenty hours from now, so that it is night whenever this runs.
  const soon = new Date(Date.now() + 20 * 3_600_000);
  const [to, from] = [soon, new Date(soon.getTime() + 60_000)].map((at) => at.toISOString().slice(11, 16)) as [string, string];
  const place = await running.tenant('夜间', { quiet: [from, to], zone: 'UTC' });
  const more = { unitId: place.unitId };
  const [plain, owed, urgent] = [introduce([party('a')], more), introduce([party('b')], { ...more, dueAt: new Date(Date.now() + 3_600_000).toISOString() }), introduce([party('c')], { ...more, urgent: true })];
  for (const e of [plain, owed, urgent]) await ask(e, place);
  providers();
  await send();
  expect(await Promise.all([plain, owed, urgent].map((e) => told(e, place)))).toEqual([[], ['b sms accepted'], ['c sms accepted']]);
  expect(await leftBy(plain, place)).toMatchObject([{ status: 'held' }]);
});

test('R23: the retry of a bounce leaves at once in the night, because it is owed before the morning', async () => {
  const soon = new Date(Date.now() + 20 * 3_600_000);
  const [to, from] = [soon, new Date(soon.getTime() + 60_000)].map((at) => at.toISOString().slice(11, 16)) as [string, string];
  const place = await running.tenant('夜间退信', { quiet: [from, to], zone: 'UTC' });
  const e = await ask(introduce([party('a', { email: 'chen@example.com' })], { unitId: place.unitId, dueAt: new Date(Date.now() + 3_600_000).toISOString() }), place);
  providers({ sms: bounce });
  await send();
  expect(await told(e, place)).toEqual(['a sms bounced', 'a sms retried']);
});

test('a sandbox never sends: the development provider accepts for it', async () => {
  const place = await running.tenant('沙箱', { sandbox: true });
  const e = await ask(introduce([party('buyer')], { unitId: place.unitId }), place);
  const of = jest.spyOn(running.get(Channels), 'of');
  await send();
  expect([of.mock.calls.every(([, sandbox]) => sandbox), await told(e, place)]).toEqual([true, ['buyer sms accepted']]);
});

test.each<[string, () => MessageRequested, RegExp]>([
  ['a kind that there is not', () => report([role('department_finance')], { kind: 'birthday' }), /no notice of the kind birthday/],
  ['a value that is missing', () => report([role('department_finance')], { values: { ...RECEIPT, payer: undefined as never } }), /receipt_reported lacks payer/],
  ['a place that the words need', () => report([role('department_finance')], { subject: { ...subject(), place: null } }), /lacks address/],
  ['an inbox for somebody outside', () => report([role('department_finance'), party('buyer', { channels: ['inapp'] })]), /to buyer: nobody outside has an inbox/],
  ['a user that there is not', () => report([role('department_finance'), user({ id: newId() }, { key: 'him' })]), /to him: there is no user/],
  ['a unit that there is not', () => report([role('department_finance', { unitId: newId() })]), /there is no org unit/],
  ['too many recipients', () => report(Array.from({ length: 51 }, (_, n) => party(`p${n}`))), /to must contain no more than 50 elements/],
])('PF-13: %s makes a dead letter, and nothing is half written', async (_what, bad, reason) => {
  const e = bad();
  e.link = `/deals/${e.messageId}`;
  await running.publish(east, [e]);
  const letters = () => running.ask(east, 'GET', 'dead-letters', { permissions: ['deadLetter.read'] });
  const [letter] = await until(async () => (await letters()).body.items.filter((l: { key: string }) => l.key === e.messageId), (found) => found.length > 0);
  expect(letter).toMatchObject({ type: 'notification.message.requested.v1', reason: expect.stringMatching(reason) });
  expect([await told(e), await leftBy(e), await inboxOf(people.finance, e)]).toEqual([[], [], []]);
});

test('PF-4: a message is its tenant\'s own: nobody of another is reached, and the same id asks there anew', async () => {
  const foreign = report([user(people.specialist, { key: 'him' })], { unitId: west.unitId, link: '/deals/foreign' });
  await running.publish(west, [foreign]);
  await until(async () => (await running.ask(west, 'GET', 'dead-letters', { permissions: ['deadLetter.read'] })).body.items, (items) => items.length > 0);
  expect(await inboxOf(people.specialist, foreign)).toEqual([]);
  const e = await ask(introduce([party('buyer')]));
  const twin = await ask(introduce([party('tenant', { name: '海州客户' })], { messageId: e.messageId, unitId: west.unitId }), west);
  providers();
  await send();
  expect([await told(e), await told(twin, west)]).toEqual([['buyer sms accepted'], ['tenant sms accepted']]);
  expect((await leftBy(twin, west)).map((m) => m.to)).toEqual(['海州客户 <13800005207>']);
});

test('PF-7: what is told of a message has neither words nor addresses; who may read the outbox sees them, within their units', async () => {
  const e = await ask(introduce([party('buyer')]));
  providers();
  await send();
  expect(JSON.stringify(await settledOf(east, e))).not.toMatch(/13800005207|陈丽|何静/);
  const results = (permissions: string[], units?: string[]) => running.ask(east, 'GET', `notices/${e.messageId}/results`, { permissions, ...(units && { units }) });
  expect((await results(['outbox.read'])).body.items).toEqual([{ channel: 'sms', recipient: '陈丽', result: 'accepted', at: expect.any(String), readAt: null, reason: null }]);
  expect([(await results(['deal.read'])).status, (await results(['outbox.read'], [newId()])).body.items, (await results(['outbox.read'], [east.unitId])).body.items.length]).toEqual([403, [], 1]);
});

test('PF-13: a company words what another context asks for itself, as any notice', async () => {
  const admin = { permissions: ['policy.read', 'policy.write'] };
  const path = 'templates/party_introduced/sms/zh';
  expect((await running.ask(people.supervisor, 'PUT', path, { ...admin, body: { title: '您好', text: '{specialist}（{phone}）' } })).body).toMatchObject({ own: { text: '{specialist}（{phone}）' } });
  const e = await ask(introduce([party('buyer')]));
  expect(await leftBy(e)).toMatchObject([{ subject: '您好', text: '何静（13900001111）' }]);
  expect((await running.ask(people.supervisor, 'PUT', path, { ...admin, body: { title: '您好', text: '{payer}' } })).body.errors).toMatchObject([{ code: 'unknown_placeholder' }]);
  await running.ask(people.supervisor, 'DELETE', path, admin);
});
