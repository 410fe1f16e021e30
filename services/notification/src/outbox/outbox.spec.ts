import { newId } from '@luyue/kernel';
import { type Person, type Place } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { Channels, type Result } from './channels.ts';
import { Outbox, type Outgoing } from './outbox.service.ts';
import { Sender } from './sender.ts';

let running: Running;
let east: Place;
let wang: Person;
beforeAll(async () => {
  running = await startNotification('http');
  east = await running.tenant('城东');
  wang = await running.person(east, '王磊');
}, 60_000);
afterAll(() => running.stop());
afterEach(() => { jest.restoreAllMocks(); });

const said = (channel: string): Record<'zh' | 'en', { title: string; text: string }> => ({ zh: { title: '报警 SL1', text: `滨江一号 ${channel}` }, en: { title: 'Alarm SL1', text: `Riverside 1 ${channel}` } });
const words = { inapp: said('inapp'), sms: said('sms'), email: said('email') };
const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({ noticeId: newId(), words, urgent: false, dueAt: null, ...more });
const sendSms = (place: Place, who: Person, message: Outgoing): Promise<void> => running.write(place, (tx) => running.get(Outbox).send(tx, 'sms', message, [{ id: who.id, name: who.name, unitId: place.unitId }]));
const turn = (): Promise<number> => running.get(Sender).turn();
const of = async (place: Place, noticeId: string) => (await running.outboxOf(place)).filter((m) => m.noticeId === noticeId);
/** Providers that answer these results in turn, and then accept. */
const providers = (...results: Result[]): string[] => {
  const asked: string[] = [];
  jest.spyOn(running.get(Channels), 'of').mockImplementation((channel) => ({ send: async () => { asked.push(channel); return results.shift() ?? { kind: 'accepted', providerId: 'p1' }; } }));
  return asked;
};
const duties = async (id: string) => (await running.ask(east, 'GET', `obligations?subjectId=${id}`, { permissions: ['obligation.read'] })).body.items;

test('PF-13: a queued message is sent once, and its result is kept', async () => {
  const message = outgoing();
  await sendSms(east, wang, message);
  expect(await of(east, message.noticeId)).toMatchObject([{ status: 'queued', to: '王磊', channel: 'sms' }]);
  const asked = providers();
  expect(await turn()).toBe(1);
  expect(await turn()).toBe(0);
  expect(asked).toEqual(['sms']);
  expect(await of(east, message.noticeId)).toMatchObject([{ status: 'accepted', sendAt: null }]);
});

test('two senders share the work and no message is sent twice', async () => {
  const messages = Array.from({ length: 6 }, () => outgoing());
  for (const message of messages) await sendSms(east, wang, message);
  const asked = providers();
  await Promise.all([turn(), turn()]);
  while (await turn());
  expect(asked).toHaveLength(6);
});

test('R22: a bounce goes out again by the other channel, and the retry is owed within pf.notice.retryHours', async () => {
  const message = outgoing();
  await sendSms(east, wang, message);
  const asked = providers({ kind: 'bounced', reason: 'unknown number' });
  await turn();
  const [retry, bounced] = await of(east, message.noticeId);
  expect(bounced).toMatchObject({ status: 'bounced', channel: 'sms', reason: 'unknown number' });
  expect(retry).toMatchObject({ status: 'queued', channel: 'email', retryOf: bounced!.id });
  const [owed] = await duties(bounced!.id);
  expect(owed).toMatchObject({ clauseId: 'PF-13', status: 'open' });
  expect(Date.parse(owed.dueAt) - Date.parse(owed.startedAt)).toBe(4 * 3_600_000);
  await turn();
  expect(asked).toEqual(['sms', 'email']);
  // The retry speaks in the words of its own channel.
  expect((await of(east, message.noticeId)).map((m) => [m.status, m.channel, m.text]).toSorted()).toEqual([['accepted', 'email', '滨江一号 email'], ['retried', 'sms', '滨江一号 sms']]);
  expect(await duties(bounced!.id)).toMatchObject([{ status: 'met' }]);
});

test('R22: when the retry bounces too, the duty stays open and nobody is asked again', async () => {
  const message = outgoing();
  await sendSms(east, wang, message);
  const asked = providers({ kind: 'bounced', reason: 'a' }, { kind: 'bounced', reason: 'b' });
  while (await turn());
  expect(asked).toEqual(['sms', 'email']);
  const found = await of(east, message.noticeId);
  expect(found.map((m) => m.status)).toEqual(['bounced', 'bounced']);
  expect(await duties(found.find((m) => !m.retryOf)!.id)).toMatchObject([{ status: 'open' }]);
});

test('a provider that fails in passing is asked again later, not at once', async () => {
  const message = outgoing();
  await sendSms(east, wang, message);
  providers({ kind: 'failed', reason: 'no route' });
  await turn();
  expect(await turn()).toBe(0);
  const [waiting] = await of(east, message.noticeId);
  expect(waiting).toMatchObject({ status: 'queued', reason: 'no route' });
  expect(Date.parse(waiting!.sendAt!)).toBeGreaterThan(Date.now() + 3_000);
});

