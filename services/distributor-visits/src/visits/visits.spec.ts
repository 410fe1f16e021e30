import { Readable } from 'node:stream';
import { Files } from '@luyue/files';
import { newId } from '@luyue/kernel';
import type { Person } from '@luyue/testing/service-stage';
import { Cards } from '../cards/cards.service.ts';
import { type VisitDayFacts, VisitSeams } from '../visit-seams.ts';
import { type Maker, type Running, startVisits } from '../visits.harness.ts';

let stage: Running;
let east: Maker;
let west: Maker;
const days: VisitDayFacts[] = [];
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('江州家电'), await stage.company('海州家电')];
  stage.get(VisitSeams).onDay({ dayOpened: async (_tx, day) => { days.push(day); } });
}, 60_000);
afterAll(() => stage.stop());

type Fields = { id?: string; visitId: string; kind: string; occurredAt: string; body?: object; attachmentIds?: string[] };
const record = ({ id = newId(), body = {}, ...more }: Fields) => ({ id, body, ...more });
/** Recorded a second before it arrives, unless it says when. */
async function sync(at: Maker, records: Partial<Fields>[], who: 'visitor' | 'colleague' | 'southVisitor' = 'visitor', deviceId = 'phone-1') {
  const now = new Date((await stage.now(at)).getTime() - 1_000).toISOString();
  const { body, status } = await stage.staff(at, who).send('POST', 'visits/sync', { deviceId, records: records.map((r) => record({ occurredAt: now, ...r } as Fields)) });
  return { status, results: body.results, body } as { status: number; results: { id: string; outcome: string; conflictWith?: string; problem?: any }[]; body: any };
}
const checkIn = (visitId: string, customerId: string, more: object = {}, rest: Partial<Fields> = {}) => ({ visitId, kind: 'check_in', body: { customerId, reason: '顺路拜访', latitude: 31.301, longitude: 120.6, accuracyM: 12, ...more }, ...rest });
const detail = async (at: Maker, id: string, who: 'visitor' | 'supervisor' = 'visitor') => (await stage.staff(at, who).get(`visits/${id}`)).body;
const outcomes = (answer: { results: { outcome: string }[] }): string[] => answer.results.map((r) => r.outcome);
const owedBy = (at: Maker, subjectId: string) => stage.read(at, (tx) => tx.manager.query('SELECT clause_id, status, due_at, owner_user_id FROM obligation WHERE subject_id = $1', [subjectId]));
const upload = (who: Person, byte: number) => stage.get(Files).upload(stage.contextOf(who, ['visitCustomer.read']), 'p.png', Readable.from(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, byte, byte, byte, byte])));

test('DV-9a the day\'s first check-in owes its report by 24:00, the second adds nothing; rooms hear of the day once', async () => {
  const [first, second, customer] = [newId(), newId(), await stage.customer(east, { name: '第一天' })];
  expect(outcomes(await sync(east, [checkIn(first, customer.id), checkIn(second, customer.id)]))).toEqual(['applied', 'applied']);
  const visit = await detail(east, first);
  expect(visit).toMatchObject({ day: '2026-09-30', status: 'open', unplannedReason: '顺路拜访', distance: 111, checkIn: { source: 'occurred', because: null, accuracyM: 12 } });
  expect((await detail(east, second)).visitDayId).toBe(visit.visitDayId);
  expect(days.filter((d) => d.id === visit.visitDayId)).toMatchObject([{ visitorUserId: east.visitor.id, unitId: east.east, day: '2026-09-30' }]);
  expect(await owedBy(east, visit.visitDayId)).toMatchObject([{ clause_id: 'DV-9a', status: 'open', due_at: new Date('2026-09-30T16:00:00.000Z'), owner_user_id: east.visitor.id }]);
});

test('reading 3: a visit past midnight belongs to the day it began', async () => {
  const at = await stage.company('夜访家电', '2026-09-30T15:59:30.000Z');
  const [id, customer] = [newId(), await stage.customer(at)];
  await sync(at, [checkIn(id, customer.id, {}, { occurredAt: '2026-09-30T15:59:29.000Z' })]);
  await stage.moveTo(at, '2026-09-30T17:00:00.000Z');
  await sync(at, [{ visitId: id, kind: 'check_out', body: { effect: '订了二十台' } }]);
  expect(await detail(at, id)).toMatchObject({ day: '2026-09-30', status: 'ended', effect: '订了二十台', checkedOutAt: expect.stringMatching(/^2026-09-30T16:59:59/) });
});

