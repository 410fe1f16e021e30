import { after, assign, caseOf, NETWORK, owed, report, walkIn } from '../cases.ts';
import { DAY, eventually, gasCompany, HOUR, type Json, MINUTE, type Role, TENANCY } from '../stage.ts';

const gas = gasCompany();
const INBOX = '/v1/notification/inbox';
const OUTBOX = '/v1/notification/outbox-messages';

const inbox = async (key: Role, query = ''): Promise<Json> => gas.here.who[key].get(`${INBOX}?limit=100${query}`);
const message = (key: Role, found: Json, kind: string): Promise<Json> => eventually(`${key} is told of ${found.number}`, async () => (await inbox(key)).items.find((m: Json) => m.link.includes(found.id) && m.kind === kind), 20_000);
const outgoing = async (found: Json, words: string): Promise<Json[]> => (await gas.here.who.supervisor.get(`${OUTBOX}?limit=200`)).items.filter((m: Json) => m.subject.includes(found.number) && m.subject.includes(words));

/** Moves the clock and waits until the notification service has heard of it as well: the messages that it writes show its own time. */
async function moveTo(instant: number): Promise<void> {
  await gas.here.moveTo(instant);
  await eventually('the notification service at the same time', async () => {
    const told = await message('technician', await assign(gas.here, await walkIn(gas.here, NETWORK), 'technician'), 'work_order_assigned');
    return Date.parse(told.at) >= instant;
  }, 20_000);
}

/** The next time of day in the company's zone that lies ahead of the sandbox's clock. */
async function next(time: string): Promise<number> {
  const now = (await gas.here.now()).getTime();
  const today = new Date(now + 8 * HOUR).toISOString().slice(0, 10);
  const at = Date.parse(`${today}T${time}:00+08:00`);
  return at > now ? at : at + DAY;
}

test('PF-13 whoever is concerned finds a message in the inbox, in both languages, with the way to the record', async () => {
  const found = await assign(gas.here, await report(gas.here, NETWORK), 'technician');
  expect(await message('technician', found, 'work_order_assigned')).toMatchObject({
    title: { zh: `新工单 ${found.workOrder.number}`, en: `New work order ${found.workOrder.number}` }, link: `/cases/${found.id}`, read: false, urgent: false,
  });
  expect((await inbox('technician2')).items.filter((m: Json) => m.link.includes(found.id))).toEqual([]);
});

test('PF-13 everybody reads their own messages and nobody another\'s; the unread are counted down', async () => {
  const cases: Json[] = [];
  for (let n = 0; n < 3; n += 1) cases.push(await assign(gas.here, await report(gas.here, NETWORK), 'technician'));
  const messages: Json[] = [];
  for (const found of cases) messages.push(await message('technician', found, 'work_order_assigned'));
  const { unread } = await inbox('technician');
  await gas.here.who.supervisor.refused(404, 'POST', `${INBOX}/${messages[0].id}/read`, {});
  expect(await gas.here.who.technician.post(`${INBOX}/${messages[0].id}/read`)).toMatchObject({ read: true, unread: unread - 1 });
  expect(await gas.here.who.technician.post(`${INBOX}/${messages[0].id}/read`)).toMatchObject({ read: true, unread: unread - 1 });
  expect((await inbox('technician', '&unread=true')).items.map((m: Json) => m.id)).not.toContain(messages[0].id);
  expect(await gas.here.who.technician.post(`${INBOX}/read-all`)).toMatchObject({ unread: 0 });
  expect((await inbox('technician', '&unread=true')).items).toEqual([]);
});

test('PF-13 a notice has a result for each recipient and channel', async () => {
  await gas.here.who.rescuer.send('PUT', `/v1/notification/contacts/${gas.here.id('rescuer')}`, { body: { phone: '13800005678', email: null } });
  const alarm = await report(gas.here, { kind: 'alarm', symptom: 'lq', description: '厨房有燃气味' });
  const sent = await eventually('both SMS are accepted', async () => {
    const rows = await outgoing(alarm, '报警');
    return rows.length === 2 && rows.every((m) => m.status === 'accepted') && rows;
  }, 20_000);
  expect(sent.map((m) => m.to).toSorted()).toEqual(['张海峰 <13800005678>', '梁文斌']);
  const { items } = await gas.here.who.supervisor.get(`/v1/notification/notices/${sent[0]!.noticeId}/results`);
  expect(items.map((r: Json) => [r.channel, r.recipient, r.result]).toSorted()).toEqual([['inapp', '张海峰', 'accepted'], ['inapp', '梁文斌', 'accepted'], ['sms', '张海峰', 'accepted'], ['sms', '梁文斌', 'accepted']]);
  await gas.here.who.technician.refused(403, 'GET', `/v1/notification/notices/${sent[0]!.noticeId}/results`);
});

