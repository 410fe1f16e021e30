import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';

const REPAIR = 'uc.fault.network.repairHours';
let tenancy: Running;
let group: Awaited<ReturnType<Running['group']>>;
beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
beforeEach(async () => { group = await tenancy.group(); }, 20_000);
afterAll(() => tenancy.stop());

type Who = 'hq' | 'north' | 'south' | 'other';
const publish = (as: Who, value: unknown, more: object = {}) => tenancy.ask('POST', 'policies', { as: group.as[as], body: { key: REPAIR, value, reason: 'spec', ...more } });
const read = async (as: Who, key = REPAIR) => (await tenancy.ask('GET', `policies/${key}`, { as: group.as[as] })).body;

describe('PF-11 the numbers of a tenant', () => {
  test('begin with the default of the registry, each with its clauses', async () => {
    const { body } = await tenancy.ask('GET', 'policies?context=uc', { as: group.as.other });
    expect(body.items.length).toBeGreaterThan(20);
    expect(body.items.every((p: { key: string }) => p.key.startsWith('uc.'))).toBe(true);
    expect(body.items.find((p: { key: string }) => p.key === REPAIR)).toMatchObject({
      clauseIds: ['UC-7.3b'], unit: 'hours', clock: 'elapsed', tighter: 'lower', default: 24, inForce: { value: 24, version: 0, origin: 'default', since: null }, own: null, headquarters: null, pending: [], mayChange: true,
    });
    expect((await tenancy.ask('GET', 'policies', { as: group.as.other })).body.items.some((p: { key: string }) => p.key === 'pf.login.maxTries')).toBe(true);
  });

  test('PF-3 are those of its rulebooks: a property company has no hours of a gas repair', async () => {
    const property = await tenancy.provision('Property', { modules: ['property-brokerage'] });
    const keys = (await tenancy.ask('GET', 'policies', { as: await tenancy.signIn(property.account) })).body.items.map((p: { key: string }) => p.key.split('.')[0]);
    expect(new Set(keys)).toEqual(new Set(['pb', 'pf']));
    expect(new Set((await tenancy.ask('GET', 'policies', { as: group.as.other })).body.items.map((p: { key: string }) => p.key.split('.')[0]))).toEqual(new Set(['uc', 'pf']));
  });

  test("a company's own value rules from when it begins, and every version stays on record", async () => {
    const first = await publish('other', 20);
    expect([first.status, first.body.inForce]).toEqual([201, { value: 20, version: 1, origin: 'own', since: expect.any(String) }]);
    const later = new Date(Date.now() + 86_400_000).toISOString();
    const second = await publish('other', 18, { effectiveFrom: later });
    expect([second.body.inForce.value, second.body.pending]).toEqual([20, [expect.objectContaining({ value: 18, version: 2, effectiveFrom: later })]]);
    expect((await read('other')).history.map((v: { version: number; setBy: string }) => [v.version, v.setBy])).toEqual([[2, 'Other Gas'], [1, 'Other Gas']]);
  });

  test('is told to the others, and stands in the replica', async () => {
    await publish('other', 20);
    const found = await tenancy.database.read(contextOf(group.as.other), async (tx) => ({
      replica: await tx.manager.query('SELECT key, origin, version, value FROM directory_policy'),
      told: await tx.manager.query(`SELECT key, payload::json->'value' AS value FROM outbox WHERE type = 'tenancy.policy.published.v1'`),
    }));
    expect(found.replica).toEqual([{ key: REPAIR, origin: 'own', version: 1, value: { value: 20 } }]);
    expect(found.told).toEqual([{ key: `${group.other.id}/${REPAIR}`, value: { value: 20 } }]);
  });

  test('refuses what cannot be, naming field and clause', async () => {
    expect((await publish('other', 100_000)).body).toMatchObject({ status: 422, code: 'policy_out_of_bounds', clause: 'PF-11', field: 'value' });
    expect((await publish('other', 20, { effectiveFrom: '2020-01-01T00:00:00Z' })).body).toMatchObject({ status: 422, code: 'policy_in_the_past', field: 'effectiveFrom' });
    expect((await publish('other', 20, { key: 'uc.no.such' })).body.errors).toMatchObject([{ field: 'key', code: 'unknown_parameter' }]);
    expect((await tenancy.ask('GET', 'policies/uc.no.such', { as: group.as.other })).status).toBe(404);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await publish('other', 20, { effectiveFrom: tomorrow })).status).toBe(201);
    expect((await publish('other', 19, { effectiveFrom: tomorrow })).body).toMatchObject({ status: 409, code: 'policy_overlap' });
  });
});

