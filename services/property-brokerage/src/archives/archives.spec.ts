import { newId } from '@luyue/kernel';
import { endings } from '../archive.harness.ts';
import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money } from '../money.harness.ts';
import { papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';

// Monday; the days after are working days, and the fifth of them is the Monday after.
const NOW = '2026-11-23T02:00:00.000Z';
const DUE = '2026-11-30T16:00:00.000Z';
let stage: Running;
let east: Brokerage;
let west: Brokerage;
let ends: ReturnType<typeof endings>;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业', NOW), await stage.company('海州置业', NOW)];
  ends = endings(stage);
}, 60_000);
afterAll(() => stage.stop());

const clocks = (deal: DealView) => owed(deal, 'PB-4.10').map((o) => `${o.status} ${o.dueAt}`);
const giveBack = (at: Brokerage, deal: DealView, lacking: object[]) => ends.archivist(at).send('POST', `deals/${deal.id}/archive/return`, { lacking });
const told = async (at: Brokerage, kind: string) => (await stage.published(at)).filter((e) => e.payload['kind'] === kind).map((e) => e.payload);
const dealOf = async (at: Brokerage, { id }: DealView): Promise<DealView> => (await stage.staff(at).agent.get<DealView>(`deals/${id}`)).body;

describe('PB-4.10 the clock', () => {
  test('PB-4.10 five working days from the end of the last required step, owed by the specialist; the archivist\'s receipt meets it and closes the deal', async () => {
    const deal = await ends.done(east);
    expect(deal.status).toBe('formalities_done');
    expect(owed(deal, 'PB-4.10')).toMatchObject([{ status: 'open', dueAt: DUE, startedAt: deal.formalitiesDoneAt, owner: { unitId: east.department, userId: east.specialist.id } }]);
    await ends.allElseDone(east, deal);
    expect(await ends.view(east, deal)).toMatchObject({ state: 'owed', complete: true, missing: [], file: null, actions: [] });
    const handed = (await ends.handOver(east, deal)).body;
    expect([handed.status, clocks(handed)]).toEqual(['formalities_done', [`open ${DUE}`]]);
    expect(await told(east, 'archive_handed_over')).toMatchObject([{ values: { specialist: '孙莉', due: '11-30 24:00' }, to: [{ role: 'archivist', unitId: east.department }] }]);
    expect(await ends.view(east, deal)).toMatchObject({ state: 'handed_over', handings: [{ round: 1, status: 'handed_over', handedBy: '孙莉', note: '原件一袋' }], actions: [{ action: 'receive-archive', allowed: true }, { action: 'return-archive', allowed: true }] });
    const { body } = await ends.receive(east, deal);
    expect(body).toMatchObject({ status: 'archived', actions: [] });
    expect(body.archivedAt).not.toBeNull();
    expect(clocks(body)).toEqual([`met ${DUE}`]);
    const view = await ends.view(east, deal);
    expect(view).toMatchObject({ state: 'archived', file: { location: { room: '一号库', mark: 'B-07' }, receivedBy: '档案', documents: view.catalogue.length }, handings: [{ status: 'received', settledBy: '档案' }], actions: [] });
    expect(view.catalogue.map((l) => l.source)).toEqual(expect.arrayContaining(['contract_copy', 'document', 'form', 'step']));
  });

  test.each([['2026-11-30T15:59:00.000Z', 'met'], ['2026-11-30T16:00:30.000Z', 'met_late']])('PB-4.10 received at %s: %s', async (at, status) => {
    const place = await stage.company(`归档 ${status}`, NOW);
    const deal = await ends.done(place);
    await ends.allElseDone(place, deal);
    await ends.handOver(place, deal);
    await stage.moveTo(place, at);
    expect(clocks((await ends.receive(place, deal)).body)).toEqual([`${status} ${DUE}`]);
  });

  test('PB-4.10 reading 11: a step added before archiving cancels the clock with the reason and takes the documents back; it opens anew at the next end', async () => {
    const at = await stage.company('加手续置业', NOW);
    const deal = await ends.done(at);
    await ends.allElseDone(at, deal);
    await ends.handOver(at, deal);
    const { specialist } = stage.staff(at);
    const added = await specialist.send<DealView>('POST', `deals/${deal.id}/steps`, { name: { zh: '补缴物业费', en: 'Arrears' }, waitsFor: 'client', clientPresent: false, required: true, reason: '物业要求' });
    expect(added.body.status).toBe('taken');
    expect(owed(added.body, 'PB-4.10')).toMatchObject([{ status: 'cancelled', outcome: { note: '增加手续：补缴物业费' } }]);
    expect(await ends.view(at, deal)).toMatchObject({ state: 'not_due', handings: [{ status: 'withdrawn', reason: '增加手续：补缴物业费' }] });
    expect((await ends.receive(at, deal)).body).toMatchObject({ status: 409, code: 'not_handed_over' });
    expect((await ends.handOver(at, deal)).body).toMatchObject({ status: 409, code: 'formalities_not_done', clause: 'PB-4.10' });
    await stage.moveTo(at, '2026-11-24T02:00:00.000Z');
    const { steps } = (await specialist.get(`deals/${deal.id}/steps`)).body;
    await ends.finish(at, deal, steps.at(-1).key);
    expect(clocks(await dealOf(at, deal))).toEqual([`cancelled ${DUE}`, 'open 2026-12-01T16:00:00.000Z']);
    expect((await ends.handOver(at, deal)).status).toBe(200);
    expect((await ends.view(at, deal)).handings.map((h) => `${h.round} ${h.status}`)).toEqual(['2 handed_over', '1 withdrawn']);
  });
});

