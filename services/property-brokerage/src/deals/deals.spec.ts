import { type Brokerage, basics, BUYER, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import { kindOf, sideName } from '../deal-kinds.ts';
import { dealMoves, isClosed } from './deals.rules.ts';

describe('the rules of a deal', () => {
  test('PB-2 in a lease seller and buyer read lessor and lessee', () => {
    expect([sideName('sale', 'seller').zh, sideName('lease', 'seller').zh, sideName('lease', 'buyer').en]).toEqual(['卖方', '出租方', 'lessee']);
    expect([kindOf({ business: 'lease', payment: null }), kindOf({ business: 'sale', payment: 'mortgage' }), kindOf({ business: 'sale', payment: 'full_payment' })]).toEqual(['lease', 'mortgage', 'full_payment']);
  });

  test('a closed deal goes nowhere, every other can be cancelled, and each status is reached', () => {
    for (const [status, moves] of Object.entries(dealMoves)) expect([status, moves.length > 0, isClosed(status) || moves.includes('cancelled')]).toEqual([status, !isClosed(status), true]);
    expect(new Set(Object.values(dealMoves).flat())).toEqual(new Set(Object.keys(dealMoves).filter((s) => s !== 'signed')));
  });
});

describe('reading deals', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  const titles = async (at: Brokerage, query = ''): Promise<string[]> => (await stage.staff(at).supervisor.get(`deals${query}`)).body.items.map((d: { title: string }) => d.title);

  test('PB-3.2 a deal shows its parties masked; the full numbers are revealed with a reason that stays on the timeline', async () => {
    const deal = await stage.signed(east, { parties: [SELLER, { ...BUYER, representative: { name: '周父', phone: '13700001111', idNumber: '11010519491231002X' } }] });
    expect(deal.parties).toMatchObject([{ side: 'seller', sideName: { zh: '卖方' }, phoneMasked: '136****4410', idNumberMasked: '110*************2X' }, { side: 'buyer', phoneMasked: '139****7702', representative: { name: '周父', phoneMasked: '137****1111' } }]);
    expect(JSON.stringify(deal)).not.toMatch(/13600004410|11010519491231002X/);
    const { specialist, archivist } = { ...stage.staff(east), archivist: stage.as(east.archivist, 'archivist') };
    const look = { partyId: deal.parties[1]!.id, reason: '约缴税时间' };
    expect((await specialist.send('POST', `deals/${deal.id}/reveal`, look)).body).toMatchObject({ phone: '13900007702', idNumber: 'E12345678', representative: { phone: '13700001111' } });
    expect((await archivist.send('POST', `deals/${deal.id}/reveal`, look)).body).toMatchObject({ status: 403, permission: 'deal.reveal' });
    expect((await specialist.get(`deals/${deal.id}/timeline?kind=access`)).body.items).toMatchObject([{ by: '孙莉', title: '查看周子涵的完整信息', text: '约缴税时间' }]);
    const other = await stage.signed(east);
    expect((await specialist.send('POST', `deals/${other.id}/reveal`, look)).status).toBe(404);
  });

  test('PF-4 another company, or a shop that it does not belong to, does not see it', async () => {
    const deal = await stage.signed(east);
    expect((await stage.staff(west).supervisor.get(`deals/${deal.id}`)).status).toBe(404);
    expect((await stage.as(east.agent, 'shop', [west.shop]).get(`deals/${deal.id}`)).status).toBe(403);
    expect((await stage.as(east.agent, 'shop', [east.shop]).get(`deals/${deal.id}`)).status).toBe(200);
    expect((await stage.as(east.specialist, 'specialist', [east.department]).get(`deals/${deal.id}`)).status).toBe(200);
    expect((await stage.as(east.agent, 'shop', [west.shop]).get('deals')).body.items).toEqual([]);
  });

  test('a list is found by number, contract, phone part, party, address and initials, filtered, sorted and paged', async () => {
    const open = (title: string, name: string, phone: string, contractNumber: string, more: object = {}) => stage.signed(west, { ...basics({ title, contractNumber, parties: [SELLER, { ...BUYER, name, phone }], ...more }) });
    const one = await open('锦绣花园 5-1-301', '欧阳娜', '13511112222', 'HT-778');
    await open('翠湖天地 3-801', '单志远', '13633334444', 'HT-779', { payment: 'full_payment', property: { address: '湖滨路 88 号' } });
    await open('学府名苑 9-602', '陈雨', '13755556666', 'HT-880', { business: 'lease', payment: null });
    expect(await titles(west, '?q=锦绣花园')).toEqual(['锦绣花园 5-1-301']);
    expect(await titles(west, '?q=湖滨路')).toEqual(['翠湖天地 3-801']);
    expect(await titles(west, '?q=欧阳')).toEqual(['锦绣花园 5-1-301']);
    expect(await titles(west, '?q=szy')).toEqual(['翠湖天地 3-801']);
    expect(await titles(west, '?q=6666')).toEqual(['学府名苑 9-602']);
    expect(await titles(west, '?q=HT-77')).toHaveLength(2);
    expect(await titles(west, `?q=${one.number}`)).toEqual(['锦绣花园 5-1-301']);
    expect(await titles(west, '?q=x')).toEqual([]);
    expect(await titles(east, '?q=欧阳')).toEqual([]);
    expect(await titles(west, '?business=lease')).toEqual(['学府名苑 9-602']);
    expect(await titles(west, '?payment=full_payment&status=signed')).toEqual(['翠湖天地 3-801']);
    expect(await titles(west, '?specialist=none')).toHaveLength(3);
    const { supervisor } = stage.staff(west);
    const first = (await supervisor.get('deals?limit=2&sort=dueAt')).body;
    const second = (await supervisor.get(`deals?limit=2&sort=dueAt&cursor=${first.nextCursor}`)).body;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect((await supervisor.get('deals?sort=price')).status).toBe(400);
    expect((await supervisor.get('deals?cursor=x')).body.errors).toMatchObject([{ field: 'cursor' }]);
  });

  test('a cancellation needs the permission and a reason, cancels what is owed, and closes the deal', async () => {
    const deal = await stage.assigned(east);
    const { agent, supervisor } = stage.staff(east);
    expect((await agent.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' })).status).toBe(403);
    expect((await supervisor.send('POST', `deals/${deal.id}/cancel`, {})).status).toBe(400);
    const { body } = await supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户反悔' });
    expect(body).toMatchObject({ status: 'cancelled', cancelReason: '客户反悔', nextClock: null, actions: [] });
    expect(body.obligations.filter((o: { status: string }) => o.status === 'open')).toEqual([]);
    expect((await supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: east.colleague.id })).body).toMatchObject({ status: 409, code: 'deal_closed' });
    expect((await supervisor.send('POST', `deals/${deal.id}/notes`, { text: '补记' })).status).toBe(409);
  });

  test('a note stands on the timeline, the newest first', async () => {
    const deal = await stage.signed(east);
    const { agent } = stage.staff(east);
    for (const text of ['第一条', '第二条']) expect((await agent.send('POST', `deals/${deal.id}/notes`, { text })).status).toBe(201);
    const page = (await agent.get(`deals/${deal.id}/timeline?limit=1&kind=note`)).body;
    expect(page.items).toMatchObject([{ text: '第二条', by: '邱晨' }]);
    expect((await agent.get(`deals/${deal.id}/timeline?limit=1&kind=note&cursor=${page.nextCursor}`)).body.items).toMatchObject([{ text: '第一条' }]);
  });
});
