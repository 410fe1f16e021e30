import { once } from 'node:events';
import { ApprovalWithdrawn, CaseChanged, CaseOpened, DealChanged, make, WorkOrderChanged } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { type Person, type Place, until } from '@luyue/testing/service-stage';
import { type Running, startNotification } from '../notification.harness.ts';
import { Hints } from './hints.ts';
import { StreamHub } from './stream-hub.ts';

let running: Running;
let east: Place;
let west: Place;
let wang: Person;
const readers: { close: () => void }[] = [];
beforeAll(async () => {
  running = await startNotification();
  [east, west] = [await running.tenant('城东'), await running.tenant('城西')];
  wang = await running.person(east, '王磊');
}, 60_000);
afterEach(() => { for (const reader of readers.splice(0)) reader.close(); });
afterAll(() => running.stop());

const ALL = ['case.read', 'order.read', 'obligation.read', 'callback.work'];
interface Seen { event: string; data: { topic?: string; id?: string; unread?: number } }

/** An open stream and what came through it so far. */
async function read(as: Person | Place, permissions = ALL, units: 'all' | string[] = 'all') {
  const response = await running.open(as, permissions, units);
  const seen: Seen[] = [];
  let text = '';
  response.on('error', () => undefined);
  response.on('data', (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      if (event) seen.push({ event, data: JSON.parse(data!) as Seen['data'] });
      text = text.slice(end + 2);
    }
  });
  const reader = { headers: response.headers, seen, get ended() { return response.readableEnded; }, ids: () => seen.map((s) => s.data.id), close: () => void response.destroy() };
  readers.push(reader);
  return reader;
}

const changed = (unitId: string, id = newId()): CaseChanged => make(CaseChanged, { caseId: id, version: 2, number: 'SL1', status: 'open', severity: 'general', unitId, ownerUserId: null, change: 'linked', at: new Date().toISOString() });

test('a change reaches the open pages of its tenant that may see it, and no others', async () => {
  const otherUnit = newId();
  const [mine, limited, without, sibling] = [await read(wang), await read(wang, ALL, [east.unitId]), await read(wang, ['order.read']), await read(west)];
  expect(mine.headers['content-type']).toContain('text/event-stream');
  const [here, there] = [changed(east.unitId), changed(otherUnit)];
  await running.publish(east, [here]);
  await running.publish(east, [there]);
  const order = make(WorkOrderChanged, { workOrderId: newId(), version: 1, number: 'GD1', caseId: newId(), status: 'queued', unitId: east.unitId, assigneeUserId: null, title: '', address: '', change: 'opened', at: new Date().toISOString() });
  await running.publish(east, [order]);
  await until(async () => mine.seen.length, (n) => n >= 3);
  expect(mine.seen).toEqual(expect.arrayContaining([{ event: 'changed', data: { topic: 'case', id: here.caseId } }, { event: 'changed', data: { topic: 'work-order', id: order.workOrderId } }]));
  await until(async () => limited.ids(), (ids) => ids.includes(order.workOrderId));
  expect(limited.ids()).not.toContain(there.caseId);
  await until(async () => without.ids(), (ids) => ids.includes(order.workOrderId));
  expect(without.ids()).toEqual([order.workOrderId]);
  expect(sibling.seen).toEqual([]);
});

test('an approval that moved on reaches the unit that asked, and the maker where they see no further than their own', async () => {
  const [department, other] = [newId(), newId()];
  const [ofDepartment, ofMaker, ofAnother] = [await read(wang, ['obligation.read'], [department]), await read(wang, ['obligation.read'], [east.unitId]), await read(wang, ['obligation.read'], [other])];
  const event = make(ApprovalWithdrawn, {
    requestId: newId(), version: 2, context: 'outstation-channel', matter: 'spare_application', matterTitle: { zh: '备件申请', en: 'Spare application' }, subjectType: 'spare_application', subjectId: newId(), subjectNumber: 'BJ1', subjectTitle: '东城站', unitId: department, amount: null,
    makerId: wang.id, makerName: '王磊', round: 1, step: 1, steps: 1, status: 'withdrawn', approverIds: [], at: new Date().toISOString(),
  });
  await running.publish(east, [event]);
  for (const reader of [ofDepartment, ofMaker]) await until(async () => reader.seen, (seen) => seen.some((s) => s.data.topic === 'approval' && s.data.id === event.requestId));
  expect(ofAnother.seen).toEqual([]);
});