describe('PB-4.10 all documents', () => {
  test('PB-4.10 what is missing is named, and nothing is handed over without it', async () => {
    const deal = await ends.done(east);
    const { specialist } = stage.staff(east);
    await specialist.send('POST', `deals/${deal.id}/transfer/items`, { name: { zh: '婚姻证明', en: 'Marriage certificate' }, reason: '登记处要求' });
    expect(await ends.view(east, deal)).toMatchObject({ complete: false, missing: [{ source: 'document', name: { zh: '婚姻证明' }, missing: { zh: '还没交来' } }] });
    const { body } = await ends.handOver(east, deal);
    const { id, key } = await papers(stage).item(east, deal, (await papers(stage).view(east, deal)).items.at(-1)!.key);
    expect(body).toMatchObject({ status: 422, code: 'incomplete', clause: 'PB-4.10', title: 'Documents are missing: Marriage certificate（not brought yet）', allowed: [`document:${id}`] });
    expect(key).toMatch(/^added_/);
    expect((await specialist.get(`deals/${deal.id}/archive`)).body.actions).toMatchObject([{ action: 'hand-over-archive', allowed: false, clause: 'PB-4.10' }]);
    await specialist.send('POST', `deals/${deal.id}/transfer/items/${id}/accept`);
    expect((await ends.handOver(east, deal)).status).toBe(200);
  });

  test('PB-4.10 the catalogue is extended by hand until it is handed over', async () => {
    const deal = await ends.done(east);
    const { specialist, colleague } = stage.staff(east);
    const add = (who = specialist) => who.send('POST', `deals/${deal.id}/archive/items`, { name: '钥匙交接单', medium: 'original', note: '2 份' });
    expect((await add(colleague)).body).toMatchObject({ status: 422, code: 'not_the_specialist' });
    const { body } = await add();
    const line = body.catalogue.find((l: { source: string }) => l.source === 'added');
    expect(line).toMatchObject({ name: { zh: '钥匙交接单' }, detail: '2 份', medium: 'original', missing: null });
    const its = `deals/${deal.id}/archive/items/${line.key.slice('added:'.length)}`;
    expect((await specialist.send('DELETE', its)).body.catalogue).toHaveLength(body.catalogue.length - 1);
    expect((await specialist.send('DELETE', its)).status).toBe(404);
    await add();
    await ends.handOver(east, deal);
    expect((await add()).body).toMatchObject({ status: 409, code: 'handed_over' });
    expect((await ends.handOver(east, deal)).body).toMatchObject({ status: 409, code: 'handed_over' });
  });

  test('PB-4.10 the archivist returns what is lacking by name; the clock runs on, and it is handed over again', async () => {
    const deal = await ends.done(west);
    await ends.allElseDone(west, deal);
    await ends.handOver(west, deal);
    const [line] = (await ends.view(west, deal)).catalogue;
    expect((await giveBack(west, deal, [{ key: 'document:none', reason: '没有' }])).body).toMatchObject({ status: 400, errors: [{ field: 'lacking.0.key', code: 'unknown_line' }] });
    expect((await giveBack(west, deal, [{ reason: '不全' }])).body).toMatchObject({ status: 400, errors: [{ field: 'lacking.0.name', code: 'required' }] });
    expect((await giveBack(west, deal, [])).status).toBe(400);
    const { body } = await giveBack(west, deal, [{ key: line!.key, reason: '缺骑缝章' }, { name: '户口本复印件', reason: '目录里没有' }]);
    expect(clocks(body)).toEqual([`open ${DUE}`]);
    expect(await ends.view(west, deal)).toMatchObject({ state: 'returned', handings: [{ status: 'returned', lacking: [{ key: line!.key, name: line!.name, reason: '缺骑缝章' }, { key: null, name: { zh: '户口本复印件' } }] }] });
    expect(await told(west, 'archive_returned')).toMatchObject([{ values: { by: '档案', missing: { zh: `${line!.name.zh}（缺骑缝章）、户口本复印件（目录里没有）` }, due: '11-30 24:00' }, to: [{ userId: west.specialist.id }] }]);
    expect((await giveBack(west, deal, [{ name: '合同', reason: '没有' }])).body).toMatchObject({ status: 409, code: 'not_handed_over' });
    await ends.handOver(west, deal);
    expect((await ends.receive(west, deal)).body.status).toBe('archived');
  });

  test('PB-4.10 what came to the deal after the handing over is not archived unseen', async () => {
    const deal = await ends.done(east);
    await ends.allElseDone(east, deal);
    await ends.handOver(east, deal);
    await stage.staff(east).specialist.send('POST', `deals/${deal.id}/transfer/items`, { name: { zh: '补充协议', en: 'Supplement' }, reason: '双方补签' });
    expect(await ends.view(east, deal)).toMatchObject({ state: 'handed_over', addedSince: [{ name: { zh: '补充协议' } }] });
    expect((await ends.receive(east, deal)).body).toMatchObject({ status: 409, code: 'catalogue_changed', title: 'Added since it was handed over: Supplement; return it, so that it is handed over anew' });
  });
});

