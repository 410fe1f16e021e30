import { newId } from '@luyue/kernel';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { TechnicalRequestLine, TechnicalRequestView } from './technical-support.http.ts';
import { dutiesOfAsking, requestMoves } from './technical-support.rules.ts';

const NOW = '2026-03-02T02:00:00.000Z';
let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const QUESTION = { title: 'C118 反复重启', text: '换了主板还是重启', model: 'C118' };
async function furnished(name: string): Promise<Maker> {
  const at = await stage.maker(name, NOW);
  for (const [key, kind] of [['li', 'account_manager'], ['sun', 'technician']] as const) await stage.employ(at, key, kind);
  return at;
}
const ask = (at: Maker, more: object = {}): Promise<TechnicalRequestView> => stage.must(stage.staff(at).sun.send('POST', 'technical-requests', { ...QUESTION, ...more }));
const act = (at: Maker, who: 'sun' | 'li' | 'technical' | 'engineer', id: string, verb: string, body: object) => stage.staff(at)[who].send('POST', `technical-requests/${id}/${verb}`, body);
const file = async (at: Maker, who: 'sun' | 'technical', permissions: string[]): Promise<string> => {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(`%PDF-1.4\n% ${Math.random()}\n%%EOF`)], { type: 'application/pdf' }), 'log.pdf');
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments`, { method: 'POST', headers: stage.headersOf(at.people[who], permissions), body: form });
  return ((await response.json()) as { id: string }).id;
};

test('OC-3.4a the days run from the asking; an answer can be asked about further, a withdrawal ends it', () => {
  const at = new Date(NOW);
  expect(dutiesOfAsking({ at })).toMatchObject([{ clauseId: 'OC-3.4a', parameter: 'oc.tech.answerDays', startedAt: at }]);
  expect(requestMoves).toEqual({ asked: ['answered', 'withdrawn'], answered: ['asked'], withdrawn: [] });
});

test('OC-3.4a answered within three calendar days is in time, at 24:00 of the third still, after it late', async () => {
  const at = await furnished('技术一');
  const [one, two] = [await ask(at), await ask(at)];
  expect(one).toMatchObject({ number: expect.stringMatching(/^JS\d{8}-\d{4}$/), askedBy: '孙技术', answerDueAt: '2026-03-05T16:00:00.000Z', mine: true, mayAnswer: false, obligations: [{ owner: { userName: '技术科' } }] });
  await stage.moveTo(at, '2026-03-05T15:59:59.000Z');
  expect((await act(at, 'technical', one.id, 'answer', { text: '升级固件' })).body).toMatchObject({ status: 'answered', answerDueAt: null, obligations: [{ status: 'met' }] });
  await stage.moveTo(at, '2026-03-05T16:00:01.000Z');
  expect((await stage.staff(at).engineer.get('technical-requests?status=asked')).body.items).toMatchObject([{ id: two.id, overdue: true }]);
  expect((await act(at, 'technical', two.id, 'answer', { text: '同上' })).body.obligations).toMatchObject([{ status: 'met_late', breachedAt: '2026-03-05T16:00:00.000Z' }]);
  expect((await act(at, 'technical', two.id, 'answer', { text: '再答' })).body).toMatchObject({ status: 409, clause: 'OC-3.4a', allowed: ['asked'] });
  const told = (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1').map((e) => [e.payload.kind, (e.payload.to as { key: string }[])[0]!.key]);
  expect(told.filter(([kind]) => String(kind).startsWith('technical'))).toEqual([['technical_request', 'technical_section'], ['technical_request', 'technical_section'], ['technical_answer', 'asker'], ['technical_answer', 'asker']]);
});

test('R13: what is asked further leaves the answer as it was and has its own clock', async () => {
  const at = await furnished('技术追问');
  const { id } = await ask(at);
  expect((await act(at, 'sun', id, 'ask-further', { text: '还没答就追问' })).body).toMatchObject({ status: 409, clause: 'OC-3.4a', allowed: ['answered', 'withdrawn'] });
  await stage.must(act(at, 'technical', id, 'answer', { text: '升级固件' }));
  await stage.moveTo(at, '2026-03-10T02:00:00.000Z');
  const further: TechnicalRequestView = await stage.must(act(at, 'sun', id, 'ask-further', { text: '升级后仍重启' }));
  expect(further).toMatchObject({ status: 'asked', answerDueAt: '2026-03-13T16:00:00.000Z' });
  expect(further.obligations.map((o) => o.status).toSorted()).toEqual(['met', 'open']);
  expect((await act(at, 'li', id, 'ask-further', { text: '旁人' })).body).toMatchObject({ status: 422, code: 'not_the_asker', clause: 'OC-3.4a' });
  const withdrawn: TechnicalRequestView = await stage.must(act(at, 'sun', id, 'withdraw', { reason: '换机解决' }));
  expect([withdrawn.status, withdrawn.answerDueAt, withdrawn.obligations.map((o) => o.status).toSorted()]).toEqual(['withdrawn', null, ['cancelled', 'met']]);
  expect(withdrawn.entries.map((e) => e.kind)).toEqual(['question', 'answer', 'further', 'withdrawal']);
  expect((await act(at, 'technical', id, 'answer', { text: '晚了' })).body).toMatchObject({ status: 409, allowed: [] });
});

test('OC-3.4a files go with question and answer, which may be a document of the library', async () => {
  const at = await furnished('技术附件');
  const mine = await file(at, 'sun', ['ownPost.work']);
  const asked = await ask(at, { attachmentIds: [mine] });
  const document = await stage.must(stage.staff(at).technical.send('POST', 'channel-documents', { departmentUnitId: at.department, kind: 'technical', title: 'C118 维修手册', attachmentId: await file(at, 'technical', ['channelDocument.write']), effectiveOn: '2026-03-02' }));
  expect((await act(at, 'technical', asked.id, 'answer', { text: '见手册', documentId: newId() })).body).toMatchObject({ status: 400, clause: 'OC-3.4a', errors: [{ field: 'documentId', code: 'unknown_document' }] });
  expect((await act(at, 'technical', asked.id, 'answer', { text: '见手册', documentId: document.id })).body.entries).toMatchObject([{ attachmentIds: [mine], documentId: null }, { documentId: document.id, documentTitle: 'C118 维修手册' }]);
  const read = async (by: Maker['people']['li'], permissions: string[]) => (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments/${mine}/content`, { headers: stage.headersOf(by, permissions) })).status;
  expect([await read(at.people.technical, ['technicalSupport.answer']), await read(at.people.li, ['outstationStaff.read']), await read(at.people.sales, ['channelRegion.read'])]).toEqual([200, 200, 403]);
});

