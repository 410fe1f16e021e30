import { AgreementChanged, CROSSING_PURPOSES, type CrossingRefused, make, TransferAnswered, type TransferStatus } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import type { Place } from '@luyue/testing/service-stage';
import { type Brokerage, owed, type Running, startBrokerage } from '../brokerage.harness.ts';
import { GAS, handing, WATER } from '../handover.harness.ts';
import type { DealView } from '../views.ts';
import { PartnerRequests } from './partner-requests.ts';
import type { ApplicationView, DealUtilitiesView, UtilityView } from './utilities.http.ts';
import { applicationMoves, byTheTerms, heardAt, isCovered, isNews, statusOf } from './utilities.rules.ts';

const FRIDAY = '2026-09-18T02:00:00.000Z';
const PHONE = '13800001111';
const LEASE = { business: 'lease', payment: null };
const [asked, answeredEvent] = CROSSING_PURPOSES.utility_transfer.events;
const REQUESTED = 'property-brokerage.utility-transfer.requested.v1';
const day = (date: string): Date => new Date(`${date}T02:00:00.000Z`);
// Companies are founded within the tests; on a busy machine that takes longer than Jest's five seconds.
jest.setTimeout(30_000);

describe('the rules of an application', () => {
  test('PB-4.9b answers bring it on and never back; each end is one', () => {
    for (const end of ['done', 'refused', 'withdrawn', 'stopped'] as const) expect(applicationMoves[end]).toEqual([]);
    expect(isNews({ status: 'read', answeredAt: day('2026-09-20') }, 'appointment', day('2026-09-21'))).toBe(false);
    expect(isNews({ status: 'lodged', answeredAt: null }, 'done', day('2026-09-21'))).toBe(true);
    expect(isNews({ status: 'done', answeredAt: null }, 'done', day('2026-09-21'))).toBe(false);
    expect([isNews({ status: 'appointment', answeredAt: day('2026-09-20') }, 'appointment', day('2026-09-19')), isNews({ status: 'appointment', answeredAt: day('2026-09-20') }, 'appointment', day('2026-09-21'))]).toEqual([false, true]);
    expect([statusOf('requested'), statusOf('withdrawn')]).toEqual(['acknowledged', 'refused']);
  });

  test('PB-4.9b a fact of another company lies between the asking and the hearing of it', () => {
    const [asking, now] = [day('2026-09-18'), day('2026-09-22')];
    expect([heardAt(day('2026-09-20'), asking, now), heardAt(day('2026-09-25'), asking, now), heardAt(day('2026-09-01'), asking, now)]).toEqual([day('2026-09-20'), now, asking]);
  });

  test('reading 9, 10: covered once acknowledged; what was refused before F4 counts no more, what was refused after it has a clock of its own', () => {
    const f4 = day('2026-09-20');
    const one = (more: object) => ({ status: 'acknowledged' as const, acknowledgedAt: day('2026-09-19'), endedAt: null, ...more });
    expect(isCovered([one({})], false, f4)).toBe(true);
    expect(isCovered([one({ acknowledgedAt: null })], false, f4)).toBe(false);
    expect(isCovered([one({ status: 'refused', endedAt: day('2026-09-19') })], false, f4)).toBe(false);
    expect(isCovered([one({ status: 'refused', endedAt: day('2026-09-21') })], false, f4)).toBe(true);
    expect(isCovered([one({ status: 'done', endedAt: day('2026-09-19') })], false, f4)).toBe(true);
    expect([isCovered([], true, f4), isCovered([], false, f4)]).toEqual([true, false]);
  });

  test('PF-10 only what the terms name goes over', () => {
    const terms = [{ event: REQUESTED, fields: ['address', 'accountNumber'] }];
    expect(byTheTerms(terms, REQUESTED, ['accountNumber', 'contractNumber'])).toEqual({ carries: true, fields: ['accountNumber'], withheld: ['contractNumber'] });
    expect(byTheTerms([], REQUESTED, ['accountNumber'])).toEqual({ carries: false, fields: [], withheld: ['accountNumber'] });
  });
});