test('R5: a phone whose clock is a day ahead or a day back counts from its arrival; what it says is kept beside', async () => {
  const at = await stage.company('错钟家电');
  const customer = await stage.customer(at);
  const [ahead, back] = [newId(), newId()];
  const day = 24 * 3_600_000;
  const now = (await stage.now(at)).getTime();
  const says = (ms: number): string => new Date(now + ms).toISOString();
  await sync(at, [checkIn(ahead, customer.id, {}, { occurredAt: says(day) }), checkIn(back, customer.id, {}, { occurredAt: says(-day) })]);
  expect(await detail(at, ahead)).toMatchObject({ day: '2026-09-30', checkIn: { occurredAt: says(day), source: 'recorded', because: 'future' } });
  expect(await detail(at, back)).toMatchObject({ day: '2026-09-30', checkIn: { occurredAt: says(-day), source: 'recorded', because: 'late' } });
});

test('R5: what arrives after the lag, from the future or backwards counts from its arrival, and nothing of it is lost', async () => {
  const at = await stage.company('断线家电');
  const customer = await stage.customer(at);
  const [late, ahead] = [newId(), newId()];
  await sync(at, [checkIn(late, customer.id, {}, { occurredAt: '2026-09-29T13:59:00.000Z' }), checkIn(ahead, customer.id, {}, { occurredAt: '2026-10-03T00:00:00.000Z' })]);
  expect(await detail(at, late)).toMatchObject({ day: '2026-09-30', checkIn: { occurredAt: '2026-09-29T13:59:00.000Z', source: 'recorded', because: 'late' } });
  expect(await detail(at, ahead)).toMatchObject({ day: '2026-09-30', checkIn: { source: 'recorded', because: 'future' } });
  await sync(at, [{ visitId: late, kind: 'note', occurredAt: '2026-09-29T10:00:00.000Z', body: { text: '补记' } }]);
  const [, note] = (await detail(at, late)).records;
  expect([note.occurredAt, note.countedAt]).toEqual(['2026-09-29T10:00:00.000Z', note.recordedAt]);
});

test('R6: a check-in within the lag of a day that is over is born overdue', async () => {
  const at = await stage.company('补传家电', '2026-09-30T22:00:00.000Z');
  const [id, customer] = [newId(), await stage.customer(at)];
  await sync(at, [checkIn(id, customer.id, {}, { occurredAt: '2026-09-30T12:00:00.000Z' })]);
  const { day, visitDayId } = await detail(at, id);
  expect(day).toBe('2026-09-30');
  expect(await stage.read(at, (tx) => tx.manager.query('SELECT status, breached_at FROM obligation WHERE subject_id = $1', [visitDayId]))).toEqual([{ status: 'open', breached_at: new Date('2026-09-30T16:00:00.000Z') }]);
});

test('DV-5 a visit outside the plan needs its reason; DV-2 only customers are visited', async () => {
  const customer = await stage.customer(east, { name: '计划外' });
  const answer = await sync(east, [checkIn(newId(), customer.id, { reason: undefined }), checkIn(newId(), newId()), checkIn(newId(), customer.id, { plannedVisitId: newId() }), checkIn(newId(), 'x')]);
  expect(answer.results.map((r) => [r.outcome, r.problem.clause, r.problem.errors[0].field])).toEqual([['refused', 'DV-5', 'reason'], ['refused', 'DV-2', 'customerId'], ['refused', 'DV-5', 'plannedVisitId'], ['refused', undefined, 'customerId']]);
  await stage.staff(east, 'supervisor').send('POST', `customers/${customer.id}/status`, { status: 'closed', reason: '歇业' });
  expect((await sync(east, [checkIn(newId(), customer.id)])).results[0]!.problem).toMatchObject({ code: 'customer_closed', clause: 'DV-2' });
});