describe('PF-2 a release of headquarters', () => {
  test('lands in every tenant below at once, in nobody else', async () => {
    const released = await publish('hq', 22, { mayTighten: true });
    expect(released.body.inForce).toMatchObject({ value: 22, version: 1, origin: 'headquarters' });
    for (const who of ['north', 'south'] as const) {
      expect(await read(who)).toMatchObject({ inForce: { value: 22, version: 1, origin: 'headquarters' }, headquarters: { setBy: 'Group', mayTighten: true }, mayChange: true });
    }
    expect((await read('other')).inForce.value).toBe(24);
  });

  test('R19 a subsidiary tightens where it may, and headquarters see where theirs is another', async () => {
    await publish('hq', 22, { mayTighten: true });
    expect((await publish('north', 23)).body).toMatchObject({ status: 422, code: 'policy_looser', clause: 'PF-2', headquarters: 22 });
    expect((await publish('north', 12)).body.inForce).toMatchObject({ value: 12, origin: 'own', version: 1 });
    expect((await read('hq')).differs).toEqual([{ tenantId: group.north.id, tenantName: 'North Gas', value: 12 }]);
    expect(await read('north')).not.toHaveProperty('differs');
  });

  test('R19 kept by headquarters, a subsidiary cannot move it at all', async () => {
    await publish('hq', 22);
    expect((await publish('north', 12)).body).toMatchObject({ status: 422, code: 'policy_locked', clause: 'PF-2' });
    expect(await read('north')).toMatchObject({ mayChange: false, whyNot: expect.stringContaining('R19') });
  });

  test('an own value that a later release makes looser gives way to it', async () => {
    await publish('hq', 22, { mayTighten: true });
    await publish('north', 20);
    await publish('hq', 18, { mayTighten: true });
    expect((await read('north')).inForce).toMatchObject({ value: 18, origin: 'headquarters', version: 2 });
  });

  test('published by two at once, versions are counted one after the other', async () => {
    const at = (hours: number) => ({ mayTighten: true, effectiveFrom: new Date(Date.now() + hours * 3_600_000).toISOString() });
    const answers = await Promise.all([1, 2, 3].map((hours) => publish('hq', 20 + hours, at(hours))));
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201]);
    expect((await read('north')).pending.map((v: { version: number }) => v.version).sort()).toEqual([1, 2, 3]);
  });
});

test('PF-6 whoever may only read, reads why they cannot change it', async () => {
  const reader = { ...group.as.north, grants: [{ units: 'all' as const, permissions: ['policy.read'] }] };
  const { body } = await tenancy.ask('GET', `policies/${REPAIR}`, { as: reader });
  expect(body).toMatchObject({ mayChange: false, whyNot: 'Permission missing: policy.write' });
  expect((await tenancy.ask('POST', 'policies', { as: reader, body: { key: REPAIR, value: 20, reason: 'spec' } })).status).toBe(403);
  const ofOneUnit = { ...group.as.north, grants: [{ units: [group.north.rootUnitId], permissions: ['policy.write', 'policy.read'] }] };
  expect((await tenancy.ask('POST', 'policies', { as: ofOneUnit, body: { key: REPAIR, value: 20, reason: 'spec' } })).status).toBe(403);
});
