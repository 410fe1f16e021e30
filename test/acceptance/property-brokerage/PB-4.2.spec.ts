import { ACTED_FOR, BEGIN, owedBy, PB, propertyCompany } from '../property.ts';
import { photo } from '../../../infra/local/pictures.mjs';
import { eventually, type Json, TENANCY } from '../stage.ts';

const property = propertyCompany(BEGIN);
const path = (deal: Json, rest: string): string => `${PB}/deals/${deal.id}/transfer/${rest}`;

test('PB-4.2 the checklist is that of the deal: title papers by whether there is a certificate, a power of attorney of each party that somebody acts for', async () => {
  const deal = await property.here.assigned({ signedAt: BEGIN, parties: ACTED_FOR, property: { address: '滨江路 1 号', areaSquareMetres: 90 } });
  const { items, needed, complete } = await property.here.transfer(deal);
  expect(items.map((i: Json) => `${i.name.zh} ${i.whose}`.trim())).toEqual(['房地产经纪合同（第一联）', '其他产权证明 钱永年', '身份证复印件 钱永年', '身份证复印件 周子涵', '公证委托书 钱永年', '租售业务成交报告（F2）']);
  expect([needed, complete]).toEqual([6, 0]);
});

test('PB-4.2 a lease takes the title papers of the lessor (reading 14)', async () => {
  const deal = await property.here.assigned({ signedAt: BEGIN, business: 'lease', payment: null });
  expect(await property.here.document(deal, 'title_certificate')).toMatchObject({ whose: '钱永年', sideName: { zh: '出租方' } });
});

test('PB-4.2 the agent brings scans and says where the originals are; whoever reads the deal reads them', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned({ signedAt: BEGIN });
  const { id } = await property.here.document(deal, 'id_copy');
  const scan = await who.agent.upload(`${PB}/attachments`, '身份证.png', photo(41_102), 'image/png');
  await who.agent.post(path(deal, `items/${id}/bring`), { attachmentIds: [scan.id], originalPlace: '柜 A-17' });
  expect(await property.here.document(deal, 'id_copy')).toMatchObject({ state: 'brought', attachmentIds: [scan.id], originalPlace: '柜 A-17', broughtBy: '邱晨' });
  expect((await who.specialist.send('GET', `${PB}/attachments/${scan.id}/content`)).status).toBe(200);
  await who.specialist.post(path(deal, `items/${id}/refuse`), { reason: '反面没有' });
  expect(await property.here.document(deal, 'id_copy')).toMatchObject({ state: 'refused', reason: '反面没有' });
});

test('PB-4.2 a transfer with a required document missing is refused by the rule, which names it; a refusal of the round names at least one', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned({ signedAt: BEGIN, parties: ACTED_FOR });
  await property.here.bringAll(deal, ['power_of_attorney']);
  const { clause, code, errors } = await who.specialist.refused(422, 'POST', path(deal, 'accept'));
  expect([clause, code, errors.map((e: Json) => e.code)]).toEqual(['PB-4.2', 'documents_missing', ['missing']]);
  await who.specialist.refused(400, 'POST', path(deal, 'refuse'), { itemIds: [], reason: '不齐' });
  expect((await property.here.transfer(deal)).current).toMatchObject({ round: 1, status: 'open' });
});

test('PB-4.2 a document is added for a deal and taken back; one that the template asks for is not', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned({ signedAt: BEGIN });
  await who.specialist.post(path(deal, 'items'), { name: { zh: '婚姻证明', en: 'Marriage certificate' }, partyId: deal.parties[1].id, reason: '银行要求' });
  const added = (await property.here.transfer(deal)).items.find((i: Json) => !i.fromTemplate);
  expect(added).toMatchObject({ name: { zh: '婚姻证明' }, whose: '周子涵', state: 'missing' });
  expect((await who.specialist.send('DELETE', path(deal, `items/${added.id}`))).status).toBe(200);
  expect(await who.specialist.refused(422, 'DELETE', path(deal, `items/${(await property.here.document(deal, 'f2')).id}`))).toMatchObject({ clause: 'PB-4.2', code: 'item_of_template' });
});

// The last of the file: from here on the company accepts incomplete transfers.
test('PB-4.2 a company that accepts with a reason: each missing document needs reason and due date, which the agent then owes; brought and accepted, it is met', async () => {
  const { who } = property.here;
  const deal = await property.here.assigned({ signedAt: BEGIN, parties: ACTED_FOR });
  await property.here.bringAll(deal, ['power_of_attorney']);
  await who.admin.post(`${TENANCY}/policies`, { key: 'pb.transfer.acceptIncomplete', value: 'with_reason', reason: '公证处排队' });
  await eventually('the policy is known', async () => (await property.here.transfer(deal)).acceptIncomplete === 'with_reason');
  const power = await property.here.document(deal, 'power_of_attorney');
  expect((await who.specialist.refused(400, 'POST', path(deal, 'accept'))).errors).toMatchObject([{ field: 'owed', code: 'required' }]);
  const taken = await who.specialist.post(path(deal, 'accept'), { owed: [{ itemId: power.id, reason: '公证处周三出证', dueOn: '2026-09-23' }] });
  expect(taken.status).toBe('taken');
  expect(owedBy(taken, 'PB-4.2')).toMatchObject([{ status: 'open', dueAt: '2026-09-23T16:00:00.000Z', owner: { userId: property.here.id('agent') }, label: { zh: '欠交资料补齐' } }]);
  expect(await property.here.document(deal, 'power_of_attorney')).toMatchObject({ state: 'owed', owedUntil: '2026-09-23', reason: '公证处周三出证' });
  await who.agent.post(path(deal, `items/${power.id}/bring`));
  expect(owedBy(await who.specialist.post(path(deal, `items/${power.id}/accept`)), 'PB-4.2')).toMatchObject([{ status: 'met' }]);
});
