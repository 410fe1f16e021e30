import { DV, manufacturer } from '../distributor.ts';
import type { Json } from '../stage.ts';

const maker = manufacturer('2026-09-30T02:00:00.000Z');

test('DV-8 the field-staff measures in editions, each signed by each visitor; who has not is named', async () => {
  const { who } = maker.here;
  const publish = (content: string): Promise<Json> => who.admin.post(`${DV}/field-rules`, { title: '外勤业务员管理办法', content, reason: '发布' });
  const first = await publish('第一条 外勤人员每日到岗打卡。');
  await who.visitor.post(`${DV}/field-rules/${first.id}/sign`);
  const { signed, missing } = await who.leader.get(`${DV}/field-rules/${first.id}/signatures`);
  expect([signed.map((s: Json) => s.userName), missing.map((s: Json) => s.userName).toSorted()]).toEqual([['林岚'], ['吴越', '周舟']]);
  await publish('第一条 外勤人员到店签到，离店签退。');
  expect(await who.visitor2.refused(409, 'POST', `${DV}/field-rules/${first.id}/sign`)).toMatchObject({ code: 'superseded', clause: 'DV-8' });
  expect((await who.visitor.get(`${DV}/field-rules`)).items.map((e: Json) => [e.edition, e.inForce, e.signedAt !== null])).toEqual([[2, true, false], [1, false, true]]);
  await who.supervisor.refused(403, 'POST', `${DV}/field-rules`, { title: '外勤业务员管理办法', content: '主管自己写的一版内容', reason: '发布' });
});