test('asked by outstation staff alone; of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await furnished('技术权限'), await furnished('技术别家')];
  const [first, second] = [await ask(at), await ask(at, { model: 'C200' })];
  const one = (await stage.staff(at).engineer.get('technical-requests?limit=1')).body;
  expect(one.items.map((r: TechnicalRequestLine) => r.id)).toEqual([second.id]);
  expect((await stage.staff(at).engineer.get(`technical-requests?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  expect((await stage.staff(at).li.get('technical-requests?mine=true')).body.items).toEqual([]);
  expect((await stage.staff(at).sun.get('technical-requests?mine=true&model=C200')).body.items).toMatchObject([{ id: second.id }]);
  for (const [verb, body] of [['answer', { text: '别家' }], ['ask-further', { text: '别家' }], ['withdraw', { reason: '别家' }]] as const) expect((await act(other, verb === 'answer' ? 'technical' : 'sun', first.id, verb, body)).status).toBe(404);
  expect((await stage.staff(other).technical.get(`technical-requests/${first.id}`)).status).toBe(404);
  expect((await stage.staff(other).technical.get('technical-requests')).body.items).toEqual([]);
  expect((await stage.staff(at).engineer.send('POST', 'technical-requests', QUESTION)).body).toMatchObject({ status: 403, permission: 'technicalSupport.ask' });
  expect((await stage.staff(at).wang.send('POST', 'technical-requests', QUESTION)).body).toMatchObject({ status: 422, code: 'not_outstation_staff' });
  expect((await act(at, 'engineer', first.id, 'answer', { text: '代答' })).body).toMatchObject({ status: 403, permission: 'technicalSupport.answer' });
  expect((await stage.station(at).get('technical-requests')).body).toMatchObject({ status: 403, permission: 'outstationStaff.read' });
  const elsewhere = stage.as(at.people.technical, 'technical_section', [at.stations[0]!.unitId]);
  expect((await elsewhere.get(`technical-requests/${first.id}`)).status).toBe(403);
  expect((await elsewhere.send('POST', `technical-requests/${first.id}/answer`, { text: '越权' })).status).toBe(403);
  expect((await elsewhere.get('technical-requests')).body.items).toEqual([]);
  expect((await stage.staff(at).sun.send('POST', 'technical-requests', { ...QUESTION, stationUnitId: at.department })).body).toMatchObject({ status: 400, clause: 'OC-3.4a', errors: [{ field: 'stationUnitId', code: 'not_a_station' }] });
});
