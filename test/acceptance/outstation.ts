import { testPlatform } from '@luyue/testing/platform';
import { company, type Company } from '../../infra/local/company.mjs';
import { OUTSTATION_STAFF, OUTSTATION_UNITS } from '../../infra/local/outstation-staff.mjs';
import { eventually, type Json, naming, type SignedIn, START_MS, TENANCY } from './stage.ts';

export const OC = '/v1/outstation-channel';
const KEYS = ['admin', 'headquarters', 'manager', 'engineer', 'engineer2', 'assistant', 'account', 'account2', 'parts', 'technician', 'sales', 'technical', 'stationUser', 'stationUser2'] as const;
export type ChannelRole = (typeof KEYS)[number];

export const must = async (who: Pick<SignedIn, 'send'>, method: string, path: string, body?: unknown, version?: number): Promise<Json> => {
  const { status, body: answer } = await who.send(method, path, { body, headers: version === undefined ? {} : { 'if-match': `"${version}"` } } as never);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer).slice(0, 300)}`);
  return answer;
};

/** A device maker whose people are signed in, in its sandbox twin unless `live`. Each file of tests has one of its own. */
export class DeviceMaker {
  constructor(readonly of: Company, readonly who: Record<ChannelRole, SignedIn>) {}

  /** A person's id; the same in company and sandbox. The administrator has none here. */
  id(key: Exclude<ChannelRole, 'admin'>): string { return this.of.people[key]!.id; }

  unit(key: 'department' | 'station' | 'station2'): string { return this.of.units[key]!; }

  region(name: string, more: object = {}): Promise<Json> { return this.who.manager.post(`${OC}/regions`, { name, departmentUnitId: this.unit('department'), ...more }); }

  /** Enters what was sold in a month, by region, and closes it. */
  async close(month: string, sold: [Json, number][], model = 'C118'): Promise<void> {
    for (const [{ id }, units] of sold) await must(this.who.manager, 'PUT', `${OC}/regions/${id}/sales/${month}`, { lines: [{ model, units }] });
    await this.who.manager.post(`${OC}/sales-months/${month}/close`, { departmentUnitId: this.unit('department'), withoutFigures: true });
  }

  /** Somebody as outstation staff. */
  employ(key: Exclude<ChannelRole, 'admin'>, kind = 'account_manager', more: object = {}): Promise<Json> {
    return this.who.manager.post(`${OC}/staff`, { userId: this.id(key), departmentUnitId: this.unit('department'), kind, hire: 'posted', engineerUserId: this.id('engineer'), employedOn: '2024-01-01', contact: { phone: '13900001111' }, ...more });
  }

  post(person: Json, regions: Json[], startsOn: string): Promise<Json> { return this.who.manager.post(`${OC}/postings`, { staffId: person.id, regionIds: regions.map((r) => r.id), startsOn }); }

  /** The record of one of the two stations. */
  station(key: 'station' | 'station2', region: Json, more: object = {}): Promise<Json> {
    return this.who.manager.post(`${OC}/stations`, { unitId: this.unit(key), regionId: region.id, number: key === 'station' ? 'GS-001' : 'GS-002', openedOn: '2026-01-05', operator: '陇东联通', address: '一号路 1 号', ...more });
  }

  /** A region with somebody posted there. */
  async posted(name: string, key: Exclude<ChannelRole, 'admin'> = 'account', since = '2026-01-01'): Promise<{ region: Json; person: Json; posting: Json }> {
    const [region, person] = [await this.region(name), await this.employ(key)];
    return { region, person, posting: await this.post(person, [region], since) };
  }

  /** Moves the sandbox's clock and waits until the service has heard of it: a posting's page says its time by the state of a clock that is known. */
  async moveTo(to: string): Promise<void> {
    await this.who.admin.post(`${TENANCY}/sandbox-clock`, { to });
    const probe = await this.probe();
    await eventually(`clock at ${to}`, async () => (await probe()) >= to);
  }

  /** The service's time: a model's flag says when it was set. */
  private async probe(): Promise<() => Promise<string>> {
    const { items } = await this.who.headquarters.get(`${OC}/device-models`);
    const known = items.find((m: Json) => m.name === '对时');
    if (!known) {
      const { id } = await this.region(`对时 ${Math.random()}`);
      await must(this.who.manager, 'PUT', `${OC}/regions/${id}/sales/2020-01`, { lines: [{ model: '对时', units: 0 }] });
    }
    const { id } = known ?? (await this.who.headquarters.get(`${OC}/device-models`)).items.find((m: Json) => m.name === '对时');
    return async () => (await this.who.headquarters.post(`${OC}/device-models/${id}/flag`, { highFailure: false, from: '2020-01-01', reason: '对时' })).items[0].flags.at(-1).at;
  }
}

/** A device maker whose time begins at `startsAt`. */
export async function openDeviceMaker(startsAt?: string): Promise<DeviceMaker> {
  const { url: gatewayUrl, operatorKey } = await testPlatform();
  const { name: _gas, ...named } = naming('OC');
  const of = await company({ ...named, name: `${named.code} 通信`, modules: ['outstation-channel'], staff: OUTSTATION_STAFF, units: OUTSTATION_UNITS, ...(startsAt && { sandboxStartsAt: startsAt }), gatewayUrl, operatorKey, kind: 'company' });
  const made = new DeviceMaker(of, Object.fromEntries(await Promise.all(KEYS.map(async (key) => [key, await of.signIn(key, Boolean(startsAt))] as const))) as Record<ChannelRole, SignedIn>);
  // The service hears of units and people by events.
  await eventually('people known', async () => {
    const answer = await made.who.manager.send('POST', `${OC}/staff`, { body: { userId: made.id('stationUser2'), departmentUnitId: made.unit('station2'), kind: 'technician', hire: 'local', engineerUserId: made.id('stationUser'), employedOn: '2024-01-01', contact: { phone: '13900001111' } } });
    return answer.body.errors?.[0]?.code === 'not_an_engineer';
  });
  return made;
}

/** The device maker of a file of tests, made before its first test. */
export function deviceMaker(startsAt: string): { readonly here: DeviceMaker } {
  let made: DeviceMaker | undefined;
  beforeAll(async () => { made = await openDeviceMaker(startsAt); }, START_MS);
  return { get here() { return made!; } };
}
