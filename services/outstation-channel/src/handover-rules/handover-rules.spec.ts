import { type Maker, type Running, startChannel } from '../channel.harness.ts';

let stage: Running;
let at: Maker;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  [at, other] = [await stage.maker('星河通信'), await stage.maker('别家通信')];
}, 60_000);
afterAll(() => stage.stop());

/** A document that the manager has uploaded. */
async function document(of = at): Promise<string> {
  const file = new FormData();
  file.set('file', new Blob([Buffer.from(`%PDF-1.4\n% ${Math.random()}\n%%EOF`)], { type: 'application/pdf' }), 'rules.pdf');
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments`, { method: 'POST', headers: stage.headersOf(of.people.manager, ['conductRecord.write']), body: file });
  return ((await response.json()) as { id: string }).id;
}
const publish = async (effectiveOn: string, more: object = {}, of = at) => stage.staff(of).manager.send('POST', 'handover-rules', { departmentUnitId: of.department, title: '外派调动或离职工作交接规定', attachmentId: await document(of), effectiveOn, ...more });

test('OC-4.6 the rules are published in editions, and a handover follows the one in force on its day', async () => {
  const { posting } = await stage.posted(at, '陇东', 'li', '2025-01-01');
  expect((await publish('2026-03-01')).body).toMatchObject({ status: 400, clause: 'OC-4.6', errors: [{ field: 'effectiveOn', code: 'past' }] });
  const { status, body: first } = await publish('2026-03-02');
  expect([status, first]).toMatchObject([201, { edition: 1, publishedBy: '方经理' }]);
  await stage.must(publish('2026-04-01', { title: '交接规定（修订）' }));
  expect((await stage.staff(at).li.get('handover-rules')).body.items.map((r: { edition: number }) => r.edition)).toEqual([2, 1]);
  const { body: ending } = await stage.staff(at).headquarters.send('POST', `postings/${posting.id}/end`, { on: '2026-03-31', reason: '轮换' });
  expect(ending.handover.rules).toEqual({ id: first.id, edition: 1, title: '外派调动或离职工作交接规定', attachmentId: first.attachmentId });
  const { posting: later } = await stage.posted(at, '陇西', 'wang', '2025-01-01');
  expect((await stage.staff(at).headquarters.send('POST', `postings/${later.id}/end`, { on: '2026-04-01', reason: '轮换' })).body.handover.rules).toMatchObject({ edition: 2 });
});

test('OC-4.6 before the first edition a handover follows none; a document is used once', async () => {
  const { posting } = await stage.posted(other, '陇东', 'li', '2025-01-01');
  expect((await stage.staff(other).headquarters.send('POST', `postings/${posting.id}/end`, { on: '2026-03-31', reason: '轮换' })).body.handover.rules).toBeNull();
  const attachmentId = await document();
  await stage.must(publish('2026-05-01', { attachmentId }));
  expect((await publish('2026-05-02', { attachmentId })).body.errors).toMatchObject([{ field: 'attachmentIds', code: 'unknown_attachment' }]);
});

test('rules of another company are none (PF-4); the manager publishes them (PF-6); their document is read by who may read the staff', async () => {
  const { body: rule } = await publish('2026-06-01');
  expect((await stage.staff(other).manager.get('handover-rules')).body.items.map((r: { id: string }) => r.id)).not.toContain(rule.id);
  expect((await publish('2026-06-01', { departmentUnitId: at.department }, other)).body.errors).toMatchObject([{ field: 'departmentUnitId', code: 'unknown_unit' }]);
  expect((await stage.staff(at).engineer.send('POST', 'handover-rules', { departmentUnitId: at.department, title: 'x', attachmentId: rule.attachmentId, effectiveOn: '2026-06-01' })).body).toMatchObject({ status: 403, permission: 'posting.write' });
  const read = async (by: Maker['people']['li'], permissions: string[]) => (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments/${rule.attachmentId}/content`, { headers: stage.headersOf(by, permissions) })).status;
  expect([await read(at.people.li, ['outstationStaff.read']), await read(at.people.sales, ['channelRegion.read']), await read(other.people.li, ['outstationStaff.read'])]).toEqual([200, 403, 404]);
});