test('PF-13 a company words its notices itself, on each channel and in each language; the next one says so, and the default can be taken back', async () => {
  const TEMPLATE = '/v1/notification/templates/work_order_assigned/inapp/zh';
  const { admin, technician } = gas.here.who;
  const told = async (): Promise<Json> => message('technician', await assign(gas.here, await report(gas.here, NETWORK), 'technician'), 'work_order_assigned');
  const { status, body } = await admin.send('PUT', TEMPLATE, { body: { title: '请尽快出发：{number}', text: '{address}：{title}' } });
  expect([status, body]).toMatchObject([200, { version: 1, own: { text: '{address}：{title}' }, default: { title: '新工单 {number}' } }]);
  const own = await told();
  expect(own.title).toMatchObject({ zh: expect.stringMatching(/^请尽快出发：GD/), en: expect.stringMatching(/^New work order GD/) });
  expect((await admin.get(`${TEMPLATE}/preview`)).title).toBe('请尽快出发：SL20261124-0001');
  expect((await admin.refused(400, 'PUT', TEMPLATE, { title: '{deadline}', text: '{title}' })).errors).toMatchObject([{ field: 'title', message: '不认识 {deadline}，可用的有 {number}、{title}、{address}' }]);
  expect(await technician.refused(403, 'PUT', TEMPLATE, { title: 'a', text: 'b' })).toMatchObject({ permission: 'policy.write' });
  expect((await admin.send('DELETE', TEMPLATE)).body).toMatchObject({ own: null, history: [{ version: 2, own: null }, { version: 1 }] });
  expect((await told()).title.zh).toMatch(/^新工单 GD/);
  expect((await technician.get('/v1/notification/templates?kind=work_order_assigned')).items).toHaveLength(6);
});

test('PF-13 quiet hours from 22:00 to 07:00 hold back what is no alarm; at 07:00 it leaves', async () => {
  // The report itself lies ahead too, six hours before.
  const breach = (await next('17:30')) + 6 * HOUR;
  await moveTo(breach - 6 * HOUR);
  const found = await report(gas.here, NETWORK);
  await moveTo(Date.parse(owed(found, 'UC-7.3a').dueAt) - MINUTE);
  await moveTo(Date.parse(owed(found, 'UC-7.3a').dueAt) + MINUTE);
  await eventually('the breach', async () => owed(await caseOf(gas.here, found.id), 'UC-7.3a').breachedAt);
  // The inbox has it at once; the SMS to the leader waits for the morning.
  await message('manager', found, 'obligation_overdue');
  const [held] = await eventually('the SMS is written', async () => {
    const rows = await outgoing(found, '超时');
    return rows.length > 0 && rows;
  }, 20_000);
  const seven = new Date(breach + 7.5 * HOUR).toISOString();
  expect(held).toMatchObject({ status: 'held', sendAt: seven, settledAt: null });
  await gas.here.moveTo(after(seven, MINUTE));
  await eventually('it leaves in the morning', async () => (await outgoing(found, '超时'))[0]?.status === 'accepted', 20_000);
});

test('PF-13 a message about a due time that would pass while it waits goes out at once, quiet hours or not (R23)', async () => {
  await gas.here.who.admin.post(`${TENANCY}/policies`, { key: 'pf.escalation.percents', value: [50, 60, 75], reason: '夜里也要提前知道' });
  const start = await next('21:00');
  await gas.here.moveTo(start);
  const found = await eventually('the new percentages rule', async () => {
    const opened = await report(gas.here, NETWORK);
    const { riskAt, startedAt } = owed(opened, 'UC-7.3a');
    return Math.abs(Date.parse(riskAt) - Date.parse(startedAt) - 4.5 * HOUR) < 1_000 && opened;
  });
  // 75 % of six hours from 21:00 is 01:30; due at 03:00, before the quiet hours end.
  await moveTo(start + 4.4 * HOUR);
  await moveTo(start + 4.5 * HOUR + 2 * MINUTE);
  const [told] = await eventually('the SMS is written', async () => {
    const rows = await outgoing(found, '75%');
    return rows.length > 0 && rows[0]!.status !== 'queued' && rows;
  }, 20_000);
  expect(told).toMatchObject({ status: 'accepted' });
  expect(Date.parse(told.settledAt) - Date.parse(told.at)).toBeLessThan(HOUR);
});

test('PF-13 quiet hours are the company\'s: without any, the night is like the day', async () => {
  await gas.here.who.admin.post(`${TENANCY}/policies`, { key: 'pf.quiet.to', value: '22:00', reason: '全天候' });
  const breach = await next('23:40');
  await moveTo(breach - 6 * HOUR);
  const found = await report(gas.here, NETWORK);
  // 75 % is reached at 22:10, when the night has begun.
  await moveTo(breach - 100 * MINUTE);
  await moveTo(breach - 20 * MINUTE);
  await eventually('it goes out in the night', async () => (await outgoing(found, '75%'))[0]?.status === 'accepted', 20_000);
});

test('PF-13 what left the platform is seen by whoever may, page by page', async () => {
  await gas.here.who.technician.refused(403, 'GET', OUTBOX);
  const first = await gas.here.who.supervisor.get(`${OUTBOX}?limit=2`);
  const second = await gas.here.who.supervisor.get(`${OUTBOX}?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`);
  const ids = [...first.items, ...second.items].map((m: Json) => m.id);
  expect(new Set(ids).size).toBe(4);
});
