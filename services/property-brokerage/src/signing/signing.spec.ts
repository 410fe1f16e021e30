import { type Brokerage, basics, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';

let stage: Running;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const errorsOf = ({ body }: { body: { errors?: { field: string; code: string }[] } }) => body.errors?.map((e) => `${e.field} ${e.code}`);

describe('PB-4.1a signing and F1', () => {
  test('PB-4.1a a signed contract owes F1 by 24:00 of its day, by the shop and its agent', async () => {
    const deal = await stage.signed(east, { signedAt: '2026-09-18T01:30:00.000Z' });
    expect(deal).toMatchObject({ status: 'signed', business: 'sale', payment: 'mortgage', price: '3280000.00', commissionBuyer: '32800.00', agentName: '邱晨', shopName: '滨江路地铺', number: expect.stringMatching(/^CJ20260918-\d{4}$/) });
    expect(owed(deal, 'PB-4.1a')).toMatchObject([{ status: 'open', startedAt: '2026-09-18T01:30:00.000Z', dueAt: '2026-09-18T16:00:00.000Z', owner: { unitId: east.shop, userId: east.agent.id } }]);
  });

  test('PB-4.1a sending meets it; the naming and the transfer begin with the receipt, the naming with the supervisor, the transfer with the agent', async () => {
    const deal = await stage.signed(east);
    const { agent } = stage.staff(east);
    const { status, body } = await agent.send('POST', `deals/${deal.id}/send-f1`);
    expect([status, body.status]).toEqual([200, 'submitted']);
    expect(owed(body, 'PB-4.1a')).toMatchObject([{ status: 'met' }]);
    // Friday; Sunday 20 September is a make-up working day.
    expect(owed(body, 'PB-4.1b')).toMatchObject([{ status: 'open', dueAt: '2026-09-20T16:00:00.000Z', owner: { unitId: east.department, userId: east.supervisor.id } }]);
    expect(owed(body, 'PB-4.1c')).toMatchObject([{ status: 'open', dueAt: '2026-09-20T16:00:00.000Z', owner: { unitId: east.shop, userId: east.agent.id } }]);
    const asked = (await stage.published(east)).filter((e) => e.type === 'notification.message.requested.v1').at(-1)!.payload;
    expect(asked).toMatchObject({ kind: 'f1_sent', subject: { id: deal.id }, values: { agent: '邱晨', signedOn: '2026-09-18', due: '09-20 24:00' }, to: [{ person: 'role', role: 'supervisor', channels: ['inapp', 'email'] }] });
    expect((await agent.send('POST', `deals/${deal.id}/send-f1`)).body).toMatchObject({ code: 'transition_refused', allowed: ['assigned', 'cancelled'] });
  });

  test('PB-4.1a over Spring Festival: signed on the make-up Saturday, met at 18:20; the naming is due on Tuesday 24 February', async () => {
    const spring = await stage.company('春节置业', '2026-02-14T10:20:00.000Z');
    const deal = await stage.signed(spring, { signedAt: '2026-02-14T06:00:00.000Z' });
    expect(owed(deal, 'PB-4.1a')).toMatchObject([{ dueAt: '2026-02-14T16:00:00.000Z' }]);
    const { body } = await stage.staff(spring).agent.send('POST', `deals/${deal.id}/send-f1`);
    expect(owed(body, 'PB-4.1a')).toMatchObject([{ status: 'met' }]);
    expect(owed(body, 'PB-4.1b')).toMatchObject([{ dueAt: '2026-02-24T16:00:00.000Z' }]);
  });

  test('PB-4.1a R6: entered the day after, F1 is overdue from its due time on; sent late it stays late, and the department has its whole day', async () => {
    const deal = await stage.signed(east, { signedAt: '2026-09-16T09:00:00.000Z' });
    expect(owed(deal, 'PB-4.1a')).toMatchObject([{ status: 'open', clock: 'overdue', breachedAt: '2026-09-16T16:00:00.000Z' }]);
    const { body } = await stage.staff(east).agent.send('POST', `deals/${deal.id}/send-f1`);
    expect(owed(body, 'PB-4.1a')).toMatchObject([{ status: 'met_late' }]);
    expect(owed(body, 'PB-4.1b')).toMatchObject([{ dueAt: '2026-09-20T16:00:00.000Z' }]);
  });

  test('PB-4.1a F1 is not sent before its basics are there', async () => {
    const deal = await stage.signed(east, { price: '0', parties: [SELLER] });
    const refused = await stage.staff(east).agent.send('POST', `deals/${deal.id}/send-f1`);
    expect([refused.status, refused.body.clause, refused.body.code]).toEqual([422, 'PB-4.1a', 'f1_incomplete']);
    expect(errorsOf(refused)).toEqual(['price required', 'parties required']);
    expect(deal.actions.find((a) => a.action === 'send-f1')).toMatchObject({ allowed: false, clause: 'PB-4.1a' });
  });

  test('bad input names its fields, and nothing is written', async () => {
    const { agent } = stage.staff(west);
    const open = (more: object) => agent.send('POST', 'deals', { ...basics(), shopUnitId: west.shop, departmentUnitId: west.department, signedAt: '2026-09-18T01:00:00.000Z', ...more });
    expect(errorsOf(await open({ price: '3280000.001' }))).toEqual(['price money']);
    expect(errorsOf(await open({ commissionBuyer: '-1' }))).toEqual(['commissionBuyer money']);
    expect(errorsOf(await open({ parties: [{ ...SELLER, idNumber: '110105194912310021', phone: '12' }, { ...BUYER, representative: { name: '周父', phone: '1', idNumber: '1' } }] })))
      .toEqual(['parties.0.phone phone', 'parties.0.idNumber id_card', 'parties.1.representative.phone phone', 'parties.1.representative.idNumber id_card']);
    expect(errorsOf(await open({ signedAt: '2026-09-19T01:00:00.000Z' }))).toEqual(['signedAt future']);
    expect(errorsOf(await open({ business: 'lease' }))).toEqual(['payment not_in_a_lease']);
    expect(errorsOf(await open({ payment: null }))).toEqual(['payment required']);
    expect(errorsOf(await open({ shopUnitId: east.shop }))).toEqual(['shopUnitId unknown_unit']);
    expect(errorsOf(await open({ agentUserId: east.agent.id }))).toEqual(['agentUserId unknown_user']);
    expect((await open({ price: 5, unknown: true })).status).toBe(400);
    expect((await agent.get('deals')).body.items).toEqual([]);
  });

  test('PB-3.1 only the shop opens and sends; PB-3.2 after F1 has gone out the specialist keeps the basics', async () => {
    const deal = await stage.signed(east);
    const { agent, specialist } = stage.staff(east);
    expect((await specialist.send('POST', `deals/${deal.id}/send-f1`)).body).toMatchObject({ status: 403, permission: 'deal.write' });
    const correct = (who: typeof agent, version: number, more: object = {}) => who.send('PUT', `deals/${deal.id}/basics`, { ...basics(more) }, { 'if-match': `"${version}"` });
    expect((await correct(agent, deal.version, { price: '3200000.00', parties: [SELLER, { ...BUYER, phone: '13900007703' }] })).body).toMatchObject({ price: '3200000.00' });
    const lines = (await agent.get(`deals/${deal.id}/timeline?kind=change`)).body.items as { title: string; text: string; by: string }[];
    expect(lines.map((l) => [l.title, l.text, l.by]).toSorted()).toEqual([['F1 买方1电话', '139****7702 → 139****7703', '邱晨'], ['F1 成交价', '3280000.00 → 3200000.00', '邱晨']]);
    expect((await correct(agent, deal.version)).body).toMatchObject({ status: 412 });
    const { body: sent } = await agent.send('POST', `deals/${deal.id}/send-f1`);
    expect((await correct(agent, sent.version)).body).toMatchObject({ status: 403, permission: 'deal.work' });
    expect((await correct(specialist, sent.version)).status).toBe(200);
    expect((await correct(specialist, sent.version + 2, { business: 'lease', payment: null })).body).toMatchObject({ code: 'template_kept' });
  });

  test('PB-4.1b the department is the one unit that is designated so, or it must be named', async () => {
    const { agent } = stage.staff(east);
    const refused = await agent.send('POST', 'deals', { ...basics(), shopUnitId: east.shop, signedAt: '2026-09-18T01:00:00.000Z' });
    expect(errorsOf(refused)).toEqual(['departmentUnitId required']);
  });
});