test('the same record again is known; one that is refused holds up none of the others', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '重发' })];
  const records = [checkIn(id, customer.id), { visitId: id, kind: 'note', body: { text: '' } }, { visitId: id, kind: 'note', body: { text: '门头换新' } }, { visitId: newId(), kind: 'note', body: { text: '没签到' } }, { visitId: id, kind: 'opinion', body: { text: 'x' } }].map((r) => ({ id: newId(), ...r }));
  const first = await sync(east, records);
  expect(outcomes(first)).toEqual(['applied', 'refused', 'applied', 'refused', 'refused']);
  expect(first.results[3]!.problem).toMatchObject({ errors: [{ field: 'visitId', code: 'no_check_in' }] });
  expect(outcomes(await sync(east, records))).toEqual(['known', 'refused', 'known', 'refused', 'refused']);
  const both = await Promise.all([sync(east, [{ id: newId(), visitId: id, kind: 'note', body: { text: '一' } }]), ...[1, 2].map(() => sync(east, [records[2]!]))]);
  expect(both.map((b) => outcomes(b)[0])).toEqual(['applied', 'known', 'known']);
  expect((await detail(east, id)).records.map((r: { kind: string }) => r.kind)).toEqual(['check_in', 'note', 'note']);
});

test('a record that comes twice at once is taken once', async () => {
  const [id, customer, note] = [newId(), await stage.customer(east, { name: '同时' }), newId()];
  await sync(east, [checkIn(id, customer.id)]);
  const answers = await Promise.all(Array.from({ length: 4 }, () => sync(east, [{ id: note, visitId: id, kind: 'note', body: { text: '一次' } }])));
  expect(answers.map((a) => outcomes(a)[0]).toSorted()).toEqual(['applied', 'known', 'known', 'known']);
});

test('two devices fill the same slot: both are kept, shown, and settled by the visitor', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '两台手机' })];
  await sync(east, [checkIn(id, customer.id), { visitId: id, kind: 'check_out', body: { effect: '甲机', card: { situation: '甲' } } }]);
  const other = await sync(east, [{ visitId: id, kind: 'check_out', body: { effect: '乙机', card: { situation: '乙' } } }], 'visitor', 'phone-2');
  const visit = await detail(east, id);
  const [, mine, theirs] = visit.records;
  expect(other.results).toEqual([{ id: theirs.id, outcome: 'conflict', conflictWith: mine.id }]);
  expect([visit.conflicts, visit.effect, visit.card.situation, mine.status, theirs.status]).toEqual([1, '甲机', '甲', 'applied', 'conflict']);
  expect((await stage.staff(east, 'supervisor').get('visits?conflicts=1')).body.items.map((v: { id: string }) => v.id)).toEqual([id]);
  const settle = (who: 'visitor' | 'colleague', keep: string) => stage.staff(east, who).send('POST', `visits/${id}/records/${theirs.id}/settle`, { keep });
  expect((await settle('colleague', 'this')).status).toBe(404);
  const { body } = await settle('visitor', 'this');
  expect([body.conflicts, body.effect, body.card.situation, body.records.map((r: { status: string }) => r.status)]).toEqual([0, '乙机', '乙', ['applied', 'discarded', 'applied']]);
  expect((await settle('visitor', 'other')).body).toMatchObject({ status: 409, code: 'transition_refused' });
});

test('two devices and a later word of the first: the conflict is with what stands now, and one of the slot counts in the end', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '改口又换机' })];
  const leaves = (effect: string) => ({ visitId: id, kind: 'check_out', body: { effect, card: { situation: effect } } });
  await sync(east, [checkIn(id, customer.id), leaves('甲一')]);
  await sync(east, [leaves('乙')], 'visitor', 'phone-2');
  await sync(east, [leaves('丙')], 'visitor', 'phone-3');
  await sync(east, [leaves('甲二')]);
  const of = async () => Object.fromEntries((await detail(east, id)).records.filter((r: any) => r.kind === 'check_out').map((r: any) => [r.body.effect, r]));
  const { 乙: second, 丙: third, 甲二: stands } = await of();
  expect([second.conflictWith, third.conflictWith]).toEqual([stands.id, stands.id]);
  const settle = async (record: { id: string }) => (await stage.staff(east, 'visitor').send('POST', `visits/${id}/records/${record.id}/settle`, { keep: 'this' })).status;
  expect([await settle(second), (await of())['丙'].conflictWith, await settle(third)]).toEqual([200, second.id, 200]);
  const visit = await detail(east, id);
  expect([visit.effect, visit.card.situation, visit.conflicts]).toEqual(['丙', '丙', 0]);
  expect(Object.values(await of()).map((r: any) => [r.body.effect, r.status]).toSorted()).toEqual([['甲一', 'superseded'], ['甲二', 'discarded'], ['乙', 'discarded'], ['丙', 'applied']].toSorted());
});