describe('the end of a deal', () => {
  test('PB-4.10 reading 12: with anything else open it is not archived, each named; nothing is half-written', async () => {
    const deal = await ends.done(east);
    await ends.handOver(east, deal);
    const { body } = await ends.receive(east, deal);
    expect(body).toMatchObject({ status: 422, code: 'obligations_open', clause: 'PB-4.10' });
    expect((body as unknown as { obligations: { clauseId: string }[] }).obligations.map((o) => o.clauseId)).toEqual(expect.arrayContaining(['PB-4.3a', 'PB-4.3b']));
    expect(await dealOf(east, deal)).toMatchObject({ status: 'formalities_done', archivedAt: null });
    expect(await ends.view(east, deal)).toMatchObject({ state: 'handed_over', file: null, obligations: [{ status: 'open' }] });
  });

  test('PB-4.10 reading 13: with money held it is not archived', async () => {
    const deal = await ends.done(east);
    await money(stage).received(east, deal, '100.00');
    await ends.allElseDone(east, deal);
    await ends.handOver(east, deal);
    expect((await ends.receive(east, deal)).body).toMatchObject({ status: 422, code: 'funds_held', held: '100.00' });
  });

  test('PB-4.10 reading 13: a deal that is cancelled owes no archive and hands nothing over', async () => {
    const deal = await ends.done(east);
    await ends.handOver(east, deal);
    const { body } = await stage.staff(east).manager.send<DealView>('POST', `deals/${deal.id}/cancel`, { reason: '双方解约' });
    expect([body.status, clocks(body)]).toEqual(['cancelled', [`cancelled ${DUE}`]]);
    expect(await ends.view(east, deal)).toMatchObject({ handings: [{ status: 'withdrawn', reason: '双方解约' }] });
    expect((await ends.receive(east, deal)).body).toMatchObject({ status: 409, code: 'deal_closed' });
  });

  test('PB-4.10 archived is closed: no room changes the deal any more; to look at a number is still possible, and leaves its line', async () => {
    const deal = await ends.archived(east);
    const { agent, specialist, supervisor, manager } = stage.staff(east);
    const { steps } = (await specialist.get(`deals/${deal.id}/steps`)).body;
    const its = `deals/${deal.id}`;
    const [seller, at] = [deal.parties[0]!.id, await stage.now(east)];
    const tries: [typeof agent, string, object][] = [
      [agent, `${its}/notes`, { text: '补记' }], [agent, `${its}/receipts`, { kind: 'deposit', payerPartyId: seller, amount: '1.00', receivedAt: at, method: 'cash' }], [specialist, `${its}/steps/${steps[0].id}/reopen`, { reason: '重办' }],
      [specialist, `${its}/steps`, { name: { zh: '公证', en: 'Notary' }, waitsFor: 'client', clientPresent: false, required: true, reason: '要求' }], [specialist, `${its}/transfer/items`, { name: { zh: '附件', en: 'Annex' } }],
      [specialist, `${its}/appointments`, { stepId: steps[0].id, partyIds: [seller], startsAt: at, endsAt: new Date(at.getTime() + 60_000), place: '政务中心', phone: '13800001111' }], [specialist, `${its}/contract-copy/hand-over`, {}],
      [specialist, `${its}/payout-conditions`, { label: '尾款', purpose: 'price', from: 'held_buyer', payeePartyId: seller, amount: '1.00', on: { text: '交房' } }], [specialist, `${its}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount: '1.00', payeePartyId: seller }],
      [specialist, `${its}/archive/hand-over`, {}], [specialist, `${its}/archive/items`, { name: '补充', medium: 'copy' }], [supervisor, `${its}/reassign`, { specialistUserId: east.colleague.id, reason: '轮岗' }], [manager, `${its}/cancel`, { reason: '解约' }],
    ];
    for (const [who, path, body] of tries) expect([path, (await who.send('POST', path, body)).body]).toMatchObject([path, { status: 409, code: 'deal_closed' }]);
    expect((await supervisor.send('POST', `${its}/reveal`, { partyId: seller, reason: '回访' })).status).toBe(200);
    expect((await agent.get(`${its}/timeline?kind=access`)).body.items).toHaveLength(1);
  });

  test('PB-4.10 the specialist of the deal hands over, an archivist of the department receives, of this company (PF-4, PF-6)', async () => {
    const deal = await ends.done(east);
    await ends.allElseDone(east, deal);
    const { colleague, supervisor, agent } = stage.staff(east);
    const path = `deals/${deal.id}/archive`;
    expect((await colleague.send('POST', `${path}/hand-over`)).body).toMatchObject({ status: 422, code: 'not_the_specialist' });
    expect((await agent.send('POST', `${path}/hand-over`)).body).toMatchObject({ status: 403, permission: 'deal.work' });
    await ends.handOver(east, deal);
    const location = { room: '一号库', cabinet: '', box: '', mark: '' };
    expect((await supervisor.send('POST', `${path}/receive`, { location })).body).toMatchObject({ status: 403, permission: 'dealArchive.work' });
    expect((await stage.as(east.archivist, 'archivist', [newId()]).send('POST', `${path}/receive`, { location })).body).toMatchObject({ status: 403, permission: 'dealArchive.work' });
    expect((await ends.archivist(west).send('POST', `${path}/receive`, { location })).status).toBe(404);
    expect((await ends.archivist(west).get(path)).status).toBe(404);
    expect((await ends.archivist(east).send('POST', `${path}/receive`, { location: { ...location, room: '' } })).body).toMatchObject({ status: 400, errors: [{ field: 'location.room' }] });
    expect((await ends.receive(east, deal, location)).status).toBe(200);
  });

  test('PB-4.10 the intake: what waits in the order that it came, page by page, with its clock; then what was settled', async () => {
    const at = await stage.company('收件置业', NOW);
    const deals: DealView[] = [];
    for (const contractNumber of ['A-1', 'A-2', 'A-3']) {
      const deal = await ends.done(at, { contractNumber });
      await ends.allElseDone(at, deal);
      await ends.handOver(at, deal);
      deals.push(deal);
    }
    const archivist = ends.archivist(at);
    const first = (await archivist.get('archive-handings?limit=2')).body;
    expect(first.items.map((i: { dealId: string }) => i.dealId)).toEqual([deals[0]!.id, deals[1]!.id]);
    expect(first.items[0]).toMatchObject({ dealNumber: deals[0]!.number, departmentName: '客户服务部', specialistName: '孙莉', handing: { round: 1, status: 'handed_over' }, obligation: { clauseId: 'PB-4.10', dueAt: DUE } });
    const second = (await archivist.get(`archive-handings?limit=2&cursor=${first.nextCursor}`)).body;
    expect([second.items.map((i: { dealId: string }) => i.dealId), second.nextCursor]).toEqual([[deals[2]!.id], null]);
    await ends.receive(at, deals[0]!);
    expect((await archivist.get('archive-handings')).body.items).toHaveLength(2);
    expect((await archivist.get('archive-handings?status=received')).body.items).toMatchObject([{ dealId: deals[0]!.id, handing: { status: 'received' } }]);
    expect((await stage.as(at.archivist, 'archivist', [newId()]).get('archive-handings')).body.items).toEqual([]);
    expect((await stage.staff(at).agent.get('archive-handings')).body).toMatchObject({ status: 403, permission: 'dealArchive.work' });
    expect((await ends.archivist(west).get('archive-handings')).body.items.map((i: { dealId: string }) => i.dealId)).not.toContain(deals[1]!.id);
  });
});
