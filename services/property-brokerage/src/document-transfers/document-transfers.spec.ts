import { newId } from '@luyue/kernel';
import { basics, type Brokerage, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { ACTED_FOR, papers } from '../transfer.harness.ts';
import type { DealView } from '../views.ts';

const WITH_REASON = { 'pb.transfer.acceptIncomplete': 'with_reason' };
let stage: Running;
let east: Brokerage;
let west: Brokerage;
let docs: ReturnType<typeof papers>;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业', '2026-09-18T02:00:00.000Z', WITH_REASON)];
  docs = papers(stage);
}, 60_000);
afterAll(() => stage.stop());

const path = (deal: { id: string }, rest: string) => `deals/${deal.id}/transfer/${rest}`;
const refuse = (at: Brokerage, deal: { id: string }, itemIds: string[], reason = '公证章不清') => stage.staff(at).specialist.send('POST', path(deal, 'refuse'), { itemIds, reason });
const accept = (at: Brokerage, deal: { id: string }, body: object = {}) => stage.staff(at).specialist.send('POST', path(deal, 'accept'), body);
const messages = async (at: Brokerage, kind: string) => (await stage.published(at)).filter((e) => e.payload['kind'] === kind).map((e) => e.payload);

describe('PB-4.1c rounds of the document transfer', () => {
  test('PB-4.1c PB-4.2 over Spring Festival: named on Tuesday, refused at 15:00 for the power of attorney, round 2 is due on Wednesday, 24:00', async () => {
    const spring = await stage.company('春节置业', '2026-02-14T10:20:00.000Z');
    const deal = await stage.signed(spring, { signedAt: '2026-02-14T06:00:00.000Z', parties: ACTED_FOR });
    const { agent, supervisor, specialist } = stage.staff(spring);
    await agent.send('POST', `deals/${deal.id}/send-f1`);
    await stage.moveTo(spring, '2026-02-24T02:00:00.000Z');
    const { body: named } = await supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: spring.specialist.id });
    expect(owed(named, 'PB-4.1b')).toMatchObject([{ status: 'met', dueAt: '2026-02-24T16:00:00.000Z' }]);
    expect(owed(named, 'PB-4.1c')).toMatchObject([{ status: 'open', dueAt: '2026-02-24T16:00:00.000Z', owner: { userId: spring.agent.id } }]);
    await docs.bringAll(spring, deal, ['power_of_attorney']);
    await stage.moveTo(spring, '2026-02-24T07:00:00.000Z');
    const power = await docs.item(spring, deal, 'power_of_attorney');
    const { status, body: refused } = await refuse(spring, deal, [power.id], '卖方由弟弟代办，缺公证委托书');
    expect([status, refused.status]).toEqual([200, 'assigned']);
    expect(owed(refused, 'PB-4.1c')).toMatchObject([{ status: 'cancelled', outcome: { note: '第 1 轮资料退回' } }, { status: 'open', dueAt: '2026-02-25T16:00:00.000Z', owner: { unitId: spring.shop, userId: spring.agent.id } }]);
    expect(await messages(spring, 'transfer_refused')).toMatchObject([{ clauseId: 'PB-4.2', values: { specialist: '孙莉', missing: { zh: '公证委托书（钱永年）', en: 'Notarised power of attorney (钱永年)' }, reason: '卖方由弟弟代办，缺公证委托书', due: '02-25 24:00' }, to: [{ userId: spring.agent.id }], dueAt: '2026-02-25T16:00:00.000Z' }]);
    const second = await docs.view(spring, deal);
    expect(second).toMatchObject({ rounds: 2, totalDays: 10, current: { round: 2, status: 'open', obligation: { status: 'open' } }, earlier: [{ round: 1, status: 'refused', closedBy: '孙莉', missing: [{ itemId: power.id, name: { zh: '公证委托书' }, whose: '钱永年' }], obligation: { status: 'cancelled' } }] });

    await stage.moveTo(spring, '2026-02-25T03:00:00.000Z');
    await docs.bringAll(spring, deal);
    const { body: taken } = await accept(spring, deal);
    expect(taken).toMatchObject({ status: 'taken', takenAt: expect.stringMatching(/^2026-02-25T03:00/), specialistAcceptedAt: taken.takenAt });
    expect(owed(taken, 'PB-4.1c')).toMatchObject([{ status: 'cancelled' }, { status: 'met' }]);
    expect(owed(taken, 'PB-4.3a')).toMatchObject([{ status: 'open', dueAt: '2026-02-25T16:00:00.000Z', owner: { userId: spring.agent.id } }]);
    expect(owed(taken, 'PB-4.3b')).toMatchObject([{ status: 'open', dueAt: '2026-02-25T16:00:00.000Z', owner: { userId: spring.specialist.id } }]);
    // Saturday 28 February is a make-up working day.
    expect(owed(taken, 'PB-4.4')).toMatchObject([{ status: 'open', parameterKey: 'pb.contractCopy.workingDays', dueAt: '2026-02-28T16:00:00.000Z', owner: { userId: spring.specialist.id } }]);
    expect(await docs.view(spring, deal)).toMatchObject({ rounds: 2, totalDays: 11, current: { status: 'accepted' }, needed: 6, complete: 6, actions: [] });
    expect((await specialist.send('POST', path(deal, 'refuse'), { itemIds: [power.id], reason: '再看看' })).body).toMatchObject({ code: 'no_open_round', clause: 'PB-4.1c' });
  });

  test('PB-4.1c R12: a round that was over its time before it was refused keeps its breach', async () => {
    const late = await stage.company('迟交置业');
    const deal = await stage.assigned(late);
    await stage.moveTo(late, '2026-09-21T02:00:00.000Z');
    const { body } = await refuse(late, deal, [(await docs.item(late, deal, 'f2')).id]);
    expect(owed(body, 'PB-4.1c')).toMatchObject([{ status: 'cancelled', dueAt: '2026-09-20T16:00:00.000Z', breachedAt: '2026-09-20T16:00:00.000Z' }, { status: 'open', breachedAt: null, dueAt: '2026-09-22T16:00:00.000Z' }]);
  });

  test('PB-4.1c only the specialist of the deal ends a round; before the naming there is none', async () => {
    const unnamed = await stage.signed(east);
    expect(await docs.view(east, unnamed)).toMatchObject({ current: null, rounds: 0, totalDays: null, items: [], actions: [] });
    const { agent, specialist, supervisor, colleague } = stage.staff(east);
    expect((await specialist.send('POST', path(unnamed, 'accept'))).body).toMatchObject({ status: 422, code: 'not_the_specialist', clause: 'PB-3.2' });
    const deal = await stage.assigned(east);
    for (const who of [colleague, supervisor, agent]) expect([403, 422]).toContain((await who.send('POST', path(deal, 'accept'))).status);
    const { items } = await docs.view(east, deal);
    expect((await colleague.send('POST', path(deal, `items/${items[0]!.id}/accept`))).body).toMatchObject({ code: 'not_the_specialist' });
    expect((await colleague.send('POST', path(deal, `items/${items[0]!.id}/bring`))).body).toMatchObject({ status: 403, permission: 'deal.write' });
    expect((await stage.staff(west).specialist.get(`deals/${deal.id}/transfer`)).status).toBe(404);
    const other = await stage.assigned(east);
    expect((await agent.send('POST', path(other, `items/${items[0]!.id}/bring`))).status).toBe(404);
  });

  test('PB-4.1c declined and named again, the deal has one round and one clock', async () => {
    const deal = await stage.assigned(east);
    const { specialist, supervisor, colleague } = stage.staff(east);
    await specialist.send('POST', `deals/${deal.id}/decline`, { reason: '休假' });
    await supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: east.colleague.id });
    expect(await docs.view(east, deal)).toMatchObject({ rounds: 1, current: { round: 1, status: 'open', obligation: { status: 'open' } }, earlier: [] });
    await docs.bringAll(east, deal);
    expect((await specialist.send('POST', path(deal, 'accept'))).status).toBe(422);
    expect((await colleague.send('POST', path(deal, 'accept'))).body.status).toBe('taken');
  });

  test('PB-4.1c reading 13: cancelling the deal ends its round and everything that it owed', async () => {
    const deal = await stage.assigned(west);
    await accept(west, deal, { owed: (await docs.view(west, deal)).items.map(({ id }) => ({ itemId: id, reason: '在银行', dueOn: '2026-09-30' })) });
    const { supervisor } = stage.staff(west);
    const { body } = await supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' });
    expect(body.obligations.filter((o: { status: string }) => o.status === 'open')).toEqual([]);
    const running = await stage.assigned(west);
    await supervisor.send('POST', `deals/${running.id}/cancel`, { reason: '客户反悔' });
    expect(await docs.view(west, running)).toMatchObject({ current: { status: 'cancelled', reason: '客户反悔' }, actions: [] });
  });
});