test('a later one of the same device takes the place of the former', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '改口' })];
  await sync(east, [checkIn(id, customer.id), { visitId: id, kind: 'check_out', body: { effect: '一' } }]);
  await sync(east, [{ visitId: id, kind: 'check_out', body: { effect: '二' } }]);
  const visit = await detail(east, id);
  expect([visit.effect, visit.records.map((r: { status: string }) => r.status), visit.card.number]).toEqual(['二', ['applied', 'superseded', 'applied'], 1]);
});

test('DV-9a a customer card has a version per visit, which changes no more once it went to the supervisor', async () => {
  const customer = await stage.customer(east, { name: '客户卡' });
  const [first, second] = [newId(), newId()];
  await sync(east, [checkIn(first, customer.id), { visitId: first, kind: 'check_out', body: { card: { situation: '货架三排' } } }]);
  await stage.staff(east, 'supervisor').send('PATCH', `customers/${customer.id}`, { name: '客户卡新名' }, { 'if-match': '"1"' });
  await sync(east, [checkIn(second, customer.id)]);
  const put = (id: string, who: 'visitor' | 'colleague' = 'visitor') => stage.staff(east, who).send('PUT', `visits/${id}/card`, { situation: '货架四排', next: '下月补货' });
  expect((await put(second)).body).toMatchObject({ number: 2, situation: '货架四排', next: '下月补货', facts: { name: '客户卡新名' } });
  expect((await put(second, 'colleague')).status).toBe(404);
  const { items } = (await stage.staff(east, 'supervisor').get(`customers/${customer.id}/cards`)).body;
  expect(items.map((k: any) => [k.number, k.situation, k.facts.name, k.facts.contacts[0].phoneMasked])).toEqual([[2, '货架四排', '客户卡新名', '138****1111'], [1, '货架三排', '客户卡', '138****1111']]);
  await stage.write(east, (tx) => stage.get(Cards).seal(tx, [first]));
  expect((await put(first)).body).toMatchObject({ status: 409, code: 'card_sealed', clause: 'DV-9a' });
  expect((await stage.staff(west, 'supervisor').get(`customers/${customer.id}/cards`)).status).toBe(404);
});

test('DV-3.2a products explained, with all three points or not', async () => {
  const at = await stage.company('讲解家电');
  const [id, customer] = [newId(), await stage.customer(at)];
  const explain = (product: string | undefined, points: object) => ({ visitId: id, kind: 'activity', body: { activity: 'explanation', product, ...points } });
  const answer = await sync(at, [checkIn(id, customer.id), explain('X1', { performance: true, features: true, precautions: true }), explain('X1', { performance: true }), explain(undefined, {}), { visitId: id, kind: 'activity', body: { activity: 'guidance', note: '教换滤芯' } }]);
  expect(outcomes(answer)).toEqual(['applied', 'applied', 'applied', 'refused', 'applied']);
  expect(answer.results[3]!.problem).toMatchObject({ clause: 'DV-3.2a', errors: [{ field: 'product' }] });
  expect((await stage.staff(at, 'supervisor').get(`visits/explained?unitId=${at.east}&from=2026-09-01&to=2026-09-30`)).body.items).toEqual([{ product: 'X1', explanations: 2, complete: 1, customers: 1 }]);
});

