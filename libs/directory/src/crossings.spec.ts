import { DataSource } from 'typeorm';
import { AgreementChanged, make, UtilityTransferRequested } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { migrate, refuse, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { Agreements1700000000008 } from './agreements.migration.ts';
import { Crossings } from './crossings.ts';
import { Directory } from './directory.ts';
import { Directory1700000000002 } from './directory.migration.ts';
import { replicas } from './replicas.ts';

let clone: TestDatabase;
let source: DataSource;
let database: TenantDatabase;
let crossings: Crossings;
beforeAll(async () => {
  clone = await testDatabase({ name: 'crossings-test', migrate: async (owner) => void (await migrate('crossings-test', owner, [Directory1700000000002, Agreements1700000000008])) });
  source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
  database = new TenantDatabase(source);
  crossings = new Crossings(database);
});
afterAll(async () => {
  await source.destroy();
  await clone.drop();
});

const inTenant = <T>(id: string, work: (tx: Tx) => Promise<T>): Promise<T> => database.write(systemContext(id, false), work);
const REQUESTED = 'property-brokerage.utility-transfer.requested.v1';
type Status = AgreementChanged['status'];

/** A broker and a gas company with an agreement as each side knows it. */
async function pair({ ours = 'accepted' as Status, theirs = 'accepted' as Status, fields = ['accountNumber'], event = REQUESTED } = {}) {
  const [broker, gas, agreementId] = [newId(), newId(), newId()];
  const side = (id: string, partner: string, status: Status, version = 1) => inTenant(id, (tx) => replicas.agreement(tx, make(AgreementChanged, {
    agreementId, version, partnerTenantId: partner, partnerName: id === gas ? '安居置业' : '海州燃气', purpose: 'utility_transfer', offeredByUs: id === broker, terms: [{ event, fields }], status, reason: null, at: new Date().toISOString(),
  })));
  await side(broker, gas, ours);
  await side(gas, broker, theirs);
  return { broker, gas, agreementId, side };
}
const request = (to: string, agreementId: string): UtilityTransferRequested => make(UtilityTransferRequested, {
  requestId: newId(), toTenantId: to, agreementId, utility: 'gas', accountNumber: '0301', address: '滨江路 1 号', oldHolderName: '钱永年', oldHolderPhone: '13600004410', oldHolderIdNumber: '11010519491231002X', newHolderName: '周子涵',
  newHolderPhone: '13900007702', newHolderIdNumber: 'E12345678', contractNumber: 'JJ-1', requestedDate: null, at: new Date().toISOString(),
});

interface Seen { tenantId: string; event: UtilityTransferRequested; from: string }
/** Delivers as the sender's consumer does; answers what reached the other side, and what the sender was told. */
async function deliver(from: string, event: UtilityTransferRequested, { eventId = newId(), work = async () => {}, prepare = async () => 0 }: { eventId?: string; work?: (tx: Tx) => Promise<void>; prepare?: () => Promise<number> } = {}) {
  const seen: Seen[] = [];
  const told = await inTenant(from, async (tx) => {
    await crossings.crossTo(tx, eventId, event, async (there, crossed, partner) => {
      seen.push({ tenantId: there.tenantId, event: crossed, from: partner.name });
      await work(there);
    }, prepare);
    return tx.events.map((e) => JSON.parse(e.payload) as Record<string, unknown>);
  });
  return { seen, told };
}

describe('PF-10 crossing between tenants', () => {
  it('runs in the other tenant, and with the named fields alone', async () => {
    const { broker, gas, agreementId } = await pair();
    const event = request(gas, agreementId);
    const { seen, told } = await deliver(broker, event);
    expect(told).toEqual([]);
    expect(seen).toEqual([{ tenantId: gas, from: '安居置业', event: { ...event, oldHolderPhone: null, oldHolderIdNumber: null, newHolderIdNumber: null, contractNumber: null, requestedDate: null } }]);
    expect(seen[0]!.event).toBeInstanceOf(UtilityTransferRequested);
  });

  it('the same event delivered three times is taken in once', async () => {
    const { broker, gas, agreementId } = await pair();
    const [event, eventId] = [request(gas, agreementId), newId()];
    const all = [await deliver(broker, event, { eventId }), await deliver(broker, event, { eventId }), await deliver(broker, event, { eventId })];
    expect(all.map(({ seen, told }) => [seen.length, told.length])).toEqual([[1, 0], [0, 0], [0, 0]]);
  });

  it.each([
    ['ended at the sender', { ours: 'ended' as const }, 'agreement_not_in_force'], ['ended at the receiver', { theirs: 'ended' as const }, 'agreement_not_in_force'], ['offered only', { ours: 'offered' as const, theirs: 'offered' as const }, 'agreement_not_in_force'],
    ['of other events', { event: 'utility-care.transfer.answered.v1' }, 'not_in_the_terms'], ['of an event that the catalogue does not have', { event: 'property-brokerage.deal.changed.v1' }, 'not_in_the_terms'],
  ])('an agreement that is %s lets nothing over, and the sender is told', async (_what, terms, reason) => {
    const { broker, gas, agreementId } = await pair(terms);
    const event = request(gas, agreementId);
    const prepare = jest.fn(async () => 0);
    const { seen, told } = await deliver(broker, event, { prepare });
    expect([seen, prepare.mock.calls.length]).toEqual([[], 0]);
    expect(told).toEqual([expect.objectContaining({ reason, subjectId: event.requestId, toTenantId: gas, agreementId })]);
  });

  it('a forged address reaches nobody: neither with the agreement of others, nor with one of its own that is about somebody else', async () => {
    const [{ broker, agreementId }, other] = [await pair(), await pair()];
    for (const event of [request(other.gas, agreementId), request(other.gas, other.agreementId), request(newId(), agreementId)]) {
      const { seen, told } = await deliver(broker, event);
      expect([seen, told]).toEqual([[], [expect.objectContaining({ reason: 'no_agreement' })]]);
    }
    // A row of one side alone, as a broken or tampered replica would have it.
    const [forger, victim, own] = [newId(), newId(), newId()];
    await inTenant(forger, (tx) => replicas.agreement(tx, make(AgreementChanged, { agreementId: own, version: 1, partnerTenantId: victim, partnerName: '', purpose: 'utility_transfer', offeredByUs: true, terms: [{ event: REQUESTED, fields: [] }], status: 'accepted', reason: null, at: new Date().toISOString() })));
    expect(await deliver(forger, request(victim, own))).toEqual({ seen: [], told: [expect.objectContaining({ reason: 'no_agreement' })] });
  });

  it('the end of an agreement stops what comes after it', async () => {
    const { broker, gas, agreementId, side } = await pair();
    await deliver(broker, request(gas, agreementId));
    await side(gas, broker, 'ended', 2);
    expect(await deliver(broker, request(gas, agreementId))).toEqual({ seen: [], told: [expect.objectContaining({ reason: 'agreement_not_in_force' })] });
  });

  it("a refusal of the partner's own goes back with its words; a fault does not, and is tried again", async () => {
    const { broker, gas, agreementId } = await pair();
    const event = request(gas, agreementId);
    const { told } = await deliver(broker, event, { work: async () => { throw refuse.rule('UC-5.2d', 'no', { zh: '没有这户', en: 'no such household' }); } });
    expect(told).toEqual([expect.objectContaining({ reason: 'refused_by_partner', note: '没有这户' })]);
    const eventId = newId();
    await expect(deliver(broker, event, { eventId, work: async () => { throw new Error('broken'); } })).rejects.toThrow('broken');
    expect((await deliver(broker, event, { eventId })).seen).toHaveLength(1);
  });

  it('each side finds the agreement in force with its partner', async () => {
    const directory = new Directory();
    const { broker, gas, agreementId, side } = await pair();
    const found = (id: string, partner: string) => inTenant(id, (tx) => directory.agreement(tx, 'utility_transfer', partner));
    expect([(await found(broker, gas))?.id, (await found(gas, broker))?.id, await found(broker, newId())]).toEqual([agreementId, agreementId, null]);
    expect(await inTenant(broker, (tx) => directory.agreements(tx, 'utility_transfer'))).toMatchObject([{ partnerTenantId: gas, partnerName: '海州燃气' }]);
    await side(broker, gas, 'ended', 2);
    expect([await found(broker, gas), await inTenant(broker, (tx) => directory.agreements(tx, 'utility_transfer'))]).toEqual([null, []]);
  });
});
