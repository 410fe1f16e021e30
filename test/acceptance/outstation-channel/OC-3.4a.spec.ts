import { randomBytes } from 'node:crypto';
import { photo } from '../../../infra/local/pictures.mjs';
import { deviceMaker, OC } from '../outstation.ts';
import type { Json } from '../stage.ts';

const maker = deviceMaker('2026-03-02T02:00:00.000Z');

test('OC-3.4a the technical section answers within three days; asked further, the days run anew', async () => {
  const { who } = maker.here;
  await maker.here.employ('technician', 'technician');
  const asked: Json = await who.technician.post(`${OC}/technical-requests`, { title: 'C118 反复重启', text: '换了主板还是重启', model: 'C118', stationUnitId: maker.here.unit('station') });
  // Three calendar days after 2 March: 24:00 of the 5th in Shanghai (R2).
  expect(asked).toMatchObject({ status: 'asked', stationName: expect.any(String), answerDueAt: '2026-03-05T16:00:00.000Z', overdue: false, obligations: [{ clauseId: 'OC-3.4a', status: 'open', owner: { userId: maker.here.id('technical') } }] });
  await who.technician.refused(403, 'POST', `${OC}/technical-requests/${asked.id}/answer`, { text: '自答' });
  await maker.here.moveTo('2026-03-05T15:59:00.000Z');
  const answered: Json = await who.technical.post(`${OC}/technical-requests/${asked.id}/answer`, { text: '升级固件到 2.1' });
  expect(answered).toMatchObject({ status: 'answered', answerDueAt: null, obligations: [{ status: 'met' }] });
  expect(await who.technical.refused(409, 'POST', `${OC}/technical-requests/${asked.id}/answer`, { text: '再答' })).toMatchObject({ clause: 'OC-3.4a', allowed: ['asked'] });
  const further: Json = await who.technician.post(`${OC}/technical-requests/${asked.id}/ask-further`, { text: '升级后仍重启' });
  expect(further.obligations.map((o: Json) => o.status).toSorted()).toEqual(['met', 'open']);
  await maker.here.moveTo('2026-03-09T02:00:00.000Z');
  const late: Json = await who.technical.post(`${OC}/technical-requests/${asked.id}/answer`, { text: '寄回检测' });
  expect(late.obligations.map((o: Json) => o.status).toSorted()).toEqual(['met', 'met_late']);
  expect(late.entries.map((e: Json) => e.kind)).toEqual(['question', 'answer', 'further', 'answer']);
});

test('OC-3.4a the library of technical documents has editions, each received by the staff', async () => {
  const { who } = maker.here;
  const upload = async (): Promise<string> => (await who.technical.upload(`${OC}/attachments`, 'c118.png', photo(randomBytes(4).readUInt32LE()), 'image/png')).id;
  const made: Json = await who.technical.post(`${OC}/channel-documents`, { departmentUnitId: maker.here.unit('department'), kind: 'technical', title: 'C118 维修手册', model: 'C118', attachmentId: await upload(), effectiveOn: '2026-03-10' });
  expect(made).toMatchObject({ inForce: null, signers: 1, editions: [{ edition: 1, signed: 0, signedAt: null }] });
  expect(await who.technician.post(`${OC}/channel-documents/${made.id}/sign`, { edition: 1 })).toMatchObject({ editions: [{ signed: 1, signedAt: expect.any(String) }] });
  await who.technical.post(`${OC}/channel-documents/${made.id}/editions`, { attachmentId: await upload(), effectiveOn: '2026-03-11', note: '新增主板 B 版' });
  await maker.here.moveTo('2026-03-11T02:00:00.000Z');
  expect((await who.technician.get(`${OC}/channel-documents?kind=technical&model=C118`)).items).toMatchObject([{ inForce: { edition: 2, signedAt: null } }]);
  expect(await who.technician.refused(409, 'POST', `${OC}/channel-documents/${made.id}/sign`, { edition: 1 })).toMatchObject({ code: 'superseded', clause: 'OC-3.4a' });
  expect(await who.engineer.get(`${OC}/channel-documents/${made.id}/signatures`)).toMatchObject({ edition: 2, signed: [], missing: [{ userId: maker.here.id('technician') }] });
});
