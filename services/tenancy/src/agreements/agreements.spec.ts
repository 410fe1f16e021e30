import { CROSSING_PURPOSES } from '@luyue/contracts';
import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';
import { refuseMove, refuseTerms } from './agreements.rules.ts';
import { fieldsOf } from './what-may-cross.ts';

const [requested, answered] = CROSSING_PURPOSES.utility_transfer.events;
const TERMS = [{ event: 'property-brokerage.utility-transfer.requested.v1', fields: [...requested.needed, 'accountNumber'] }, { event: 'utility-care.transfer.answered.v1', fields: [...answered.needed, 'debt'] }];

describe('PF-10 rules of agreements', () => {
  test('the other side answers, either side ends, and nothing moves afterwards', () => {
    expect(refuseMove({ status: 'offered', offeredByUs: false }, 'accepted')).toBeNull();
    expect(refuseMove({ status: 'offered', offeredByUs: true }, 'accepted')).toMatchObject({ code: 'own_offer', allowed: ['ended'] });
    for (const offeredByUs of [true, false]) for (const status of ['offered', 'accepted'] as const) expect(refuseMove({ status, offeredByUs }, 'ended')).toBeNull();
    for (const status of ['declined', 'ended'] as const) for (const to of ['accepted', 'declined', 'ended'] as const) expect(refuseMove({ status, offeredByUs: false }, to)).toMatchObject({ status: 409, code: 'transition_refused' });
  });

  test('terms are of the catalogue: no event, no field of anybody\'s own, and none too few', () => {
    const one = (event: string, fields: string[]) => refuseTerms(fieldsOf('utility_transfer'), [{ event, fields }]);
    expect(refuseTerms(fieldsOf('utility_transfer'), TERMS)).toBeNull();
    expect(one('property-brokerage.deal.changed.v1', ['dealId'])).toMatchObject({ code: 'unknown_event', field: 'terms.0.event' });
    expect(one(TERMS[0]!.event, [...requested.needed, 'price'])).toMatchObject({ code: 'unknown_field', field: 'terms.0.fields' });
    expect(one(TERMS[0]!.event, requested.needed.filter((f) => f !== 'address'))).toMatchObject({ code: 'field_needed' });
    expect(refuseTerms(fieldsOf('utility_transfer'), [TERMS[0]!, TERMS[0]!])).toMatchObject({ field: 'terms.1.event' });
  });
});

