import { newId } from '@luyue/kernel';
import { Notices } from '../inbox/notices.ts';
import { type Person, type Place } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { KINDS } from '../texts/notice-texts.ts';

let running: Running;
let east: Place;
let west: Place;
let admin: Person;
let western: Person;
beforeAll(async () => {
  running = await startNotification('http');
  [east, west] = [await running.tenant('城东'), await running.tenant('城西')];
  [admin, western] = [await running.person(east, '管理员'), await running.person(west, '西区管理员')];
}, 60_000);
afterAll(() => running.stop());

const PATH = 'templates/alarm_raised/sms/zh';
const ADMIN = ['policy.read', 'policy.write'];
const ask = (who: Person, method: string, path: string, { permissions = ADMIN, ...more }: Parameters<Running['ask']>[3] = {}) => running.ask(who, method, path, { permissions, ...more });
const put = (who: Person, body: object, path = PATH) => ask(who, 'PUT', path, { body });
const reset = (who: Person, path = PATH) => ask(who, 'DELETE', path);

/** An alarm to one person of a place: what the inbox shows and what went out by SMS. */
async function alarm(place: Place, { vacant = false } = {}): Promise<{ inbox: { zh: string; en: string }; sms: string[] }> {
  const who = await running.person(place, '抢修');
  const id = newId();
  const role = { role: 'rescue_team', name: { zh: '抢修队', en: 'Rescue team' } };
  await running.write(place, (tx) => running.get(Notices).send(tx, {
    id, kind: 'alarm_raised', values: { number: 'SL1', title: '漏气', address: '滨江一号', acceptBy: '11-24 20:14' }, link: '/', to: { people: [{ id: who.id, name: who.name, unitId: place.unitId }], vacant: vacant ? role : null },
  }));
  const [message] = (await running.inboxOf(who)).items;
  const out = (await running.outboxOf(place)).filter((m) => m.noticeId === id && m.channel === 'sms');
  return { inbox: message!.text, sms: out.flatMap((m) => [m.subject, m.text]) };
}
const USUAL = { inbox: { zh: '漏气，滨江一号', en: '漏气, 滨江一号' }, sms: ['报警 SL1，11-24 20:14 前接警', '漏气，滨江一号'] };

test("PF-13: a tenant's own words rule at once on their channel and in their language, and nowhere else", async () => {
  expect(await alarm(east)).toEqual(USUAL);
  const { status, body } = await put(admin, { title: '【城东燃气】{number}', text: '{address} {title}，{acceptBy} 前接警' });
  expect([status, body]).toMatchObject([200, { kind: 'alarm_raised', channel: 'sms', language: 'zh', own: { title: '【城东燃气】{number}' }, default: { text: '{title}，{address}' }, version: 1, setBy: '管理员' }]);
  expect(await alarm(east)).toEqual({ inbox: USUAL.inbox, sms: ['【城东燃气】SL1', '滨江一号 漏气，11-24 20:14 前接警'] });
  await put(admin, { title: 'Alarm {number}', text: '{title} at {address}' }, 'templates/alarm_raised/inapp/en');
  expect((await alarm(east)).inbox).toEqual({ zh: '漏气，滨江一号', en: '漏气 at 滨江一号' });
  // Another tenant keeps the default.
  expect(await alarm(west)).toEqual(USUAL);
});

test('R16: the word about a vacant role stays, whatever the tenant says', async () => {
  expect((await alarm(east, { vacant: true })).sms[1]).toMatch(/（抢修队空缺，转给您）$/);
});

test('every version is kept with who and when; the default taken back is one more', async () => {
  const path = 'templates/case_major/email/zh';
  await put(admin, { title: '一', text: '{reason}' }, path);
  await put(await running.person(east, '周敏'), { title: '二', text: '{reason}' }, path);
  const { status, body } = await reset(admin, path);
  expect([status, body]).toMatchObject([200, { own: null, version: 3, setBy: '管理员' }]);
  expect(body.history.map((v: { version: number; own: { title: string } | null; setBy: string }) => [v.version, v.own?.title ?? null, v.setBy])).toEqual([[3, null, '管理员'], [2, '二', '周敏'], [1, '一', '管理员']]);
  expect(body.history.every((v: { setAt: string }) => Math.abs(Date.parse(v.setAt) - Date.now()) < 60_000)).toBe(true);
  await reset(admin);
  expect((await alarm(east)).sms).toEqual(USUAL.sms);
});