test('R23: quiet hours hold a message until they end; an alarm passes', async () => {
  // Quiet all around the clock but for one minute twelve hours from now, so that it is night whenever this runs.
  const soon = new Date(Date.now() + 20 * 3_600_000);
  const to = soon.toISOString().slice(11, 16);
  const from = new Date(soon.getTime() + 60_000).toISOString().slice(11, 16);
  const quiet = await running.tenant('夜间', { quiet: [from, to] });
  const li = await running.person(quiet, '李梅');
  const [plain, alarm] = [outgoing(), outgoing({ urgent: true })];
  await sendSms(quiet, li, plain);
  await sendSms(quiet, li, alarm);
  while (await turn());
  expect((await of(quiet, plain.noticeId))[0]).toMatchObject({ status: 'held' });
  expect((await of(quiet, alarm.noticeId))[0]).toMatchObject({ status: 'accepted' });
  await running.write(quiet, (tx) => tx.sql({ name: 'spec_morning', text: `UPDATE outbound_message SET send_at = now() - interval '1 second' WHERE tenant_id = $1 AND status = 'held'` }, [quiet.id]));
  await turn();
  expect((await of(quiet, plain.noticeId))[0]).toMatchObject({ status: 'accepted' });
});

test('R26: nothing goes out of a suspended tenant', async () => {
  const suspended = await running.tenant('停用', { status: 'suspended' });
  const he = await running.person(suspended, '何军');
  const message = outgoing({ urgent: true });
  await sendSms(suspended, he, message);
  expect(await turn()).toBe(0);
  expect(await of(suspended, message.noticeId)).toMatchObject([{ status: 'withheld', reason: 'tenant suspended' }]);
});

test('R16: a copy owed to a vacant role is vacant, and never sent', async () => {
  const message = outgoing();
  await running.write(east, (tx) => running.get(Outbox).recordVacant(tx, message, [{ role: 'supervisor', name: '主管', unitId: east.unitId }]));
  expect(await turn()).toBe(0);
  expect(await of(east, message.noticeId)).toMatchObject([{ status: 'vacant', to: '主管', channel: 'inapp' }]);
});

test('an address that a person has given is where it goes; nobody gives it for another without the permission', async () => {
  const body = { email: 'wang@example.com', phone: '138 0000 5207' };
  expect((await running.ask(wang, 'PUT', `contacts/${wang.id}`, { body })).body).toEqual({ userId: wang.id, ...body, language: 'zh' });
  const message = outgoing();
  await sendSms(east, wang, message);
  expect(await of(east, message.noticeId)).toMatchObject([{ to: '王磊 <138 0000 5207>' }]);
  const other = await running.person(east, '周敏');
  expect((await running.ask(other, 'PUT', `contacts/${wang.id}`, { body })).status).toBe(403);
  expect((await running.ask(other, 'GET', `contacts/${wang.id}`)).status).toBe(403);
  expect((await running.ask(other, 'PUT', `contacts/${wang.id}`, { body, permissions: ['user.write'] })).status).toBe(200);
  const wrong = await running.ask(wang, 'PUT', `contacts/${wang.id}`, { body: { email: 'nowhere', phone: 'x' } });
  expect([wrong.status, wrong.body.errors.map((e: { field: string }) => e.field)]).toEqual([400, ['email', 'phone']]);
});

test('what goes out is in the language of its recipient, who keeps it when the address changes', async () => {
  const jo = await running.person(east, 'Jo');
  const put = async (body: object) => (await running.ask(jo, 'PUT', `contacts/${jo.id}`, { body })).body;
  expect(await put({ phone: '13800005208', language: 'en' })).toMatchObject({ language: 'en' });
  expect(await put({ phone: '13800005209' })).toMatchObject({ phone: '13800005209', language: 'en' });
  expect((await running.ask(jo, 'PUT', `contacts/${jo.id}`, { body: { language: 'fr' } })).body.errors).toMatchObject([{ field: 'language' }]);
  const message = outgoing();
  await running.write(east, (tx) => running.get(Outbox).send(tx, 'sms', message, [jo, wang].map(({ id, name }) => ({ id, name, unitId: east.unitId }))));
  expect((await of(east, message.noticeId)).map((m) => [m.subject, m.text]).toSorted()).toEqual([['Alarm SL1', 'Riverside 1 sms'], ['报警 SL1', '滨江一号 sms']]);
});

test('PF-4: a sibling sees no message and no address; a role limited to units only theirs; without the permission nothing', async () => {
  const west = await running.tenant('城西');
  expect(await running.outboxOf(west)).toEqual([]);
  expect((await running.ask(west, 'GET', `contacts/${wang.id}`, { permissions: ['user.read'] })).status).toBe(400);
  expect(await running.outboxOf(east, { units: [newId()] })).toEqual([]);
  expect((await running.outboxOf(east, { units: [east.unitId] })).length).toBeGreaterThan(0);
  expect((await running.ask(east, 'GET', 'outbox-messages')).status).toBe(403);
});

test('pages follow one another without a gap or a double', async () => {
  const ids = new Set((await running.outboxOf(east)).map((m) => m.id));
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: any = await running.ask(east, 'GET', `outbox-messages?limit=3${cursor && `&cursor=${cursor}`}`, { permissions: ['outbox.read'] });
    seen.push(...body.items.map((m: { id: string }) => m.id));
    cursor = body.nextCursor;
  }
  expect(seen).toHaveLength(ids.size);
  expect(new Set(seen)).toEqual(ids);
});