describe('PF-10 partner agreements', () => {
  let tenancy: Running;
  beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
  afterAll(() => tenancy.stop());

  /** A broker and a gas company that have nothing to do with each other, each signed in as its administrator, live and in its sandbox. */
  async function companies() {
    const [broker, gas] = [await tenancy.provision('Anju', { modules: ['property-brokerage'] }), await tenancy.provision('Haizhou Gas')];
    return { broker, gas, as: { broker: await tenancy.signIn(broker.account, broker.id), gas: await tenancy.signIn(gas.account, gas.id), brokerTwin: await tenancy.signIn(broker.account, broker.sandbox.id), gasTwin: await tenancy.signIn(gas.account, gas.sandbox.id) } };
  }
  type As = Awaited<ReturnType<typeof companies>>['as']['broker'];
  const offer = (as: As, code: string, more: object = {}) => tenancy.ask('POST', 'agreements', { as, body: { code, purpose: 'utility_transfer', terms: TERMS, reason: '2026 cooperation', ...more } });
  const act = (as: As, id: string, verb: string, reason = 'as agreed') => tenancy.ask('POST', `agreements/${id}/${verb}`, { as, body: verb === 'accept' ? undefined : { reason } });
  const list = async (as: As, query = '') => (await tenancy.ask('GET', `agreements${query}`, { as })).body.items as { id: string; status: string; offeredByUs: boolean; partnerName: string; allowed: string[]; reason: string; changedBy: string }[];
  const replica = (as: As, id: string) => tenancy.database.read(contextOf(as), (tx) => tx.manager.query('SELECT status, partner_tenant_id AS partner FROM directory_agreement WHERE id = $1', [id]));

  test('offered by code, seen by both, accepted by the other, told to both', async () => {
    const { broker, gas, as } = await companies();
    const made = await offer(as.broker, gas.code);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ status: 'offered', offeredByUs: true, partnerName: 'Haizhou Gas', partnerTenantId: gas.id, allowed: ['ended'] })]);
    const { id } = made.body;
    expect(await list(as.gas)).toMatchObject([{ id, status: 'offered', offeredByUs: false, partnerName: 'Anju', allowed: ['accepted', 'declined', 'ended'], changedBy: 'Anju' }]);
    expect((await act(as.broker, id, 'accept')).body).toMatchObject({ status: 409, code: 'own_offer', clause: 'PF-10' });
    expect((await act(as.gas, id, 'accept')).body).toMatchObject({ status: 'accepted', allowed: ['ended'], reason: '2026 cooperation' });
    expect(await list(as.broker)).toMatchObject([{ id, status: 'accepted', changedBy: 'Haizhou Gas' }]);
    expect([await replica(as.broker, id), await replica(as.gas, id)]).toEqual([[{ status: 'accepted', partner: gas.id }], [{ status: 'accepted', partner: broker.id }]]);
    for (const who of [as.broker, as.gas]) {
      const { items } = (await tenancy.ask('GET', `audit-entries?targetId=${id}`, { as: who })).body;
      expect(items.map((e: { action: string }) => e.action)).toEqual(['agreement.accepted', 'agreement.offered']);
      expect((await tenancy.ask('GET', 'audit-entries/verification', { as: who })).body.ok).toBe(true);
    }
    // Whom the other side employs is not told.
    const trail = await tenancy.ask('GET', `audit-entries?targetId=${id}`, { as: as.gas });
    expect(JSON.stringify(trail.body)).not.toContain('Anju admin');
  });

  test('either side ends it at once, with a reason on both sides; then a new one may be offered', async () => {
    const { gas, as } = await companies();
    const { id } = (await offer(as.broker, gas.code)).body;
    expect((await offer(as.broker, gas.code)).body).toMatchObject({ status: 409, code: 'agreement_running' });
    await act(as.gas, id, 'accept');
    expect((await act(as.gas, id, 'end', 'contract ran out')).body).toMatchObject({ status: 'ended', reason: 'contract ran out', allowed: [] });
    expect(await list(as.broker, '?status=ended')).toMatchObject([{ id, reason: 'contract ran out', changedBy: 'Haizhou Gas' }]);
    expect((await act(as.broker, id, 'end')).status).toBe(409);
    expect(await replica(as.broker, id)).toMatchObject([{ status: 'ended' }]);
    expect((await offer(as.broker, gas.code)).status).toBe(201);
    const first = await tenancy.ask('GET', 'agreements?limit=1', { as: as.gas });
    expect((await tenancy.ask('GET', `agreements?limit=1&cursor=${first.body.nextCursor}`, { as: as.gas })).body).toMatchObject({ items: [{ id }], nextCursor: null });
  });

  test('offered five times at once from both sides, one stands; the others are told that it runs', async () => {
    const { broker, gas, as } = await companies();
    const answers = await Promise.all([...Array.from({ length: 3 }, () => offer(as.broker, gas.code)), ...Array.from({ length: 2 }, () => offer(as.gas, broker.code))]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: 'agreement_running', clause: 'PF-10' });
    const { id } = answers.find(({ status }) => status === 201)!.body;
    for (const side of [as.broker, as.gas]) expect(await list(side)).toMatchObject([{ id, status: 'offered' }]);
  });

  test('a declined offer lets nothing over', async () => {
    const { gas, as } = await companies();
    const { id } = (await offer(as.broker, gas.code)).body;
    expect((await act(as.gas, id, 'decline', 'not this year')).body).toMatchObject({ status: 'declined' });
    expect((await act(as.gas, id, 'accept')).body).toMatchObject({ code: 'transition_refused', allowed: [] });
    expect(await replica(as.gas, id)).toMatchObject([{ status: 'declined' }]);
  });

  test('the world of the companies and that of their sandboxes are apart', async () => {
    const { gas, as } = await companies();
    const { id } = (await offer(as.brokerTwin, gas.code)).body;
    expect([await list(as.gasTwin), await list(as.gas), await list(as.broker)]).toEqual([[expect.objectContaining({ id })], [], []]);
    expect((await act(as.gas, id, 'accept')).status).toBe(404);
    expect((await act(as.gasTwin, id, 'accept')).body.status).toBe('accepted');
  });

  test('refused: an unknown code, one\'s own, fields of one\'s own, modules that do not fit', async () => {
    const { broker, gas, as } = await companies();
    for (const code of ['NOBODY', broker.code]) expect((await offer(as.broker, code)).body).toMatchObject({ status: 400, errors: [{ field: 'code', code: 'unknown_tenant' }] });
    expect((await offer(as.broker, gas.code, { terms: [{ event: TERMS[0]!.event, fields: ['everything'] }] })).body).toMatchObject({ status: 400, errors: [{ field: 'terms.0.fields', code: 'unknown_field' }] });
    const second = await tenancy.provision('Other Gas');
    expect((await offer(as.gas, second.code)).body).toMatchObject({ status: 422, code: 'purpose_unfit', clause: 'PF-10' });
    expect((await tenancy.ask('GET', 'agreements/catalogue', { as: as.gas })).body.items).toMatchObject([{ purpose: 'utility_transfer', events: [{ event: TERMS[0]!.event }, { event: TERMS[1]!.event }] }]);
  });

  test('only for the whole company, and of no third one', async () => {
    const [{ gas, as }, third] = [await companies(), await companies()];
    const { id } = (await offer(as.broker, gas.code)).body;
    expect((await tenancy.ask('GET', `agreements/${id}`, { as: third.as.gas })).status).toBe(404);
    expect((await act(third.as.gas, id, 'accept')).status).toBe(404);
    const grants = [{ units: [gas.rootUnitId], permissions: ['agreement.read', 'agreement.write'] }];
    expect((await act({ ...as.gas, grants }, id, 'accept')).body).toMatchObject({ status: 403, permission: 'agreement.write' });
    expect((await act({ ...as.gas, grants: [{ units: 'all', permissions: ['agreement.read'] }] }, id, 'end')).status).toBe(403);
  });
});
