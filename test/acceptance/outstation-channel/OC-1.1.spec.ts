import { randomBytes } from 'node:crypto';
import { photo } from '../../../infra/local/pictures.mjs';
import { deviceMaker, OC } from '../outstation.ts';
import { TENANCY } from '../stage.ts';

const maker = deviceMaker('2026-03-05T02:00:00.000Z');

test('OC-1.1 the purpose stands at the head of the rulebook that the device maker adopted, read by everybody on its staff; it owes nothing', async () => {
  const { who } = maker.here;
  for (const reader of [who.manager, who.account]) {
    const { items } = await reader.get(`${TENANCY}/rulebooks`);
    const book = items.find((each: { clauses: { id: string }[] }) => each.clauses[0]!.id.startsWith('OC-'));
    expect(book.clauses[0]).toMatchObject({ id: 'OC-1.1', kinds: ['statement'], page: '/outstation-staff', text: { zh: '依据《人力资源管理条例》和《外派人员管理规范》，规范外派人员和渠道的管理。' } });
  }
  expect((await who.manager.get(`${OC}/obligations?clauseId=OC-1.1`)).items).toEqual([]);
});

test('OC-1.1 the documents above the rulebook are linked in editions, with the one in force and who has signed it', async () => {
  const { who } = maker.here;
  await maker.here.employ('account');
  const upload = async (): Promise<string> => (await who.manager.upload(`${OC}/attachments`, 'code.png', photo(randomBytes(4).readUInt32LE()), 'image/png')).id;
  const { id } = await who.manager.post(`${OC}/channel-documents`, { departmentUnitId: maker.here.unit('department'), kind: 'superior', title: '外派人员管理规范', attachmentId: await upload(), effectiveOn: '2026-03-05' });
  await who.manager.post(`${OC}/channel-documents/${id}/editions`, { attachmentId: await upload(), effectiveOn: '2026-04-01', note: '2026 年修订' });
  await who.account.post(`${OC}/channel-documents/${id}/sign`, { edition: 1 });
  expect((await who.account.get(`${OC}/channel-documents?kind=superior`)).items).toMatchObject([{ title: '外派人员管理规范', inForce: { edition: 1, signed: 1, signedAt: expect.any(String) }, signers: 1 }]);
  await maker.here.moveTo('2026-04-01T02:00:00.000Z');
  expect((await who.account.get(`${OC}/channel-documents/${id}`)).inForce).toMatchObject({ edition: 2, signed: 0, note: '2026 年修订' });
  const past = { departmentUnitId: maker.here.unit('department'), kind: 'superior', title: '人力资源管理条例', attachmentId: await upload(), effectiveOn: '2026-03-31' };
  expect(await who.manager.refused(400, 'POST', `${OC}/channel-documents`, past)).toMatchObject({ clause: 'OC-1.1', errors: [{ field: 'effectiveOn', code: 'past' }] });
  await who.account.refused(403, 'POST', `${OC}/channel-documents`, { ...past, effectiveOn: '2026-05-01' });
});