test('a deal that changed reaches those who read deals of its shop or of its department', async () => {
  const [shop, department] = [newId(), newId()];
  const [ofShop, ofDepartment, ofAnother, without] = [await read(wang, ['deal.read'], [shop]), await read(wang, ['deal.read'], [department]), await read(wang, ['deal.read'], [newId()]), await read(wang, ['case.read'])];
  const event = make(DealChanged, { dealId: newId(), version: 2, number: 'CJ1', status: 'assigned', shopUnitId: shop, departmentUnitId: department, specialistUserId: null, change: 'assigned', at: new Date().toISOString() });
  await running.publish(east, [event]);
  for (const reader of [ofShop, ofDepartment]) await until(async () => reader.seen, (seen) => seen.some((s) => s.data.topic === 'deal' && s.data.id === event.dealId));
  await running.publish(east, [changed(east.unitId)]);
  await until(async () => without.seen, (seen) => seen.length > 0);
  expect([ofAnother.seen, without.seen.filter((s) => s.data.topic === 'deal')]).toEqual([[], []]);
});

test('the unread count reaches every open page of the person, and nobody else', async () => {
  const other = await running.person(east, '周敏');
  const [first, second, others] = [await read(wang), await read(wang, []), await read(other)];
  await running.publish(east, [make(WorkOrderChanged, { workOrderId: newId(), version: 2, number: 'GD2', caseId: newId(), status: 'assigned', unitId: east.unitId, assigneeUserId: wang.id, title: '', address: '', change: 'assigned', at: new Date().toISOString() })]);
  for (const reader of [first, second]) await until(async () => reader.seen, (seen) => seen.some((s) => s.event === 'inbox' && s.data.unread === 1));
  await running.ask(wang, 'POST', 'inbox/read-all');
  for (const reader of [first, second]) await until(async () => reader.seen, (seen) => seen.at(-1)?.event === 'inbox' && seen.at(-1)?.data.unread === 0);
  expect(others.seen.filter((s) => s.event === 'inbox')).toEqual([]);
});

test('a case entered late is news, an event that comes late is not', async () => {
  const reader = await read(wang);
  const late = make(CaseOpened, { caseId: newId(), version: 1, number: 'SL3', kind: 'complaint', faultScope: null, severity: 'general', title: '', address: '', unitId: east.unitId, ownerUserId: null, receivedAt: '2026-01-01T00:00:00.000Z', origin: 'live' });
  await running.write(east, (tx) => running.get(Hints).changed(tx, [{ topic: 'case', id: 'old', unitId: east.unitId, at: new Date(tx.now.getTime() - 301_000).toISOString() }]));
  await running.publish(east, [late]);
  await until(async () => reader.seen, (seen) => seen.length > 0);
  expect(reader.seen).toEqual([{ event: 'changed', data: { topic: 'complaint', id: late.caseId } }]);
});

test('several replicas: each hears what any of them consumed', async () => {
  const second = await startNotification('http', running);
  const stream = await second.open(wang, ALL);
  let text = '';
  stream.on('data', (chunk: string) => { text += chunk; });
  const event = changed(east.unitId);
  await running.publish(east, [event]);
  await until(async () => text, (seen) => seen.includes(`event: changed\ndata: {"topic":"case","id":"${event.caseId}"}`));
  await second.stop();
});

test('when the listening connection is lost the streams end, and new ones hear again', async () => {
  const reader = await read(wang);
  await running.database.source.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN luyue_stream%'`);
  await until(async () => reader.ended, Boolean);
  const again = await read(wang);
  // It listens anew half a second later; until then nothing is heard, so the change is told until it is.
  await until(async () => { await running.publish(east, [changed(east.unitId)]); return again.seen.length; }, (n) => n > 0);
});

test('a ping comes to every stream, and one as old as an access token ends', async () => {
  const reader = await read(wang);
  await until(async () => running.get(StreamHub).size, (size) => size === 1);
  running.get(StreamHub).beat(Date.now());
  await until(async () => reader.seen, (seen) => seen.some((s) => s.event === 'ping'));
  running.get(StreamHub).beat(Date.now() + 901_000);
  await until(async () => reader.ended, Boolean);
  await until(async () => running.get(StreamHub).size, (size) => size === 0);
});

test('without a sign-in there is no stream; stopping the service ends the open ones', async () => {
  const second = await startNotification('http', running);
  const refused = await fetch(`http://127.0.0.1:${second.port}/v1/notification/stream`);
  expect([refused.status, (await refused.json() as { code: string }).code]).toEqual([401, 'no_internal_token']);
  const stream = await second.open(wang, ALL);
  stream.resume();
  const ended = once(stream, 'end');
  await second.stop();
  await ended;
});