test('photos hang on the visit with their hash; one that was used before is flagged', async () => {
  const [one, two, customer] = [newId(), newId(), await stage.customer(east, { name: '照片' })];
  const [a, b, c] = [await upload(east.visitor, 1), await upload(east.visitor, 1), await upload(east.colleague, 2)];
  await sync(east, [checkIn(one, customer.id, {}, { attachmentIds: [a.id] })]);
  expect(outcomes(await sync(east, [checkIn(two, customer.id), { visitId: two, kind: 'signature', body: { name: '顾海' }, attachmentIds: [b.id] }, { visitId: two, kind: 'note', body: { text: 'x' }, attachmentIds: [c.id] }]))).toEqual(['applied', 'applied', 'refused']);
  expect((await detail(east, one)).attachments).toMatchObject([{ id: a.id, sha256: a.sha256, reusedFrom: null }]);
  expect((await detail(east, two)).attachments).toMatchObject([{ id: b.id, reusedFrom: one }]);
  const content = (who: Person, permissions = ['visit.read'], units: 'all' | string[] = [east.east]) => stage.ask(who, 'GET', `attachments/${a.id}/content`, { permissions, units }).catch(() => ({ status: 200 }));
  expect([(await content(east.supervisor)).status, (await content(east.southSupervisor, ['visit.read'], [east.south])).status, (await content(west.supervisor, ['visit.read'], 'all')).status]).toEqual([200, 403, 404]);
});

test('today: the way of the day, what is there already, and nobody else\'s', async () => {
  const at = await stage.company('今天家电');
  const customer = await stage.customer(at, { name: '上次见过' });
  const before = newId();
  await sync(at, [checkIn(before, customer.id), { visitId: before, kind: 'check_out', body: { effect: '订了二十台', card: { next: '下月补货' } } }]);
  await stage.moveTo(at, '2026-10-08T02:00:00.000Z');
  const id = newId();
  await sync(at, [checkIn(id, customer.id)]);
  const { body } = await stage.staff(at, 'visitor').get('visits/today');
  expect(body).toMatchObject({ day: '2026-10-08', plan: null, visits: [{ plannedVisitId: null, visitId: id, status: 'open', customer: { name: '上次见过', contacts: [{ phone: '13800001111' }] }, lastVisit: { day: '2026-09-30', by: '林岚', effect: '订了二十台', next: '下月补货' }, openMatters: expect.any(Array) }] });
  expect((await stage.staff(at, 'colleague').get('visits/today')).body).toMatchObject({ visitDayId: null, visits: [] });
  expect((await stage.staff(at, 'supervisor').get('visits/today')).body).toMatchObject({ status: 403, permission: 'visit.work' });
});

test('PF-4, PF-6: of the own unit and company alone; nobody records on another\'s visit', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '别人的' })];
  await sync(east, [checkIn(id, customer.id)]);
  expect((await stage.staff(west, 'supervisor').get(`visits/${id}`)).status).toBe(404);
  expect((await stage.staff(east, 'southSupervisor').get(`visits/${id}`)).status).toBe(403);
  expect((await stage.staff(west, 'leader').get('visits')).body.items).toEqual([]);
  expect((await sync(east, [{ visitId: id, kind: 'note', body: { text: '插嘴' } }], 'colleague')).results[0]!.problem.code).toBe('not_found');
  expect((await sync(east, [checkIn(newId(), customer.id)], 'southVisitor')).results[0]!.problem.code).toBe('forbidden');
  expect((await stage.staff(east, 'supervisor').send('POST', 'visits/sync', { deviceId: 'x', records: [record({ visitId: id, kind: 'note', occurredAt: '2026-09-30T02:00:00Z', body: { text: 'x' } })] })).body).toMatchObject({ status: 403, permission: 'visit.work' });
  expect((await stage.staff(east, 'visitor').send('POST', 'visits/sync', { deviceId: 'x', records: [] })).status).toBe(400);
});

test('50 records with 10 photos arrive in one piece', async () => {
  const [id, customer] = [newId(), await stage.customer(east, { name: '五十条' })];
  const photos = await Promise.all(Array.from({ length: 10 }, (_, i) => upload(east.visitor, 100 + i)));
  const records = [checkIn(id, customer.id), ...Array.from({ length: 49 }, (_, i) => ({ visitId: id, kind: 'note', body: { text: `第 ${i} 条` }, attachmentIds: i < 10 ? [photos[i]!.id] : [] }))];
  const answer = await sync(east, records);
  expect(outcomes(answer).filter((o) => o === 'applied')).toHaveLength(50);
});
