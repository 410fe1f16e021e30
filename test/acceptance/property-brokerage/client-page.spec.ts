import { randomBytes } from 'node:crypto';
import { testPlatform } from '@luyue/testing/platform';
import { filedLease, holder, linkOf, PAGE } from '../property-clients.ts';
import { BEGIN, PB, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

const east = propertyCompany(BEGIN);
const west = propertyCompany(BEGIN);

/** Just before now, in the sandbox's time. */
const SIGNED = '2026-09-18T01:59:00.000Z';

test('PB-4.8 a party follows its deal by a private link without signing in, confirms the accompaniment, asks, and reads the answer', async () => {
  const { url } = await testPlatform();
  const { who } = east.here;
  const { deal, step } = await filedLease(east.here, SIGNED);
  const buyer = holder(url, await linkOf(who.specialist, who.supervisor, deal, 'buyer'));
  const page = await buyer.get(PAGE);
  expect(page).toMatchObject({ number: deal.number, name: '周子涵', sideName: { zh: '承租方' }, specialist: { name: '孙莉' }, stepsDone: 1 });
  expect(page.steps.find((s: Json) => s.id === step.id)).toMatchObject({ state: 'done', asked: true });
  await buyer.post(`${PAGE}/steps/${step.id}/accompanied`, { accompanied: true });
  const asked = await buyer.post(`${PAGE}/questions`, { text: '合同什么时候能拿？' });
  const told = await eventually('the specialist is told', async () => (await who.specialist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'client_said'));
  expect(told).toMatchObject({ title: { zh: `${deal.number} 承租方周子涵留言` }, link: `/deals/${deal.id}` });
  await who.specialist.post(`${PB}/deals/${deal.id}/clients/words/${asked.questions[0].id}/answer`, { answer: '周三' });
  expect((await buyer.get(PAGE)).questions).toMatchObject([{ answer: '周三', answeredBy: '孙莉' }]);
}, 60_000);

test('PB-4.8 guessing, a revoked link, another deal and another company open nothing; a link gives no way to anything else', async () => {
  const { url } = await testPlatform();
  const [one, two, far] = await Promise.all([filedLease(east.here, SIGNED), filedLease(east.here, SIGNED), filedLease(west.here, SIGNED)]);
  const { who } = east.here;
  const link = await linkOf(who.specialist, who.supervisor, one.deal, 'buyer');
  const mine = holder(url, link);
  for (let n = 0; n < 20; n += 1) expect((await holder(url, randomBytes(12).toString('base64url')).refused(404, 'GET', PAGE)).code).toBe('link_closed');
  for (const almost of [link.slice(0, -1), `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`, link.toLowerCase() === link ? link.toUpperCase() : link.toLowerCase(), '', "' OR 1=1 --"]) expect((await holder(url, almost).refused(404, 'GET', PAGE)).code).toBe('link_closed');
  // The steps of another deal, of the same company and of another.
  for (const { step } of [two, far]) expect((await mine.refused(404, 'POST', `${PAGE}/steps/${step.id}/accompanied`, { accompanied: false })).code).toBe('not_found');
  for (const path of ['deals', `deals/${one.deal.id}`, `deals/${one.deal.id}/clients`, 'receipts']) expect((await mine.refused(401, 'GET', `${PB}/${path}`)).code).toBe('unauthenticated');
  // Who has signed in is no party: a session opens no page.
  await who.supervisor.refused(404, 'GET', PAGE);
  const { links } = await who.specialist.get(`${PB}/deals/${one.deal.id}/clients`);
  await who.supervisor.post(`${PB}/deals/${one.deal.id}/clients/links/${links[0].id}/revoke`);
  for (const [method, path, body] of [['GET', PAGE], ['POST', `${PAGE}/questions`, { text: '还在吗' }], ['POST', `${PAGE}/steps/${one.step.id}/accompanied`, { accompanied: true }]] as const) expect((await mine.refused(404, method, path, body)).code).toBe('link_closed');
}, 60_000);
