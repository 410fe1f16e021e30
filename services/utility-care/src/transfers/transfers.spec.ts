import { AgreementChanged, CROSSING_PURPOSES, make, UtilityTransferRequested } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Person, type Place, serviceStage, type ServiceStage } from '@luyue/testing/service-stage';
import * as service from '../app.module.ts';
import { debtBlocks, transferMoves } from './transfers.rules.ts';
import { Transfers } from './transfers.service.ts';

const DESK = ['transfer.read', 'transfer.open', 'transfer.work', 'account.read', 'account.write', 'case.read'];
const LI = { number: '0301-118-20462', holderName: '李桂兰', phone: '13912345207', contacts: [{ name: '陈晓燕', relation: '女儿', phone: '13566778816' }], address: '锦绣路66号3栋1102室', category: 'resident', gasType: 'natural_gas' };
const NEW = { name: '周子涵', phone: '139 0000 7702', idNumber: 'E12345678' };

test('UC-5.2d only what the table says: answered once, done only after the reading', () => {
  expect(Object.entries(transferMoves).filter(([, to]) => to.includes('done')).map(([from]) => from)).toEqual(['read']);
  expect([...transferMoves.refused, ...transferMoves.done, ...transferMoves.withdrawn]).toEqual([]);
});
test('UC-5.2d a debt blocks from the first fen, and so does one that nobody has looked for', () => {
  expect([debtBlocks(null), debtBlocks({ fen: 0n, yuan: '0.00' }), debtBlocks({ fen: 1n, yuan: '0.01' })]).toEqual([expect.anything(), null, { zh: '户上欠费 0.01 元，结清后才能过户', en: expect.any(String) }]);
});