describe('PB-4.2 the documents', () => {
  test('PB-4.2 a transfer with a required document missing is not accepted while the policy is to refuse, and the refusal names each', async () => {
    const deal = await stage.assigned(east);
    await docs.bringAll(east, deal, ['f2', 'title_certificate']);
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/transfer`)).body).toMatchObject({ needed: 5, complete: 3, acceptIncomplete: 'refused', actions: [{ action: 'accept-transfer', allowed: false, clause: 'PB-4.2' }, { action: 'refuse-transfer', allowed: true }] });
    const { status, body } = await accept(east, deal, { owed: [{ itemId: (await docs.item(east, deal, 'f2')).id, reason: '明天交', dueOn: '2026-09-19' }] });
    expect([status, body.clause, body.code]).toEqual([422, 'PB-4.2', 'documents_missing']);
    expect(body.errors.map((e: { message: string }) => e.message)).toEqual(['Title certificate (钱永年) is missing', 'Deal report (F2) is missing']);
    expect((await docs.view(east, deal)).current).toMatchObject({ status: 'open' });
  });

  test('PB-4.2 a refusal names documents of the list, at least one; those that never came are named without it, and what was named comes again', async () => {
    const deal = await stage.assigned(east);
    await docs.bringAll(east, deal, ['f2']);
    const copy = (await docs.view(east, deal)).items.find((i) => i.key === 'id_copy' && i.whose === '周子涵')!;
    expect((await refuse(east, deal, [])).status).toBe(400);
    expect((await refuse(east, deal, [newId()])).body.errors).toMatchObject([{ field: 'itemIds.0', code: 'unknown_item' }]);
    expect((await refuse(east, deal, [copy.id], '照片不清')).status).toBe(200);
    expect((await docs.view(east, deal)).earlier[0]!.missing.map((m) => `${m.name.zh} ${m.whose}`.trim())).toEqual(['身份证复印件 周子涵', '租售业务成交报告（F2）']);
    expect(await docs.states(east, deal)).toEqual(['contract_copy_1: brought', 'title_certificate 钱永年: brought', 'id_copy 钱永年: brought', 'id_copy 周子涵: refused', 'f2: missing']);
    await docs.bringAll(east, deal);
    expect((await accept(east, deal)).body.status).toBe('taken');
  });

  test('PB-4.2 one document goes back without ending the round, and comes again with the place of its original', async () => {
    const deal = await stage.assigned(east);
    const { agent, specialist } = stage.staff(east);
    const { id } = await docs.item(east, deal, 'title_certificate');
    expect((await specialist.send('POST', path(deal, `items/${id}/refuse`), { reason: '没交来' })).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'PB-4.2' });
    await agent.send('POST', path(deal, `items/${id}/bring`));
    await specialist.send('POST', path(deal, `items/${id}/refuse`), { reason: '缺附图页' });
    expect(await docs.item(east, deal, 'title_certificate')).toMatchObject({ state: 'refused', reason: '缺附图页', notedBy: '孙莉', broughtBy: '邱晨' });
    await agent.send('POST', path(deal, `items/${id}/bring`), { originalPlace: '柜 A-17' });
    await specialist.send('POST', path(deal, `items/${id}/accept`));
    expect(await docs.item(east, deal, 'title_certificate')).toMatchObject({ state: 'accepted', reason: null, originalPlace: '柜 A-17', sideName: { zh: '卖方' } });
    expect(await docs.view(east, deal)).toMatchObject({ rounds: 1, current: { status: 'open' } });
    expect((await agent.send('POST', path(deal, `items/${id}/bring`), { attachmentIds: [newId()] })).body.errors).toMatchObject([{ code: 'unknown_attachment' }]);
    const lines = (await agent.get(`deals/${deal.id}/timeline?kind=document`)).body.items.map((l: { title: string }) => l.title);
    expect(lines).toEqual(['收下不动产权证（钱永年）', '交来不动产权证（钱永年）', '退回不动产权证（钱永年）', '交来不动产权证（钱永年）']);
  });

  test('PB-4.2 where the company accepts with a reason, each missing document has a reason and a day ahead, and the agent owes it', async () => {
    const deal = await stage.assigned(west, { parties: ACTED_FOR });
    await docs.bringAll(west, deal, ['power_of_attorney', 'f2']);
    const [power, f2] = [await docs.item(west, deal, 'power_of_attorney'), await docs.item(west, deal, 'f2')];
    const owe = (itemId: string, dueOn: string) => ({ itemId, reason: '公证处周三出证', dueOn });
    const errors = async (...list: object[]) => (await accept(west, deal, { owed: list })).body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`);
    expect(await errors()).toEqual(['owed required', 'owed required']);
    expect(await errors(owe(power.id, '2026-09-18'), owe(f2.id, '2026-02-30'))).toEqual(['owed.0.dueOn not_ahead', 'owed.1.dueOn not_ahead']);
    expect(await errors(owe(power.id, '2026-09-23'), owe(f2.id, '2026-09-19'), owe(f2.id, '2026-09-20'))).toEqual(['owed.2.itemId not_missing']);
    const { body: taken } = await accept(west, deal, { owed: [owe(power.id, '2026-09-23'), owe(f2.id, '2026-09-19')] });
    expect(taken.status).toBe('taken');
    expect(owed(taken, 'PB-4.2').map((o) => [o.dueAt, o.parameterKey]).toSorted()).toEqual([['2026-09-19T16:00:00.000Z', 'pb.transfer.owedDays'], ['2026-09-23T16:00:00.000Z', 'pb.transfer.owedDays']]);
    const owing = await docs.item(west, deal, 'power_of_attorney');
    expect(owing).toMatchObject({ state: 'owed', owedUntil: '2026-09-23', reason: '公证处周三出证', obligation: { status: 'open', owner: { userId: west.agent.id }, subject: { id: power.id, number: deal.number } } });
    expect(taken.nextClock).toMatchObject({ clauseId: 'PB-4.3a' });

    const { agent, specialist } = stage.staff(west);
    await agent.send('POST', path(deal, `items/${power.id}/bring`));
    expect(owed((await agent.get(`deals/${deal.id}`)).body, 'PB-4.2').every((o) => o.status === 'open')).toBe(true);
    await specialist.send('POST', path(deal, `items/${power.id}/refuse`), { reason: '公证章不清' });
    expect(await docs.item(west, deal, 'power_of_attorney')).toMatchObject({ state: 'owed', owedUntil: '2026-09-23', reason: '公证章不清', obligation: { status: 'open' } });
    await agent.send('POST', path(deal, `items/${power.id}/bring`));
    await specialist.send('POST', path(deal, `items/${power.id}/accept`));
    expect(await docs.item(west, deal, 'power_of_attorney')).toMatchObject({ state: 'accepted', owedUntil: null, obligation: { status: 'met', dueAt: '2026-09-23T16:00:00.000Z' } });
    expect((await docs.item(west, deal, 'f2')).obligation).toMatchObject({ status: 'open' });
  });

  test('PB-4.2 somebody acts for a party: the power of attorney is needed; nobody any more: it is not, nor owed', async () => {
    const deal = await stage.assigned(west);
    const { specialist } = stage.staff(west);
    const correct = async (parties: object[], more: object = {}): Promise<void> => {
      const { version } = (await specialist.get(`deals/${deal.id}`)).body as DealView;
      expect((await specialist.send('PUT', `deals/${deal.id}/basics`, basics({ parties, ...more }), { 'if-match': `"${version}"` })).status).toBe(200);
    };
    expect(await docs.states(west, deal)).toEqual(['contract_copy_1: missing', 'title_certificate 钱永年: missing', 'id_copy 钱永年: missing', 'id_copy 周子涵: missing', 'f2: missing']);
    await correct(ACTED_FOR, { property: { address: '滨江区滨江路 1 号', certificateNumber: null } });
    expect(await docs.states(west, deal)).toEqual(['contract_copy_1: missing', 'title_certificate 钱永年: not_applicable', 'title_proof 钱永年: missing', 'id_copy 钱永年: missing', 'id_copy 周子涵: missing', 'power_of_attorney 钱永年: missing', 'f2: missing']);
    await docs.bringAll(west, deal, ['power_of_attorney']);
    const power = await docs.item(west, deal, 'power_of_attorney');
    await accept(west, deal, { owed: [{ itemId: power.id, reason: '在公证处', dueOn: '2026-09-30' }] });
    await correct([{ ...SELLER, name: '钱永年' }, { ...BUYER, name: '周子涵（改名）' }]);
    expect(await docs.item(west, deal, 'power_of_attorney')).toMatchObject({ state: 'not_applicable', reason: null, owedUntil: null, obligation: { status: 'cancelled', outcome: { note: '不再需要' } } });
    expect((await docs.view(west, deal)).items.find((i) => i.key === 'id_copy' && i.whose === '周子涵（改名）')).toMatchObject({ state: 'accepted' });
    await correct(ACTED_FOR);
    expect(await docs.item(west, deal, 'power_of_attorney')).toMatchObject({ state: 'missing' });
  });

  test('PB-4.2 a document is added by hand and taken back while it has not come; one of the template can only be said not to apply, by whoever assigns deals', async () => {
    const deal = await stage.assigned(east);
    const { agent, specialist, supervisor } = stage.staff(east);
    const buyer = deal.parties.find((p) => p.side === 'buyer')!;
    const add = (body: object = {}) => specialist.send('POST', path(deal, 'items'), { name: { zh: '婚姻证明', en: 'Marriage certificate' }, partyId: buyer.id, reason: '银行要求', ...body });
    expect((await add({ partyId: newId() })).body.errors).toMatchObject([{ field: 'partyId', code: 'unknown_party' }]);
    expect((await add()).status).toBe(201);
    await add({ partyId: undefined, name: { zh: '完税证明', en: 'Tax receipt' } });
    const [marriage, tax] = (await docs.view(east, deal)).items.filter((i) => !i.fromTemplate);
    expect([marriage, tax]).toMatchObject([{ name: { zh: '婚姻证明' }, whose: '周子涵', state: 'missing', reason: '银行要求' }, { name: { zh: '完税证明' }, whose: '', sideName: null }]);
    await docs.bringAll(east, deal, [tax!.key, marriage!.key]);
    expect((await accept(east, deal)).body.errors).toHaveLength(2);
    expect((await specialist.send('DELETE', path(deal, `items/${tax!.id}`))).status).toBe(200);
    await specialist.send('POST', path(deal, `items/${marriage!.id}/not-applicable`), { reason: '未婚' });
    const { id: f2 } = await docs.item(east, deal, 'f2');
    expect((await specialist.send('DELETE', path(deal, `items/${f2}`))).body).toMatchObject({ status: 422, code: 'item_of_template', clause: 'PB-4.2' });
    expect((await specialist.send('POST', path(deal, `items/${f2}/not-applicable`), { reason: '不用' })).body).toMatchObject({ status: 403, permission: 'deal.assign' });
    expect((await supervisor.send('POST', path(deal, `items/${f2}/not-applicable`), { reason: '电子版已存' })).status).toBe(200);
    expect((await refuse(east, deal, [f2])).body.errors).toMatchObject([{ field: 'itemIds.0', code: 'not_needed' }]);
    expect((await accept(east, deal)).body.status).toBe('taken');
    await agent.send('POST', path(deal, `items/${marriage!.id}/bring`));
    expect((await specialist.send('DELETE', path(deal, `items/${marriage!.id}`))).body).toMatchObject({ code: 'item_in_use' });
  });
});
