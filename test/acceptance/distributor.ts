import { testPlatform } from '@luyue/testing/platform';
import { company, type Company } from '../../infra/local/company.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../infra/local/distributor-staff.mjs';
import { eventually, type Json, naming, type SignedIn, START_MS, TENANCY } from './stage.ts';

export const DV = '/v1/distributor-visits';
const KEYS = ['admin', 'superior', 'leader', 'supervisor', 'visitor', 'visitor2', 'technician', 'technician2', 'salesperson', 'keeper', 'southSupervisor', 'southVisitor', 'expert'] as const;
export type DistributorRole = (typeof KEYS)[number];

/** A distributor in Suzhou; `more` says what is different. */
export const shop = (more: object = {}) => ({ type: 'distributor', name: '苏州恒源商贸', city: '苏州', address: '姑苏区人民路 100 号', latitude: 31.3, longitude: 120.6, contacts: [{ name: '顾海', post: '经理', phone: '13800001111' }], duplicateAcknowledged: true, ...more });

/** A manufacturer whose people are signed in, in its sandbox twin. Each file of tests has one of its own. */
export class Manufacturer {
  constructor(readonly of: Company, readonly who: Record<DistributorRole, SignedIn>) {}

  get tenantId(): string { return this.of.sandboxId; }

  /** A person's id; the same in company and sandbox. The administrator has none here. */
  id(key: Exclude<DistributorRole, 'admin'>): string { return this.of.people[key]!.id; }

  unit(key: 'root' | 'east' | 'south' | 'engineering'): string { return this.of.units[key]!; }

  /** A customer of the eastern unit, registered now. */
  customer(more: object = {}): Promise<Json> { return this.who.supervisor.post(`${DV}/customers`, { ...shop(more), unitId: this.unit('east') }); }

  /** A region of the eastern unit with its technician and salesperson. */
  async region(name = '苏锡常'): Promise<Json> {
    const region = await this.who.supervisor.post(`${DV}/regions`, { unitId: this.unit('east'), name });
    await this.who.supervisor.post(`${DV}/regions/${region.id}/members`, { userId: this.id('technician'), duty: 'technician' });
    return this.who.supervisor.post(`${DV}/regions/${region.id}/members`, { userId: this.id('salesperson'), duty: 'salesperson' });
  }

  /** The sandbox's time, to the second after it, as the service reads it: what a new customer is registered at. */
  async now(): Promise<Date> { return new Date((await this.customer({ name: '对时客户', type: 'consumer', contacts: [] })).registeredAt); }

  /** Moves the sandbox's clock and waits until the service has heard of it. */
  async moveTo(to: string): Promise<void> {
    await this.who.admin.post(`${TENANCY}/sandbox-clock`, { to });
    await eventually(`clock at ${to}`, async () => (await this.now()) >= new Date(to));
  }
}

/** A manufacturer whose time begins at `startsAt`, with its people and units known to the service. */
export async function openManufacturer(startsAt: string): Promise<Manufacturer> {
  const { url: gatewayUrl, operatorKey } = await testPlatform();
  const of = await company({ ...naming('DC'), name: '远航家电', modules: ['distributor-visits'], staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS, sandboxStartsAt: startsAt, gatewayUrl, operatorKey, kind: 'company' });
  const made = new Manufacturer(of, Object.fromEntries(await Promise.all(KEYS.map(async (key) => [key, await of.signIn(key, true)] as const))) as Record<DistributorRole, SignedIn>);
  await known(made.who.supervisor, of.units['east']!);
  return made;
}

/** Waits until the service has heard of a unit. */
export const known = (supervisor: SignedIn, unitId: string): Promise<Json> => eventually('unit known to distributor visits', async () => {
  const answer = await supervisor.send('POST', `${DV}/customers`, { body: { ...shop({ name: '第一家客户', contacts: [] }), unitId } });
  if (answer.status >= 400 && answer.body.errors?.[0]?.code !== 'unknown_unit') throw new Error(JSON.stringify(answer.body));
  return answer.status === 201 && answer.body;
});

/** The manufacturer of a file of tests, made before its first test. */
export function manufacturer(startsAt: string): { readonly here: Manufacturer } {
  let made: Manufacturer | undefined;
  beforeAll(async () => { made = await openManufacturer(startsAt); }, START_MS);
  return { get here() { return made!; } };
}
