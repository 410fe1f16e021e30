import { doneLease, LEASE, SHELF } from '../property-archive.ts';
import { owedBy, PB, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

/** Monday, ten in the morning in Shanghai: the fifth working day after is the Monday of the next week. */
const MONDAY = '2026-11-23T02:00:00.000Z';
const DUE = '2026-11-30T16:00:00.000Z';
const property = propertyCompany(MONDAY);
const done = (): Promise<Json> => doneLease(property.here.of, property.here.who, MONDAY);
const clocks = (deal: Json): string[] => owedBy(deal, 'PB-4.10').map((o) => `${o.status} ${o.dueAt}`);

test('PB-4.10 five working days from the end of the formalities; handed over with its catalogue, received by the archivist, who closes the deal', async () => {
  const { who } = property.here;
  const deal = await done();
  const path = `${PB}/deals/${deal.id}`;
  expect([deal.status, clocks(deal)]).toEqual(['formalities_done', [`open ${DUE}`]]);
  expect(await who.specialist.get(`${path}/archive`)).toMatchObject({ state: 'owed', complete: true, missing: [], actions: [{ action: 'hand-over-archive', allowed: true }] });
  await who.specialist.post(`${path}/archive/hand-over`, { note: '原件一袋' });
  const told = await eventually('the archivist is told', async () => (await who.archivist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'archive_handed_over'));
  expect(told.title.zh).toBe(`${deal.number} 的资料待签收`);
  const waiting = (await who.archivist.get(`${PB}/archive-handings`)).items.find((i: Json) => i.dealId === deal.id);
  expect(waiting).toMatchObject({ dealNumber: deal.number, specialistName: '孙莉', handing: { status: 'handed_over' }, obligation: { dueAt: DUE } });
  expect(await who.specialist.refused(403, 'POST', `${path}/archive/receive`, { location: SHELF })).toMatchObject({ permission: 'dealArchive.work' });
  const archived = await who.archivist.post(`${path}/archive/receive`, { location: SHELF });
  expect([archived.status, clocks(archived), archived.actions]).toEqual(['archived', [`met ${DUE}`], []]);
  expect(await who.specialist.get(`${path}/archive`)).toMatchObject({ state: 'archived', file: { number: expect.stringMatching(/^DA/), location: SHELF, receivedBy: '叶青' } });
  expect(await who.agent.refused(409, 'POST', `${path}/notes`, { text: '补记' })).toMatchObject({ code: 'deal_closed' });
});

test('PB-4.10 what is missing is named before it is handed over, and what is lacking when it comes back', async () => {
  const { who } = property.here;
  const deal = await done();
  const path = `${PB}/deals/${deal.id}`;
  await who.specialist.post(`${path}/transfer/items`, { name: { zh: '婚姻证明', en: 'Marriage certificate' }, reason: '登记处要求' });
  expect(await who.specialist.refused(422, 'POST', `${path}/archive/hand-over`)).toMatchObject({ clause: 'PB-4.10', code: 'incomplete', title: '资料不齐：婚姻证明（还没交来）' });
  const added = (await property.here.transfer(deal)).items.find((i: Json) => !i.fromTemplate);
  await who.specialist.post(`${path}/transfer/items/${added.id}/accept`);
  await who.specialist.post(`${path}/archive/hand-over`);
  const returned = await who.archivist.post(`${path}/archive/return`, { lacking: [{ key: `document:${added.id}`, reason: '缺第二页' }] });
  expect(clocks(returned)).toEqual([`open ${DUE}`]);
  const told = await eventually('the specialist is told', async () => (await who.specialist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'archive_returned'));
  expect(told.text.zh).toBe('叶青：婚姻证明（缺第二页）。请于 11-30 24:00 前补齐移交。');
  expect(await who.archivist.refused(409, 'POST', `${path}/archive/receive`, { location: SHELF })).toMatchObject({ code: 'not_handed_over' });
});

test('PB-4.10 reading 11: a step added before archiving cancels the clock; it opens anew at the next end', async () => {
  const { who } = property.here;
  const deal = await done();
  const path = `${PB}/deals/${deal.id}`;
  await who.specialist.post(`${path}/steps`, { name: { zh: '补缴物业费', en: 'Arrears' }, waitsFor: 'client', clientPresent: false, required: true, reason: '物业要求' });
  const reopened = await who.specialist.get(path);
  expect([reopened.status, clocks(reopened)]).toEqual(['taken', [`cancelled ${DUE}`]]);
  expect(await who.specialist.refused(409, 'POST', `${path}/archive/hand-over`)).toMatchObject({ code: 'formalities_not_done' });
  const { steps } = await who.specialist.get(`${path}/steps`);
  const { now } = await who.admin.get('/v1/tenancy/sandbox-clock');
  const again = await who.specialist.post(`${path}/steps/${steps.at(-1).id}/finish`, { finishedAt: now, told: deal.parties.map((p: Json) => ({ partyId: p.id, channel: 'phone', at: now })) });
  expect([again.status, clocks(again)]).toEqual(['formalities_done', [`cancelled ${DUE}`, `open ${DUE}`]]);
});

test('PB-4.10 readings 12 and 13: with anything else open, or money held, the deal is not closed', async () => {
  const { who } = property.here;
  const deal = await done();
  const path = `${PB}/deals/${deal.id}`;
  const receipt = await who.agent.post(`${path}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[0].id, amount: '100.00', receivedAt: MONDAY, method: 'transfer' });
  await who.specialist.post(`${path}/archive/hand-over`);
  expect((await who.archivist.refused(422, 'POST', `${path}/archive/receive`, { location: SHELF })).clause).toMatch(/^PB-4\.(7|10)$/);
  await who.agent.post(`${PB}/receipts/${receipt.id}/reverse`, { reason: '付错账户' });
  await who.archivist.post(`${path}/archive/return`, { lacking: [{ name: '冲销凭证', reason: '移交后才有' }] });
  await who.specialist.post(`${path}/archive/hand-over`);
  expect(await who.archivist.refused(422, 'POST', `${path}/archive/receive`, { location: SHELF })).toMatchObject({ clause: 'PB-4.10', code: 'obligations_open', obligations: [{ clauseId: 'PB-4.6' }, { clauseId: 'PB-4.6' }] });
  expect((await who.agent.get(path)).status).toBe('formalities_done');
});

test('PB-4.10 received on the sixth working day it is late', async () => {
  const { who } = property.here;
  const deal = await done();
  await property.here.moveTo('2026-12-01T02:00:00.000Z', deal);
  await who.specialist.post(`${PB}/deals/${deal.id}/archive/hand-over`);
  expect(clocks(await who.archivist.post(`${PB}/deals/${deal.id}/archive/receive`, { location: SHELF }))).toEqual([`met_late ${DUE}`]);
});

test('PB-4.10 before the formalities are done nothing is owed to the archive', async () => {
  const { who } = property.here;
  const deal = await property.here.taken({ ...LEASE, signedAt: MONDAY });
  expect(owedBy(deal, 'PB-4.10')).toEqual([]);
  expect(await who.specialist.get(`${PB}/deals/${deal.id}/archive`)).toMatchObject({ state: 'not_due', complete: false });
});