describe('utilities', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  let gas: Place;
  let hand: ReturnType<typeof handing>;
  beforeAll(async () => {
    stage = await startBrokerage();
    [east, west] = [await stage.company('江州置业', FRIDAY), await stage.company('海州置业', FRIDAY)];
    gas = await gasCompany('海州燃气');
    hand = handing(stage);
  }, 60_000);
  afterAll(() => stage.stop());

  const gasCompany = (name: string): Promise<Place> => stage.tenant(name, { sandbox: true, modules: ['utility-care'], clockOffsetMs: Date.parse(FRIDAY) - Date.now() });
  const send = (at: Brokerage, deal: { id: string }, path: string, body: object = {}) => stage.staff(at).specialist.send('POST', `deals/${deal.id}/utilities/${path}`, body);
  const view = async (at: Brokerage, deal: { id: string }): Promise<DealUtilitiesView> => (await stage.staff(at).specialist.get<DealUtilitiesView>(`deals/${deal.id}/utilities`)).body;
  const utilityOf = async (at: Brokerage, deal: { id: string }, utility: string): Promise<UtilityView> => (await view(at, deal)).items.find((i) => i.utility === utility)!;
  const latest = async (at: Brokerage, deal: { id: string }, utility = 'gas'): Promise<ApplicationView> => (await utilityOf(at, deal, utility)).applications[0]!;
  const stepOf = async (at: Brokerage, deal: { id: string }, utility = 'gas') => (await stage.staff(at).specialist.get(`deals/${deal.id}/steps`)).body.steps.find((s: { utility: string | null }) => s.utility === utility);
  /** What the end of a step owes, by itself; the receipt of F4 has ended another. */
const ofStep = (deal: DealView, id: string) => ['PB-4.5', 'PB-4.8'].map((clause) => owed(deal, clause).filter((o) => o.subject.id === id).map((o) => o.status));
const clocks = (deal: DealView) => owed(deal, 'PB-4.9b').map((o) => `${o.status} ${o.startedAt.slice(0, 10)} ${o.dueAt}`);
  const dealOf = async (at: Brokerage, deal: { id: string }): Promise<DealView> => (await stage.staff(at).specialist.get(`deals/${deal.id}`)).body;
  const now = async (at: Brokerage): Promise<string> => (await stage.now(at)).toISOString();
  const published = async (at: Place, type: string) => (await stage.published(at)).filter((e) => e.type === type).map((e) => e.payload);
  const lodge = async (at: Brokerage, deal: { id: string }, utility: string, more: object = {}) => send(at, deal, `${utility}/lodge`, { place: '营业厅', lodgedAt: await now(at), ...more });
  async function proof(at: Brokerage): Promise<string> {
    const id = newId();
    await stage.write(at, (tx) => tx.manager.query(`INSERT INTO attachment (tenant_id, id, version, name, mime, bytes, sha256, uploaded_by, uploaded_at) VALUES ($1, $2, 1, 'bill.png', 'image/png', 10, 'x', $3, now())`, [at.id, id, at.specialist.id]));
    return id;
  }

  const versions = new Map<string, number>();
  /** An agreement as both sides know it; its terms name these optional fields, or another event alone. */
  async function agree(us: Place, them: Place, { id = newId(), status = 'accepted' as AgreementChanged['status'], fields = ['accountNumber'], event = REQUESTED } = {}): Promise<string> {
    versions.set(id, (versions.get(id) ?? 0) + 1);
    for (const [side, other] of [[us, them], [them, us]] as const) {
      const changed = make(AgreementChanged, {
        agreementId: id, version: versions.get(id)!, partnerTenantId: other.id, partnerName: other === them ? '海州燃气' : '江州置业', purpose: 'utility_transfer', offeredByUs: side === us, status, reason: status === 'ended' ? '合作到期' : null, at: FRIDAY,
        terms: [{ event, fields: [...asked.needed, ...fields] }, { event: 'utility-care.transfer.answered.v1', fields: [...answeredEvent.needed, 'reading', 'debt', 'appointmentAt'] }],
      });
      await stage.write(side, async (tx) => {
        await replicas.agreement(tx, changed);
        await stage.get(PartnerRequests).agreementChanged(tx, changed);
      });
    }
    return id;
  }
  /** The gas company answers; delivered as its event is, in a transaction of its own. */
  async function answer(at: Brokerage, deal: { id: string }, status: TransferStatus, more: Partial<TransferAnswered> = {}, eventId = newId(), from = gas): Promise<void> {
    const { id, agreementId } = await latest(at, deal);
    const event = make(TransferAnswered, { transferId: newId(), toTenantId: at.id, agreementId: agreementId!, requestId: id, number: 'GH20260918-0001', status, reason: null, debt: null, appointmentAt: null, reading: null, at: await now(at), ...more });
    await stage.write(from, (tx) => stage.get(PartnerRequests).answered(tx, eventId, event));
  }
  const request = (at: Brokerage, deal: { id: string }, more: object = {}) => send(at, deal, 'gas/request', { phone: PHONE, ...more });

  describe('PB-4.9b by hand', () => {
    test('PB-4.9b 3 working days from the receipt of F4, met when each listed utility is applied for and acknowledged (reading 9)', async () => {
      const at = await stage.company('人工置业', FRIDAY);
      const deal = await stage.assigned(at);
      // Friday; Sunday 20 September is worked: Sunday, Monday, Tuesday.
      expect(clocks(await hand.received(at, deal, { utilities: [GAS, WATER] }))).toEqual(['open 2026-09-18 2026-09-22T16:00:00.000Z']);
      expect(owed(await dealOf(at, deal), 'PB-4.9b')[0]).toMatchObject({ parameterKey: 'pb.utilities.workingDays', owner: { unitId: at.department, userId: at.specialist.id } });
      await lodge(at, deal, 'water');
      expect(clocks((await lodge(at, deal, 'gas', { acknowledgement: 'R-1' })).body)).toEqual(['open 2026-09-18 2026-09-22T16:00:00.000Z']);
      expect(await latest(at, deal)).toMatchObject({ status: 'acknowledged', channel: 'by_hand', accountNumber: GAS.accountNumber, acknowledgement: 'R-1', place: '营业厅' });
      await stage.moveTo(at, '2026-09-22T15:59:00.000Z');
      const { body } = await send(at, deal, 'water/acknowledge', { acknowledgement: 'S-9' });
      expect(clocks(body)).toEqual(['met 2026-09-18 2026-09-22T16:00:00.000Z']);
      expect(await stepOf(at, deal, 'water')).toMatchObject({ state: 'in_progress', required: true });
    });

    test('PB-4.9b acknowledged on the fourth working day is late, by the day when it happened (R6)', async () => {
      const at = await stage.company('迟办置业', FRIDAY);
      const [late, dated] = [await stage.assigned(at), await stage.assigned(at)];
      await hand.received(at, late);
      await hand.received(at, dated);
      await stage.moveTo(at, '2026-09-22T16:01:00.000Z');
      expect(clocks((await lodge(at, late, 'gas', { acknowledgement: 'R-2' })).body)).toEqual(['met_late 2026-09-18 2026-09-22T16:00:00.000Z']);
      expect(clocks((await lodge(at, dated, 'gas', { lodgedAt: '2026-09-22T08:00:00.000Z', acknowledgement: 'R-3' })).body)).toEqual(['met 2026-09-18 2026-09-22T16:00:00.000Z']);
    });

    test('reading 10: made early they meet it at once when F4 opens it; with nothing listed nothing is owed', async () => {
      const deal = await stage.assigned(east);
      await lodge(east, deal, 'gas', { acknowledgement: 'R-4' });
      expect(clocks(await dealOf(east, deal))).toEqual([]);
      expect(clocks(await hand.received(east, deal))).toEqual([expect.stringMatching(/^met /)]);
      const none = await stage.assigned(east);
      expect(clocks(await hand.received(east, none, { utilities: [] }))).toEqual([]);
    });

    test('R13: a refusal opens the step and a new clock of the same length; the fulfilled one stays', async () => {
      const at = await stage.company('退件置业', FRIDAY);
      const deal = await stage.assigned(at);
      await hand.received(at, deal);
      await lodge(at, deal, 'gas', { acknowledgement: 'R-5' });
      await stage.moveTo(at, '2026-09-21T02:00:00.000Z');
      expect((await send(at, deal, 'gas/result', { result: 'refused', at: '2026-09-21T01:00:00.000Z' })).body).toMatchObject({ status: 400, clause: 'PB-4.9b', errors: [{ field: 'reason' }] });
      const { body } = await send(at, deal, 'gas/result', { result: 'refused', at: '2026-09-21T01:00:00.000Z', reason: '户上欠费' });
      expect(clocks(body)).toEqual(['met 2026-09-18 2026-09-22T16:00:00.000Z', 'open 2026-09-21 2026-09-24T16:00:00.000Z']);
      expect(await stepOf(at, deal)).toMatchObject({ state: 'rejected', reason: '户上欠费' });
      expect((await utilityOf(at, deal, 'gas')).actions).toMatchObject([{ action: 'request-transfer', allowed: false, clause: 'PF-10' }, { action: 'lodge', allowed: true }]);
      expect(clocks((await lodge(at, deal, 'gas', { acknowledgement: 'R-6' })).body).at(-1)).toBe('met 2026-09-21 2026-09-24T16:00:00.000Z');
      expect((await utilityOf(at, deal, 'gas')).applications.map((a) => a.status)).toEqual(['acknowledged', 'refused']);
    });

    test('PB-4.9b the result needs its evidence and ends the step, which is not ended beside it; both parties are told', async () => {
      const deal = await stage.assigned(east);
      await hand.received(east, deal);
      await lodge(east, deal, 'gas', { acknowledgement: 'R-7' });
      const { id } = await stepOf(east, deal);
      const aside = (verb: string, body: object) => stage.staff(east).specialist.send('POST', `deals/${deal.id}/steps/${id}/${verb}`, body);
      expect((await aside('finish', { finishedAt: await now(east), phone: PHONE, outOfOrderReason: '先办' })).body).toMatchObject({ status: 409, code: 'application_running', clause: 'PB-4.9b' });
      expect((await aside('reject', { reason: '不收' })).body).toMatchObject({ code: 'application_running' });
      expect((await send(east, deal, 'gas/result', { result: 'done', at: await now(east), phone: PHONE })).body).toMatchObject({ errors: [{ field: 'attachmentIds' }] });
      const picture = await proof(east);
      const { body, status } = await send(east, deal, 'gas/result', { result: 'done', at: await now(east), reading: '1204.5', attachmentIds: [picture], phone: PHONE });
      expect(status).toBe(200);
      expect(ofStep(body, id)).toEqual([['met'], ['open']]);
      expect(await stepOf(east, deal)).toMatchObject({ state: 'done', result: '办结，表底数 1204.5', attachmentIds: [picture], outOfOrderReason: '过户可提前办理（PB-4.9b）' });
      expect((await lodge(east, deal, 'gas')).body).toMatchObject({ status: 409, code: 'already_done' });
      // R13: undone, it is owed anew.
      expect(clocks((await aside('reopen', { reason: '户名写错' })).body).map((c) => c.split(' ')[0])).toEqual(['met', 'open']);
    });

    test('PB-4.9b a step that does not apply is owed no longer, and what F4 says no more is not either', async () => {
      const deal = await stage.assigned(east);
      await hand.received(east, deal, { utilities: [GAS, WATER] });
      await lodge(east, deal, 'gas', { acknowledgement: 'R-8' });
      const { id } = await stepOf(east, deal, 'water');
      const { body } = await stage.staff(east).supervisor.send('POST', `deals/${deal.id}/steps/${id}/not-applicable`, { reason: '没有单独水表' });
      expect(clocks(body).map((c) => c.split(' ')[0])).toEqual(['met']);
      const other = await stage.assigned(east);
      await hand.received(east, other);
      expect(clocks((await hand.giveBack(east, other)).body).map((c) => c.split(' ')[0])).toEqual(['cancelled']);
    });

    test('reading 14 in a lease only what it says; bad input names its field; nobody but the specialist, no other company', async () => {
      const lease = await stage.assigned(east, { ...LEASE, utilities: ['gas'] });
      expect((await lodge(east, lease, 'water')).body).toMatchObject({ status: 409, code: 'not_listed', clause: 'PB-4.9b' });
      expect((await lodge(east, lease, 'heating')).status).toBe(404);
      expect((await lodge(east, lease, 'gas', { lodgedAt: '2026-12-01T00:00:00.000Z' })).body.errors).toMatchObject([{ field: 'lodgedAt', code: 'future' }]);
      expect((await lodge(east, lease, 'gas', { attachmentIds: [newId()] })).body.errors).toMatchObject([{ field: 'attachmentIds' }]);
      expect((await send(east, lease, 'gas/withdraw', { reason: '不办了' })).body).toMatchObject({ status: 409, code: 'no_application' });
      expect((await lodge(east, lease, 'gas')).status).toBe(200);
      expect((await lodge(east, lease, 'gas')).body).toMatchObject({ status: 409, code: 'application_running' });
      const body = { place: '营业厅', lodgedAt: FRIDAY };
      expect((await stage.staff(east).colleague.send('POST', `deals/${lease.id}/utilities/gas/lodge`, body)).body).toMatchObject({ code: 'not_the_specialist', clause: 'PB-3.2' });
      expect((await stage.staff(east).agent.send('POST', `deals/${lease.id}/utilities/gas/lodge`, body)).body).toMatchObject({ status: 403, permission: 'deal.work' });
      for (const [path, sent] of Object.entries({ 'gas/lodge': body, 'gas/acknowledge': { acknowledgement: '1' }, 'gas/result': { result: 'done', at: FRIDAY }, 'gas/withdraw': { reason: '不办了' }, 'gas/request': { phone: PHONE } })) {
        expect([path, (await send(west, lease, path, sent)).status]).toEqual([path, 404]);
      }
      expect((await stage.staff(west).specialist.get(`deals/${lease.id}/utilities`)).status).toBe(404);
    });

    test('the list goes on where a page ended, is filtered, and shows no other company and no other unit', async () => {
      const at = await stage.company('清单置业', FRIDAY);
      const deals = [await stage.assigned(at), await stage.assigned(at)];
      await hand.received(at, deals[0]!, { utilities: [GAS, WATER] });
      for (const deal of deals) await lodge(at, deal, 'gas');
      await lodge(at, deals[0]!, 'water', { acknowledgement: 'S-1' });
      const { specialist, colleague } = stage.staff(at);
      const first = (await specialist.get('utility-applications?limit=2')).body;
      const second = (await specialist.get(`utility-applications?limit=2&cursor=${first.nextCursor}`)).body;
      expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
      expect(first.items[0]).toMatchObject({ utility: 'water', name: { zh: '水费过户' }, dealNumber: deals[0]!.number, specialistName: '孙莉', clock: { clauseId: 'PB-4.9b' } });
      const found = async (query: string, who = specialist) => (await who.get(`utility-applications?${query}`)).body.items.length;
      expect([await found('status=acknowledged'), await found('utility=gas'), await found('running=no'), await found('running=yes&channel=by_hand'), await found('specialist=me'), await found('specialist=me', colleague)]).toEqual([1, 2, 0, 3, 3, 0]);
      expect((await stage.as(at.specialist, 'specialist', [newId()]).get('utility-applications')).body.items).toEqual([]);
      expect((await stage.staff(west).specialist.get('utility-applications')).body.items).toEqual([]);
      expect((await specialist.get('utility-applications?sort=x')).status).toBe(400);
    });
  });

  describe('PF-10, UC-5.2d over the platform', () => {
    test('the request goes to the gas company of the agreement, with the fields that it lets over and no other', async () => {
      const at = await stage.company('平台置业', FRIDAY);
      const deal = await stage.assigned(at);
      await hand.received(at, deal);
      expect((await request(at, deal)).body).toMatchObject({ status: 400, clause: 'PF-10', errors: [{ field: 'agreementId', code: 'no_agreement' }] });
      const agreementId = await agree(at, gas);
      expect((await utilityOf(at, deal, 'gas')).partners).toEqual([{ agreementId, name: '海州燃气', carries: true, fields: ['accountNumber'], withheld: ['oldHolderPhone', 'oldHolderIdNumber', 'newHolderIdNumber', 'contractNumber', 'requestedDate'] }]);
      const { status, body } = await request(at, deal, { requestedDate: '2026-09-30' });
      expect([status, clocks(body).map((c) => c.split(' ')[0])]).toEqual([200, ['open']]);
      expect(await published(at, REQUESTED)).toEqual([expect.objectContaining({
        toTenantId: gas.id, agreementId, utility: 'gas', accountNumber: GAS.accountNumber, address: deal.address, oldHolderName: '钱永年', newHolderName: '周子涵', newHolderPhone: '13900007702', oldHolderPhone: null, oldHolderIdNumber: null, newHolderIdNumber: null,
        contractNumber: null, requestedDate: null,
      })]);
      expect(await latest(at, deal)).toMatchObject({ status: 'lodged', channel: 'platform', place: '海州燃气', withheld: expect.arrayContaining(['contractNumber']) });
      expect((await utilityOf(at, deal, 'gas')).actions).toEqual([{ action: 'withdraw', allowed: true }]);
      expect((await send(at, deal, 'gas/acknowledge', { acknowledgement: '1' })).body).toMatchObject({ status: 409, code: 'on_the_platform' });
    });

    test('several companies: one is named; an agreement without requests is refused by its name; only gas goes over', async () => {
      const at = await stage.company('两家置业', FRIDAY);
      const deal = await stage.assigned(at);
      const [one, two] = [await agree(at, gas, { event: 'utility-care.transfer.answered.v1' }), await agree(at, await gasCompany('云溪燃气'))];
      expect((await request(at, deal)).body.errors).toMatchObject([{ field: 'agreementId', code: 'required' }]);
      expect((await request(at, deal, { agreementId: one })).body).toMatchObject({ status: 422, clause: 'PF-10', code: 'not_in_the_terms', agreementId: one, title: expect.stringContaining('海州燃气') });
      expect((await request(at, deal, { agreementId: newId() })).body.errors).toMatchObject([{ field: 'agreementId', code: 'no_agreement' }]);
      expect((await request(at, deal, { agreementId: two, newHolderPartyId: deal.parties[0]!.id })).body.errors).toMatchObject([{ field: 'newHolderPartyId' }]);
      expect((await request(at, deal, { agreementId: two, phone: 'x' })).body.errors).toMatchObject([{ field: 'phone' }]);
      expect((await request(at, deal, { agreementId: two })).status).toBe(200);
      expect((await send(at, deal, 'water/request', { phone: PHONE })).status).toBe(404);
    });

    test('the answer acknowledges it and meets PB-4.9b; done ends the step by itself with the reading, and both parties are told', async () => {
      const at = await stage.company('办结置业', FRIDAY);
      const deal = await stage.assigned(at);
      await agree(at, gas);
      await hand.received(at, deal);
      await request(at, deal);
      await answer(at, deal, 'requested');
      expect(clocks(await dealOf(at, deal)).map((c) => c.split(' ')[0])).toEqual(['met']);
      expect(await latest(at, deal)).toMatchObject({ status: 'acknowledged', acknowledgement: 'GH20260918-0001' });
      const { id } = await stepOf(at, deal);
      const aside = (verb: string, body: object) => stage.staff(at).specialist.send('POST', `deals/${deal.id}/steps/${id}/${verb}`, body);
      expect((await aside('finish', { finishedAt: await now(at), phone: PHONE, outOfOrderReason: '先办' })).body).toMatchObject({ status: 409, code: 'application_running', title: expect.stringContaining('海州燃气') });
      for (const [status, more] of [['accepted', { debt: '0.00' }], ['appointment', { appointmentAt: '2026-09-20T02:00:00.000Z' }], ['read', { reading: '1204.5' }], ['done', { reading: '1204.5' }]] as const) await answer(at, deal, status, more);
      expect(await stepOf(at, deal)).toMatchObject({ state: 'done', result: '海州燃气办结，表底数 1204.5' });
      const over = await latest(at, deal);
      expect(over).toMatchObject({ status: 'done', debt: '0.00', appointmentAt: '2026-09-20T02:00:00.000Z', reading: '1204.5' });
      expect(over.history.map((h) => `${h.status} ${h.by} ${h.text}`)).toEqual(['lodged 孙莉 海州燃气', 'acknowledged 海州燃气 受理号 GH20260918-0001', 'accepted 海州燃气 受理，户上无欠费', 'appointment 海州燃气 约定 09-20 10:00 上门抄表', 'read 海州燃气 表底数 1204.5', 'done 海州燃气 GH20260918-0001']);
      const view = await dealOf(at, deal);
      expect(ofStep(view, id)).toEqual([['met'], ['open']]);
      const told = (await published(at, 'notification.message.requested.v1')).filter((m) => m['kind'] === 'step_progress' || m['kind'] === 'utility_result');
      expect(told).toEqual([expect.objectContaining({ kind: 'step_progress', values: expect.objectContaining({ step: { zh: '燃气过户', en: 'Gas transfer' }, specialist: '孙莉', phone: PHONE }) }), expect.objectContaining({ kind: 'utility_result', to: [expect.objectContaining({ userId: at.specialist.id })] })]);
    });

    test('delivered three times is one effect, and an answer out of order goes back nowhere', async () => {
      const at = await stage.company('乱序置业', FRIDAY);
      const deal = await stage.assigned(at);
      await agree(at, gas);
      await request(at, deal);
      const eventId = newId();
      for (let i = 0; i < 3; i += 1) await answer(at, deal, 'read', { reading: '88' }, eventId);
      for (const status of ['requested', 'accepted', 'appointment'] as const) await answer(at, deal, status);
      const seen = await latest(at, deal);
      expect([seen.status, seen.reading, seen.history.length]).toEqual(['read', '88', 2]);
      await answer(at, deal, 'done');
      await answer(at, deal, 'done');
      const view = await dealOf(at, deal);
      expect(owed(view, 'PB-4.5')).toHaveLength(1);
      expect((await latest(at, deal)).history).toHaveLength(3);
    });

    test('R13: refused by the gas company, the step is open again under a clock of the same length', async () => {
      const at = await stage.company('拒绝置业', FRIDAY);
      const deal = await stage.assigned(at);
      await agree(at, gas);
      await hand.received(at, deal);
      await request(at, deal);
      await answer(at, deal, 'requested');
      await stage.moveTo(at, '2026-09-21T02:00:00.000Z');
      await answer(at, deal, 'refused', { reason: '户上欠费，结清后再来', debt: '128.50' });
      expect(clocks(await dealOf(at, deal))).toEqual(['met 2026-09-18 2026-09-22T16:00:00.000Z', 'open 2026-09-21 2026-09-24T16:00:00.000Z']);
      expect([await latest(at, deal), await stepOf(at, deal)]).toMatchObject([{ status: 'refused', reason: '户上欠费，结清后再来', debt: '128.50' }, { state: 'rejected', reason: '户上欠费，结清后再来' }]);
      await request(at, deal);
      await answer(at, deal, 'requested');
      expect(clocks(await dealOf(at, deal)).at(-1)).toBe('met 2026-09-21 2026-09-24T16:00:00.000Z');
    });

    test('withdrawn here it can be done by hand; what the company answers later is noted and moves nothing', async () => {
      const deal = await stage.assigned(east);
      await agree(east, gas);
      await hand.received(east, deal);
      await request(east, deal);
      expect((await send(east, deal, 'gas/withdraw', { reason: '改由物业代办' })).status).toBe(200);
      await answer(east, deal, 'done', { reading: '9' });
      expect(await latest(east, deal)).toMatchObject({ status: 'withdrawn', history: [{}, { status: 'withdrawn' }, { status: 'withdrawn', by: '海州燃气', text: '海州燃气后来答复：GH20260918-0001' }] });
      expect(await stepOf(east, deal)).toMatchObject({ state: 'rejected' });
      expect((await lodge(east, deal, 'gas')).status).toBe(200);
    });

    test('the agreement ends in between: what runs stops with the reason, and an answer reaches us no more', async () => {
      const at = await stage.company('到期置业', FRIDAY);
      const deal = await stage.assigned(at);
      const id = await agree(at, gas);
      await hand.received(at, deal);
      await request(at, deal);
      await answer(at, deal, 'requested');
      await agree(at, gas, { id, status: 'ended' });
      expect(await latest(at, deal)).toMatchObject({ status: 'stopped', reason: '与海州燃气的合作协议已终止：合作到期' });
      expect(await stepOf(at, deal)).toMatchObject({ state: 'rejected' });
      expect(clocks(await dealOf(at, deal)).map((c) => c.split(' ')[0])).toEqual(['met', 'open']);
      await answer(at, deal, 'done');
      expect((await published(gas, 'directory.crossing.refused.v1')).at(-1)).toMatchObject({ reason: 'agreement_not_in_force', toTenantId: at.id, eventType: 'utility-care.transfer.answered.v1' });
      expect((await latest(at, deal)).status).toBe('stopped');
    });

    test('a request that did not cross stops with the reason; one that the company refuses for itself is refused; one that it has is not touched by a second delivery', async () => {
      const at = await stage.company('未达置业', FRIDAY);
      await agree(at, gas);
      const undelivered = async (deal: DealView, reason: CrossingRefused['reason'], note: string | null) => {
        const { id: subjectId } = await latest(at, deal);
        await stage.write(at, (tx) => stage.get(PartnerRequests).notDelivered(tx, { eventType: REQUESTED, subjectId, reason, note } as CrossingRefused));
        return latest(at, deal);
      };
      const [one, two, three] = [await stage.assigned(at), await stage.assigned(at), await stage.assigned(at)];
      for (const deal of [one, two, three]) await request(at, deal);
      expect(await undelivered(one, 'agreement_not_in_force', null)).toMatchObject({ status: 'stopped', reason: '没能送达海州燃气：合作协议已不在有效期' });
      expect(await undelivered(two, 'refused_by_partner', '这户正在过户：GH1')).toMatchObject({ status: 'refused', reason: '这户正在过户：GH1' });
      await answer(at, three, 'requested');
      expect(await undelivered(three, 'agreement_not_in_force', null)).toMatchObject({ status: 'acknowledged', reason: null });
    });

    test('a company that was not asked answers for nobody; a closed deal leaves nothing running', async () => {
      const at = await stage.company('冒名置业', FRIDAY);
      const deal = await stage.assigned(at);
      await agree(at, gas);
      const forger = await gasCompany('冒名燃气');
      const theirs = await agree(at, forger);
      await request(at, deal, { agreementId: (await utilityOf(at, deal, 'gas')).partners.find((p) => p.agreementId !== theirs)!.agreementId });
      await answer(at, deal, 'done', { agreementId: theirs }, newId(), forger);
      expect((await latest(at, deal)).status).toBe('lodged');
      expect((await published(forger, 'directory.crossing.refused.v1')).at(-1)).toMatchObject({ reason: 'refused_by_partner' });
      await stage.staff(at).supervisor.send('POST', `deals/${deal.id}/cancel`, { reason: '客户解约' });
      expect(await latest(at, deal)).toMatchObject({ status: 'withdrawn', reason: '客户解约' });
    });
  });
});
