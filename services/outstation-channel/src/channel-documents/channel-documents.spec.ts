import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { ChannelDocumentLine, ChannelDocumentView } from './channel-document-views.ts';
import { inForceOn } from './channel-documents.rules.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

async function furnished(name: string): Promise<Maker> {
  const at = await stage.maker(name);
  for (const [key, kind] of [['li', 'account_manager'], ['sun', 'technician']] as const) await stage.employ(at, key, kind);
  return at;
}
type Publisher = 'manager' | 'technical' | 'engineer';
const upload = async (at: Maker, who: Publisher): Promise<string> => {
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(`%PDF-1.4\n% ${Math.random()}\n%%EOF`)], { type: 'application/pdf' }), 'rules.pdf');
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments`, { method: 'POST', headers: stage.headersOf(at.people[who], ['channelDocument.write']), body: form });
  return ((await response.json()) as { id: string }).id;
};
const open = async (at: Maker, more: object = {}, who: Publisher = 'manager') =>
  stage.staff(at)[who].send('POST', 'channel-documents', { departmentUnitId: at.department, kind: 'crisis', title: '危机处理须知', attachmentId: await upload(at, who), effectiveOn: '2026-03-02', ...more });
const publish = async (at: Maker, id: string, effectiveOn: string, who: Publisher = 'manager') => stage.staff(at)[who].send('POST', `channel-documents/${id}/editions`, { attachmentId: await upload(at, who), effectiveOn, note: '修订' });
const sign = (at: Maker, id: string, edition: number, who: 'li' | 'sun' | 'wang' = 'li') => stage.staff(at)[who].send('POST', `channel-documents/${id}/sign`, { edition });

test('OC-1.1 the edition in force is the latest that has begun', () => {
  const editions = [{ edition: 1, effectiveOn: '2026-01-01' }, { edition: 2, effectiveOn: '2026-06-01' }, { edition: 3, effectiveOn: '2026-06-01' }];
  expect(['2025-12-31', '2026-05-31', '2026-06-01'].map((day) => inForceOn(editions, day)?.edition)).toEqual([undefined, 1, 3]);
});

test('OC-2.5 crisis instructions are signed edition by edition, by each of the staff; who has not is named', async () => {
  const at = await furnished('须知一');
  const { id, ...first }: ChannelDocumentView = await stage.must(open(at));
  expect(first).toMatchObject({ kind: 'crisis', signers: 2, mayPublish: true, inForce: { edition: 1, signed: 0, publishedBy: '方经理' } });
  const { signedAt } = (await stage.must(sign(at, id, 1)) as ChannelDocumentView).inForce!;
  await stage.moveTo(at, '2026-03-03T02:00:00.000Z');
  expect((await sign(at, id, 1)).body.inForce).toMatchObject({ signed: 1, signedAt });
  expect((await stage.staff(at).engineer.get(`channel-documents/${id}/signatures`)).body).toMatchObject({ edition: 1, signed: [{ userName: '李客户', signedAt }], missing: [{ userName: '孙技术', signedAt: null }] });
  await stage.must(publish(at, id, '2026-03-05'));
  // The next may be signed before it begins; the one before as long as it is in force.
  expect((await sign(at, id, 2)).body.editions).toMatchObject([{ edition: 2, signed: 1 }, { edition: 1, signed: 1 }]);
  expect((await sign(at, id, 1, 'sun')).status).toBe(200);
  await stage.moveTo(at, '2026-03-05T02:00:00.000Z');
  expect((await sign(at, id, 1, 'sun')).body).toMatchObject({ status: 409, code: 'superseded', clause: 'OC-2.5' });
  expect((await sign(at, id, 3)).body).toMatchObject({ status: 400, clause: 'OC-2.5', errors: [{ field: 'edition', code: 'unknown_edition' }] });
  expect((await stage.staff(at).engineer.get(`channel-documents/${id}/signatures?edition=1`)).body).toMatchObject({ edition: 1, missing: [] });
  expect((await stage.staff(at).engineer.get(`channel-documents/${id}/signatures?edition=9`)).status).toBe(400);
  const told = (await stage.published(at)).filter((e) => e.payload['kind'] === 'channel_document').map((e) => (e.payload['to'] as { role: string }[]).map((to) => to.role));
  expect(told).toEqual([['account_manager', 'parts_manager', 'outstation_technician'], ['account_manager', 'parts_manager', 'outstation_technician']]);
});

test('OC-1.1, OC-3.4a a beginning in the past, a model beside the point, a file used before: refused, and nothing is kept', async () => {
  const at = await furnished('文件坏输入');
  expect((await open(at, { kind: 'superior', effectiveOn: '2026-03-01' })).body).toMatchObject({ status: 400, clause: 'OC-1.1', errors: [{ field: 'effectiveOn', code: 'past' }] });
  expect((await open(at, { model: 'C118' })).body).toMatchObject({ status: 400, clause: 'OC-2.5', errors: [{ field: 'model', code: 'not_technical' }] });
  const attachmentId = await upload(at, 'manager');
  await stage.must(open(at, { kind: 'superior', title: '外派人员管理规范', attachmentId }));
  expect((await open(at, { attachmentId })).body.errors).toMatchObject([{ code: 'unknown_attachment' }]);
  expect((await stage.staff(at).li.get('channel-documents')).body.items.map((d: ChannelDocumentLine) => d.title)).toEqual(['外派人员管理规范']);
});

test('two editions at once follow each other', async () => {
  const at = await furnished('文件并发');
  const { id } = await stage.must(open(at));
  expect((await Promise.all([publish(at, id, '2026-04-01'), publish(at, id, '2026-04-01')])).map((a) => a.status)).toEqual([200, 200]);
  expect((await stage.staff(at).li.get(`channel-documents/${id}`)).body.editions.map((e: { edition: number }) => e.edition)).toEqual([3, 2, 1]);
});

test('the manager publishes regulations and instructions, the technical section its own documents; of the own company and units alone (PF-4, PF-6)', async () => {
  const [at, other] = [await furnished('文件权限'), await furnished('文件别家')];
  const made: ChannelDocumentView = await stage.must(open(at));
  expect((await open(at, {}, 'technical')).body).toMatchObject({ status: 403, permission: 'posting.write' });
  expect((await publish(at, made.id, '2026-04-01', 'technical')).body).toMatchObject({ status: 403, permission: 'posting.write' });
  const manual: ChannelDocumentView = await stage.must(open(at, { kind: 'technical', title: 'C118 维修手册', model: 'C118' }, 'technical'));
  expect((await publish(at, manual.id, '2026-04-01', 'engineer')).status).toBe(200);
  expect((await stage.staff(at).technical.get('channel-documents?kind=technical&model=C118')).body.items).toMatchObject([{ id: manual.id }]);
  const one = (await stage.staff(at).li.get('channel-documents?limit=1')).body;
  expect((await stage.staff(at).li.get(`channel-documents?limit=1&cursor=${one.nextCursor}`)).body).toMatchObject({ items: [{ id: made.id }], nextCursor: null });
  expect((await sign(at, made.id, 1, 'wang')).body).toMatchObject({ status: 422, code: 'not_outstation_staff' });
  expect((await stage.staff(at).engineer.send('POST', `channel-documents/${made.id}/sign`, { edition: 1 })).body).toMatchObject({ status: 403, permission: 'ownPost.work' });
  for (const path of [`channel-documents/${made.id}`, `channel-documents/${made.id}/signatures`]) {
    expect((await stage.staff(other).li.get(path)).status).toBe(404);
    expect((await stage.station(at).get(path)).status).toBe(403);
    expect((await stage.as(at.people.engineer, 'channel_engineer', [at.stations[0]!.unitId]).get(path)).status).toBe(403);
  }
  expect((await publish(other, made.id, '2026-04-01')).status).toBe(404);
  expect((await sign(other, made.id, 1)).status).toBe(404);
  expect((await stage.staff(other).li.get('channel-documents')).body.items).toEqual([]);
  const read = async (by: Maker['people']['li'], permissions: string[]) => (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments/${made.editions[0]!.attachmentId}/content`, { headers: stage.headersOf(by, permissions) })).status;
  expect([await read(at.people.li, ['outstationStaff.read']), await read(at.people.sales, ['channelRegion.read']), await read(other.people.li, ['outstationStaff.read'])]).toEqual([200, 403, 404]);
});
