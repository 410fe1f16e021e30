import type { Person } from '@luyue/testing/service-stage';
import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import { CONDUCT_KINDS, conductMoves } from './conduct.rules.ts';

let stage: Running;
let other: Maker;
beforeAll(async () => {
  stage = await startChannel();
  other = await stage.maker('别家通信');
}, 60_000);
afterAll(() => stage.stop());

const EVIDENCE = [{ what: '授权站聊天记录', where: '渠道档案 3 号柜' }];

async function recorded(name: string, more: object = {}) {
  const at = await stage.maker(name);
  const li = await stage.employ(at, 'li');
  const { status, body } = await stage.staff(at).engineer.send('POST', 'conduct-records', { staffId: li.id, kind: 'refusal', occurredOn: '2026-02-27', text: '拒绝去天水支援', evidence: EVIDENCE, ...more });
  const who = stage.staff(at);
  const act = (by: keyof typeof who, verb: string, told: object) => who[by].send('POST', `conduct-records/${body.id}/${verb}`, told);
  return { at, li, status, record: body, act, who };
}

test('OC-3.1.1 six kinds; what was decided stays so', () => {
  expect(CONDUCT_KINDS).toEqual(['slackness', 'refusal', 'passive_resistance', 'conflicting_job', 'harmful_talk', 'other']);
  expect(conductMoves).toEqual({ recorded: ['answered', 'upheld', 'dismissed'], answered: ['upheld', 'dismissed'], upheld: [], dismissed: [] });
});

test('OC-3.1.1 with evidence, the person\'s answer and a decision by somebody else', async () => {
  const { status, record, act, who } = await recorded('行为通信');
  expect([status, record]).toMatchObject([201, { status: 'recorded', staffName: '李客户', recordedBy: '陆工', evidence: EVIDENCE, number: expect.stringMatching(/^XW20260302-/) }]);
  const decision = { outcome: 'upheld', text: '通报批评', deduction: 5 };
  expect((await act('manager', 'decide', decision)).body).toMatchObject({ status: 400, clause: 'OC-3.1.1', errors: [{ field: 'withoutAnswer', code: 'required' }] });
  expect((await act('wang', 'answer', { text: '不是我' })).body).toMatchObject({ status: 422, code: 'not_about_you' });
  expect((await act('li', 'answer', { text: '当天车坏在路上' })).body).toMatchObject({ status: 'answered', answer: '当天车坏在路上' });
  expect((await act('li', 'answer', { text: '又想起来' })).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: ['upheld', 'dismissed'] });
  expect((await act('engineer', 'decide', decision)).body).toMatchObject({ status: 422, code: 'own_record' });
  expect((await act('manager', 'decide', decision)).body).toMatchObject({ status: 'upheld', decision: { text: '通报批评', deduction: 5, by: '方经理' } });
  expect((await act('manager', 'decide', { outcome: 'dismissed', text: '改判' })).body).toMatchObject({ status: 409, allowed: [] });
  expect((await who.li.get('conduct-records?mine=true')).body.items).toMatchObject([{ id: record.id }]);
  expect((await who.headquarters.get('conduct-records?status=upheld')).body.items).toMatchObject([{ id: record.id }]);
});

test('OC-3.1.1 who does not answer is decided about with the reason for that; a dismissal takes nothing off', async () => {
  const { act } = await recorded('不答通信');
  expect((await act('manager', 'decide', { outcome: 'dismissed', text: '查无此事', deduction: 1 })).body.errors).toMatchObject([{ field: 'deduction' }]);
  expect((await act('manager', 'decide', { outcome: 'upheld', text: '警告', withoutAnswer: '三次通知未说明' })).body).toMatchObject({ status: 'upheld', answer: null, decision: { deduction: 0, withoutAnswer: '三次通知未说明' } });
});

test('OC-3.1.1 without evidence, on a day to come, of an unknown kind or person: refused by field', async () => {
  const { record } = await recorded('无证通信', { evidence: [] });
  expect(record).toMatchObject({ status: 400, clause: 'OC-3.1.1', errors: [{ field: 'evidence', code: 'required' }] });
  expect((await recorded('未来通信', { occurredOn: '2026-03-03' })).record.errors).toMatchObject([{ field: 'occurredOn', code: 'future' }]);
  expect((await recorded('未知通信', { kind: 'lateness' })).status).toBe(400);
  expect((await recorded('无人通信', { staffId: other.department })).record.errors).toMatchObject([{ field: 'staffId', code: 'unknown_staff' }]);
});

test('OC-3.1.1 a picture is evidence, read by whoever may read the record, and by the person', async () => {
  const { at, li, who } = await recorded('照片通信');
  const file = new FormData();
  file.set('file', new Blob([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], { type: 'image/png' }), 'chat.png');
  const headers = { ...stage.headersOf(at.people.engineer, ['conductRecord.write']) };
  const uploaded = (await (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments`, { method: 'POST', headers, body: file })).json()) as { id: string };
  const body = { staffId: li.id, kind: 'harmful_talk', occurredOn: '2026-03-01', text: '群内言论', attachmentIds: [uploaded.id] };
  expect((await who.manager.send('POST', 'conduct-records', body)).body.errors).toMatchObject([{ field: 'attachmentIds', code: 'unknown_attachment' }]);
  expect((await who.engineer.send('POST', 'conduct-records', body)).body).toMatchObject({ status: 'recorded', evidence: [], attachmentIds: [uploaded.id] });
  const read = async (by: Person, permissions: string[]) => (await fetch(`http://127.0.0.1:${stage.port}/v1/outstation-channel/attachments/${uploaded.id}/content`, { headers: stage.headersOf(by, permissions) })).status;
  expect([await read(at.people.li, ['ownPost.work']), await read(at.people.manager, ['conductRecord.read']), await read(at.people.wang, ['ownPost.work']), await read(other.people.manager, ['conductRecord.read'])]).toEqual([200, 200, 403, 404]);
});

test('records of another company are none (PF-4); colleagues read none of it (PF-6)', async () => {
  const { record, who, at } = await recorded('界通信');
  for (const [verb, body] of [['answer', { text: 'x' }], ['decide', { outcome: 'upheld', text: 'x' }]] as const) expect((await stage.staff(other)[verb === 'answer' ? 'li' : 'manager'].send('POST', `conduct-records/${record.id}/${verb}`, body)).status).toBe(404);
  expect((await stage.staff(other).manager.get(`conduct-records/${record.id}`)).status).toBe(404);
  expect((await stage.staff(other).manager.get('conduct-records')).body.items).toEqual([]);
  expect((await who.li.get(`conduct-records/${record.id}`)).status).toBe(200);
  await stage.employ(at, 'wang');
  expect((await who.wang.get(`conduct-records/${record.id}`)).body).toMatchObject({ status: 403, permission: 'conductRecord.read' });
  expect((await who.wang.get('conduct-records')).body).toMatchObject({ status: 403, permission: 'conductRecord.read' });
  expect((await who.wang.get('conduct-records?mine=true')).body.items).toEqual([]);
  expect((await who.assistant.get(`conduct-records/${record.id}`)).status).toBe(403);
});