test('what the kind does not know is refused with what it knows, and nothing is kept', async () => {
  const path = 'templates/transfer_requested/inapp/zh';
  const wrong = await put(admin, { title: '{number}', text: '{dueAt}' }, path);
  expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ field: 'text', code: 'unknown_placeholder', message: 'unknown: {dueAt}; there are {number}, {title}, {from}, {reason}' }]]);
  for (const [where, field] of [['birthday/sms/zh', 'kind'], ['alarm_raised/fax/zh', 'channel'], ['alarm_raised/sms/fr', 'language']]) {
    for (const answer of [await put(admin, { title: 'a', text: 'b' }, `templates/${where}`), await reset(admin, `templates/${where}`), await ask(admin, 'GET', `templates/${where}`)]) {
      expect([answer.status, answer.body.errors]).toMatchObject([400, [{ field, message: expect.stringContaining('there is only ') }]]);
    }
  }
  for (const body of [{ title: '', text: 'b' }, { title: 'a' }, { title: 'a', text: 'x'.repeat(501) }]) expect((await put(admin, body, path)).status).toBe(400);
  expect((await ask(admin, 'GET', path)).body).toMatchObject({ own: null, version: null, history: [] });
  expect((await ask(admin, 'GET', 'templates?kind=birthday')).body.errors).toMatchObject([{ field: 'kind' }]);
});

test('the list has every kind, channel and language with its placeholders', async () => {
  const { items } = (await ask(western, 'GET', 'templates')).body;
  expect(items).toHaveLength(KINDS.length * 3 * 2);
  expect(items.every((t: { own: unknown; mayChange: boolean }) => t.own === null && t.mayChange)).toBe(true);
  await put(western, { title: '西区 {number}', text: '{title}' }, 'templates/obligation_share/sms/zh');
  const share = (await ask(western, 'GET', 'templates?kind=obligation_share')).body.items;
  expect(share).toHaveLength(6);
  expect(share.filter((t: { own: unknown }) => t.own)).toMatchObject([{ channel: 'sms', language: 'zh', own: { title: '西区 {number}', text: '{title}' }, version: 1 }]);
  expect(share[0].placeholders.map((p: { code: string }) => p.code)).toEqual(['number', 'title', 'unit', 'label', 'percent', 'due']);
});

test('the preview fills in samples, of what rules and of a draft that nobody saved', async () => {
  const path = 'templates/work_order_assigned/sms/en';
  expect((await ask(admin, 'GET', `${path}/preview`)).body).toEqual({ title: 'New work order SL20261124-0001', text: 'Leak in a valve chamber, Jinxiu Garden 3-2-1102' });
  expect((await ask(admin, 'GET', `${path}/preview?text=${encodeURIComponent('Go to {address}')}`)).body).toEqual({ title: 'New work order SL20261124-0001', text: 'Go to Jinxiu Garden 3-2-1102' });
  expect((await ask(admin, 'GET', `${path}/preview?text=${encodeURIComponent('{due}')}`)).body.errors).toMatchObject([{ field: 'text', code: 'unknown_placeholder' }]);
  expect((await ask(admin, 'GET', path)).body.own).toBeNull();
});

test('reading needs policy.read, changing policy.write for the whole tenant', async () => {
  const body = { title: 'a', text: 'b' };
  const reader = ['policy.read'];
  expect((await ask(admin, 'GET', PATH, { permissions: [] })).status).toBe(403);
  expect((await ask(admin, 'GET', 'templates', { permissions: [] })).status).toBe(403);
  expect((await ask(admin, 'GET', `${PATH}/preview`, { permissions: [] })).status).toBe(403);
  expect((await ask(admin, 'PUT', PATH, { permissions: reader, body })).body).toMatchObject({ status: 403, permission: 'policy.write' });
  expect((await ask(admin, 'DELETE', PATH, { units: [east.unitId] })).status).toBe(403);
  expect((await ask(admin, 'PUT', PATH, { units: [east.unitId], body })).status).toBe(403);
  expect((await ask(admin, 'GET', PATH, { permissions: reader })).body).toMatchObject({ mayChange: false });
});

test('two who set the same at the same moment leave two versions or one refusal, never a gap', async () => {
  const path = 'templates/obligation_overdue/sms/zh';
  const answers = await Promise.all([1, 2, 3].map((n) => put(admin, { title: `第 ${n}`, text: '{title}' }, path)));
  const kept = answers.filter((a) => a.status === 200).length;
  expect(answers.every((a) => [200, 412].includes(a.status)) && kept > 0).toBe(true);
  expect((await ask(admin, 'GET', path)).body.history.map((v: { version: number }) => v.version)).toEqual(Array.from({ length: kept }, (_, i) => kept - i));
});

test('PF-4: another tenant sees neither words nor history, and changes its own alone', async () => {
  const path = 'templates/transfer_requested/sms/zh';
  await put(admin, { title: '城东', text: '{title}' }, path);
  expect((await ask(western, 'GET', path)).body).toMatchObject({ own: null, history: [] });
  await reset(western, path);
  expect((await ask(admin, 'GET', path)).body).toMatchObject({ own: { title: '城东' }, version: 1 });
});