describe('UC-5.2d account transfers', () => {
  let stage: ServiceStage;
  let gas: Place & { desk: Person };
  let other: Place;
  let broker: Place;
  let used = 0;
  beforeAll(async () => {
    stage = await serviceStage(service, { work: 'http' });
    const place = (name: string) => stage.tenant(name, { sandbox: true, modules: ['utility-care'], regulations: ['utility-care', 'platform'], clockOffsetMs: Date.parse('2026-09-18T02:00:00.000Z') - Date.now() });
    const made = await place('海州燃气');
    gas = { ...made, desk: await stage.person(made, '周敏', { roles: ['call_taker'] }) };
    other = await place('云溪燃气');
    broker = await stage.tenant('安居置业', { sandbox: true, modules: ['property-brokerage'] });
  }, 60_000);
  afterAll(() => stage.stop());

  const ask = (method: string, path: string, body?: unknown, as: Place | Person = gas.desk, permissions = DESK) => stage.ask(as, method, path, { permissions, body });
  async function household(): Promise<{ id: string; number: string }> {
    used += 1;
    const number = `0301-118-${20_000 + used}`;
    const { status, body } = await ask('POST', 'accounts', { ...LI, number, unitId: gas.unitId });
    expect(status).toBe(201);
    return { id: body.id, number };
  }
  const requested = async (accountId: string) => (await ask('POST', 'transfers', { accountId, channel: 'counter', newHolder: NEW, contractNumber: 'JJ-1' })).body;
  const act = (id: string, verb: string, body: unknown = {}) => ask('POST', `transfers/${id}/${verb}`, body);
  async function photo(): Promise<string> {
    const id = newId();
    await stage.write(gas, (tx) => tx.manager.query(
      `INSERT INTO attachment (tenant_id, id, version, name, mime, bytes, sha256, uploaded_by, uploaded_at) VALUES ($1, $2, 1, 'meter.png', 'image/png', 10, 'x', $3, now())`, [gas.id, id, gas.desk.id]));
    return id;
  }

  test('from the counter to the new holder: answered in 3 working days, read, handed over; the old holder stays on file', async () => {
    const account = await household();
    const made = await requested(account.id);
    // Friday; Sunday 20 September 2026 is a working day, moved there for the National Day.
    expect(made).toMatchObject({ number: expect.stringMatching(/^GH20260918-\d{4}$/), status: 'requested', oldHolder: { name: '李桂兰', phoneMasked: '139****5207' }, newHolder: { phoneMasked: '139****7702', idNumberMasked: 'E12****78' }, fromPartner: false });
    expect(made.obligations).toMatchObject([{ clauseId: 'UC-5.2d', status: 'open', dueAt: '2026-09-22T16:00:00.000Z' }]);
    expect((await ask('POST', 'transfers', { accountId: account.id, channel: 'counter', newHolder: NEW })).body).toMatchObject({ status: 409, code: 'transfer_running', clause: 'UC-5.2d' });
    expect((await act(made.id, 'complete')).body).toMatchObject({ status: 409, allowed: ['accepted', 'refused', 'withdrawn'] });
    expect((await act(made.id, 'accept', { debt: '128.5' })).body).toMatchObject({ status: 422, code: 'debt', clause: 'UC-5.2d', debt: '128.50', title: expect.stringContaining('128.50') });
    expect((await act(made.id, 'accept', { debt: '0' })).body).toMatchObject({ status: 'accepted', debt: '0.00', obligations: [{ status: 'met' }] });
    expect((await act(made.id, 'appointment', { at: '2026-09-17T02:00:00.000Z' })).status).toBe(400);
    expect((await act(made.id, 'appointment', { at: '2026-09-20T02:00:00.000Z' })).body.status).toBe('appointment');
    expect((await act(made.id, 'read', { reading: '1204.5', attachmentIds: [] })).status).toBe(400);
    const picture = await photo();
    expect((await act(made.id, 'read', { reading: '1204.5', attachmentIds: [picture] })).body).toMatchObject({ status: 'read', reading: '1204.5', readingPhotoIds: [picture] });
    expect((await act(made.id, 'complete')).body).toMatchObject({ status: 'done', allowed: [] });
    expect((await ask('GET', `accounts/${account.id}`)).body).toMatchObject({ number: account.number, holderName: '周子涵', phoneMasked: '139****7702', contacts: [] });
    expect((await ask('GET', `accounts/${account.id}/holders`)).body.items).toMatchObject([{ holderName: '李桂兰', phoneMasked: '139****5207', transferNumber: made.number }]);
    expect((await ask('GET', 'accounts?q=13900007702')).body.items).toMatchObject([{ id: account.id }]);
    expect((await ask('GET', `transfers?accountId=${account.id}`)).body.items).toMatchObject([{ id: made.id, status: 'done', clock: null }]);
    await requested(account.id);
  });

  test('refused with its reason in time; a late answer is late; withdrawn owes nothing more', async () => {
    const [one, two, three] = [await requested((await household()).id), await requested((await household()).id), await requested((await household()).id)];
    expect((await act(one.id, 'refuse', { reason: '户上欠费，结清后再来', debt: '128.50' })).body).toMatchObject({ status: 'refused', reason: '户上欠费，结清后再来', debt: '128.50', obligations: [{ status: 'met' }] });
    expect((await act(two.id, 'withdraw', { reason: '不买了' })).body).toMatchObject({ status: 'withdrawn', obligations: [{ status: 'cancelled' }] });
    const before = await stage.now(gas);
    await stage.moveTo(gas, '2026-09-30T02:00:00.000Z');
    expect((await act(three.id, 'refuse', { reason: '资料不全' })).body.obligations).toMatchObject([{ status: 'met_late' }]);
    await stage.moveTo(gas, before);
  });

  test('the list goes on where a page ended, and shows no other company and no other unit', async () => {
    const first = await ask('GET', 'transfers?limit=2');
    const second = await ask('GET', `transfers?limit=2&cursor=${first.body.nextCursor}`);
    const ids = [...first.body.items, ...second.body.items].map((t: { id: string }) => t.id);
    expect(new Set(ids).size).toBe(4);
    expect((await ask('GET', 'transfers', undefined, other)).body.items).toEqual([]);
    expect((await ask('GET', `transfers/${ids[0]}`, undefined, other)).status).toBe(404);
    expect((await stage.ask(gas.desk, 'GET', 'transfers', { permissions: DESK, units: [newId()] })).body.items).toEqual([]);
    expect((await ask('GET', 'transfers', undefined, gas.desk, ['case.read'])).status).toBe(403);
  });

  describe('PF-10 asked by a partner (PB-4.9b)', () => {
    const [asked, answered] = CROSSING_PURPOSES.utility_transfer.events;
    const agreementId = newId();
    const agree = async (status: AgreementChanged['status'], version: number) => {
      for (const [us, them] of [[gas, broker], [broker, gas]] as const) {
        const changed = make(AgreementChanged, {
          agreementId, version, partnerTenantId: them.id, partnerName: them === broker ? '安居置业' : '海州燃气', purpose: 'utility_transfer', offeredByUs: us === broker, status, reason: null, at: new Date().toISOString(),
          terms: [{ event: 'property-brokerage.utility-transfer.requested.v1', fields: [...asked.needed, 'accountNumber', 'contractNumber'] }, { event: 'utility-care.transfer.answered.v1', fields: [...answered.needed, 'debt'] }],
        });
        await stage.write(us, async (tx) => {
          await replicas.agreement(tx, changed);
          await stage.get(Transfers).agreementChanged(tx, changed);
        });
      }
    };
    const request = (more: Partial<UtilityTransferRequested> = {}): UtilityTransferRequested => make(UtilityTransferRequested, {
      requestId: newId(), toTenantId: gas.id, agreementId, utility: 'gas', accountNumber: null, address: '锦绣路66号3栋1102室', oldHolderName: '李桂兰', oldHolderPhone: null, oldHolderIdNumber: '11010519491231002X', newHolderName: '周子涵',
      newHolderPhone: '13900007702', newHolderIdNumber: null, contractNumber: 'JJ-2026-0918-01', requestedDate: null, at: '2026-09-18T02:00:00.000Z', ...more,
    } as never);
    const deliver = (from: Place, event: UtilityTransferRequested, eventId = newId()) => stage.write(from, (tx) => stage.get(Transfers).fromPartner(tx, eventId, event));
    const partners = async () => (await ask('GET', 'transfers?limit=200')).body.items.filter((t: { partnerName: string | null }) => t.partnerName);
    beforeAll(() => agree('accepted', 1));

    test('three deliveries make one request, with the agreed fields, on our own clock', async () => {
      const account = await household();
      const [event, eventId] = [request({ accountNumber: account.number.replaceAll('-', '') }), newId()];
      for (let i = 0; i < 3; i += 1) await deliver(broker, event, eventId);
      await deliver(broker, event);
      const [only, ...more] = await partners();
      expect([only, more]).toEqual([expect.objectContaining({ channel: 'partner', partnerName: '安居置业', status: 'requested', accountId: account.id, unitId: gas.unitId }), []]);
      const page = (await ask('GET', `transfers/${only.id}`)).body;
      expect(page).toMatchObject({ contractNumber: 'JJ-2026-0918-01', oldHolder: { name: '李桂兰', idNumberMasked: null }, fromPartner: true, obligations: [{ clauseId: 'UC-5.2d', status: 'open' }] });
      await act(only.id, 'refuse', { reason: '欠费', debt: '10' });
      const told = (await stage.published(gas)).filter((e) => e.type === 'utility-care.transfer.answered.v1').map((e) => e.payload);
      expect(told).toEqual([expect.objectContaining({ requestId: event.requestId, toTenantId: broker.id, status: 'requested' }), expect.objectContaining({ status: 'refused', reason: '欠费', debt: '10.00' })]);
    });

    test('a household that we do not find is found by the desk, at acceptance', async () => {
      await deliver(broker, request());
      const [row] = await partners();
      expect(row).toMatchObject({ accountId: null, unitId: gas.unitId });
      expect((await act(row.id, 'accept', { debt: '0' })).body).toMatchObject({ errors: [{ field: 'accountId' }] });
      const account = await household();
      expect((await act(row.id, 'accept', { debt: '0', accountId: account.id })).body).toMatchObject({ status: 'accepted', accountId: account.id, accountNumber: account.number });
    });

    test('what we refuse for ourselves goes back; a company without an agreement reaches nobody', async () => {
      const count = (await partners()).length;
      const reasons = async (from: Place) => (await stage.published(from)).filter((e) => e.type === 'directory.crossing.refused.v1').map((e) => e.payload['reason']);
      await deliver(broker, request({ newHolderPhone: 'none' }));
      expect(await reasons(broker)).toEqual(['refused_by_partner']);
      await deliver(other, request());
      await deliver(broker, request({ toTenantId: other.id }));
      expect([await reasons(other), await reasons(broker)]).toEqual([['no_agreement'], ['refused_by_partner', 'no_agreement']]);
      expect((await partners()).length).toBe(count);
      expect((await ask('GET', 'transfers', undefined, other)).body.items).toEqual([]);
    });

    test('the agreement ends in between: nothing new comes, what is open stays ours, and the file says why the partner hears nothing', async () => {
      const count = (await partners()).length;
      await deliver(broker, request());
      const [row] = await partners();
      await agree('ended', 2);
      expect((await ask('GET', `transfers/${row.id}`)).body.history.at(-1)).toMatchObject({ status: 'requested', text: '与安居置业的合作协议已终止，进度不再告知对方' });
      await deliver(broker, request());
      expect((await partners()).length).toBe(count + 1);
      expect((await ask('GET', `transfers/${row.id}`)).body.obligations).toMatchObject([{ status: 'open' }]);
      await stage.write(gas, (tx) => stage.get(Transfers).notDelivered(tx, { eventType: 'utility-care.transfer.answered.v1', subjectId: row.id, note: null } as never));
      expect((await ask('GET', `transfers/${row.id}`)).body.history.at(-1)).toMatchObject({ status: 'requested', text: '没能告知安居置业：合作协议已不在有效期' });
    });
  });
});
