import { randomBytes } from 'node:crypto';
import { testPlatform } from '@luyue/testing/platform';
import { client, eventually, type Caller, type Json, signIn, type SignedIn, watchAnswers } from '../../infra/local/client.mjs';
import { company, type Company, HQ_STAFF, qualify, STAFF } from '../../infra/local/company.mjs';
import { DEMO_SEED, DEMO_UNITS, type Household, households } from '../../infra/local/demo-households.mjs';
import { Contract } from './contract.ts';

export { eventually, type Caller, type Household, type Json, type SignedIn };

/** Whatever the tests ask for, the answers are what the OpenAPI document says of them. */
export const contract = new Contract();
watchAnswers((method, path, answer) => contract.check(method, path, answer));

export const UC = '/v1/utility-care';
export const TENANCY = '/v1/tenancy';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The first test of a run waits for a whole platform to start. */
export const START_MS = 180_000;

// Minutes of play go through a whole platform; on a busy machine that takes longer than Jest's five seconds.
jest.setTimeout(60_000);

export type Role =
  | 'admin' | 'callTaker' | 'callTaker2' | 'callTaker3' | 'dispatcher' | 'technician' | 'technician2' | 'unqualified' | 'rescuer' | 'rescuer2' | 'supervisor' | 'manager' | 'callback';

/** A gas company whose people are signed in, in its sandbox twin or live. Each file of tests has one of its own, so that files run side by side. */
export class GasCompany {
  readonly homes: Household[];
  private used = 0;

  constructor(readonly platform: { url: string; operatorKey: string }, readonly of: Company, readonly sandbox: boolean, readonly who: Record<Role, SignedIn>) {
    this.homes = households(DEMO_SEED, DEMO_UNITS[0]!, HOMES).map((home) => ({ ...home, unitId: of.units.centre }));
  }

  get tenantId(): string { return this.sandbox ? this.of.sandboxId : this.of.tenant.id; }

  /** A person's id; the same in company and sandbox. The administrator has none here. */
  id(key: Exclude<Role, 'admin'>): string { return this.of.people[key]!.id; }

  /** A unit's id by its key in the plan of the company. */
  unit(key: 'root' | 'centre' | 'repair' | 'rescue'): string { return this.of.units[key]!; }

  /** A household that no test of this file has used, so that no case is another's duplicate. */
  home(): Household {
    const next = this.homes[this.used];
    if (!next) throw new Error(`a file uses ${HOMES} households at most`);
    this.used += 1;
    return next;
  }

  /** The sandbox's time as utility-care reads it: the clock of its unchanged complaint parameter shows it without writing anything. */
  async now(): Promise<Date> {
    const { clocks } = await this.who.callTaker.post(`${UC}/cases/preview`, { kind: 'complaint' });
    const start = clocks.find((c: Json) => c.parameterKey === 'uc.complaint.startMinutes');
    return new Date(Date.parse(start.dueAt) - 60 * MINUTE);
  }

  /** Moves the sandbox's clock to an instant and waits until the service has heard of it. */
  async moveTo(instant: Date | string | number): Promise<void> {
    const to = new Date(instant);
    await this.who.admin.post(`${TENANCY}/sandbox-clock`, { to: to.toISOString() });
    await eventually(`clock at ${to.toISOString()}`, async () => (await this.now()) >= to);
  }

  async advance(ms: number): Promise<void> {
    await this.moveTo((await this.now()).getTime() + ms);
  }

  /** Signs in a person made by a test; where `account` is at home in several places, in this one. */
  signIn(account: string): Promise<SignedIn> {
    return signIn(this.platform.url, account, this.of.password, this.tenantId);
  }

  /** Makes a person with these roles, each for its unit, and waits until utility-care knows them. */
  async person(key: string, roles: { code: string; unitId: string }[], unitId = this.unit('centre')): Promise<SignedIn & { id: string; account: string }> {
    const codes = new Map<string, string>((await this.who.admin.get(`${TENANCY}/roles`)).items.map((role: Json) => [role.code, role.id]));
    const account = `${key}@${this.of.domain}`;
    const made = await this.who.admin.post(`${TENANCY}/users`, {
      account, password: this.of.password, name: key, unitId, roles: roles.map(({ code, unitId: scope }) => ({ roleId: codes.get(code), unitId: scope })),
    });
    await eventually(`${key} known`, async () => (await this.who.manager.send('GET', `${UC}/qualifications?userId=${made.id}`)).status === 200);
    return { ...(await this.signIn(account)), id: made.id, account };
  }
}

const HOMES = 60;
const NAMES = ['海州', '宁川', '云溪', '临港', '清源', '安平', '德兴', '永和'];

/** What a test company is called: no two of a run share code or domain. */
export function naming(prefix: string): { name: string; code: string; domain: string; password: string } {
  const run = randomBytes(4).toString('hex');
  return { name: `${NAMES[Number.parseInt(run[0]!, 16) % NAMES.length]}燃气公司`, code: `${prefix}-${run}`.toUpperCase(), domain: `${prefix.toLowerCase()}.${run}.example`, password: `Accept-${randomBytes(9).toString('base64url')}` };
}

const SIGNED_IN: Role[] = ['admin', ...STAFF.map((person) => person.key as Role)];

/** Staffs a company that is there: qualifications, households, everybody signed in. */
async function staffed(platform: { url: string; operatorKey: string }, of: Company, sandbox: boolean): Promise<GasCompany> {
  await qualify(of, STAFF, { sandbox });
  const signedIn = await Promise.all(SIGNED_IN.map(async (key) => [key, await of.signIn(key, sandbox)] as const));
  const gas = new GasCompany(platform, of, sandbox, Object.fromEntries(signedIn) as Record<Role, SignedIn>);
  await gas.who.supervisor.post(`${UC}/accounts/bulk`, { accounts: gas.homes });
  return gas;
}

/** A single company, in its sandbox twin unless `live`. */
export async function openGasCompany({ live = false } = {}): Promise<GasCompany> {
  const platform = await testPlatform();
  const of = await company({ ...naming('GAS'), gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company', staff: STAFF });
  return staffed(platform, of, !live);
}

/** The company of a file of tests, made before its first test. */
export function gasCompany(options: { live?: boolean } = {}): { readonly here: GasCompany } {
  let gas: GasCompany | undefined;
  beforeAll(async () => { gas = await openGasCompany(options); }, START_MS);
  return { get here() { return gas!; } };
}

export interface Group { platform: { url: string; operatorKey: string }; hq: Company; headquarters: SignedIn; hqAdmin: SignedIn; east: GasCompany; west: GasCompany }

/** Headquarters with two subsidiaries, all in their sandbox twins unless `live`. */
export async function openGroup({ live = false } = {}): Promise<Group> {
  const platform = await testPlatform();
  const { password, ...top } = naming('HQ');
  const base = { gatewayUrl: platform.url, password };
  const hq = await company({ ...base, ...top, operatorKey: platform.operatorKey, kind: 'headquarters', staff: HQ_STAFF, units: [{ key: 'watch', name: '客服监督部', kind: 'dispatch_centre' }] });
  const below = async (prefix: string): Promise<GasCompany> => {
    const { name, code, domain } = naming(prefix);
    return staffed(platform, await company({ ...base, name, code, domain, by: hq.admin, kind: 'subsidiary', parentId: hq.tenant.id, staff: STAFF }), !live);
  };
  const [headquarters, hqAdmin, east, west] = await Promise.all([hq.signIn('supervisor', !live), hq.signIn('admin', !live), below('EAST'), below('WEST')]);
  return { platform, hq, headquarters, hqAdmin, east, west };
}

/** The same for a file of tests, made before its first test. */
export function group(options: { live?: boolean } = {}): { readonly here: Group } {
  let made: Group | undefined;
  beforeAll(async () => { made = await openGroup(options); }, START_MS);
  return { get here() { return made!; } };
}

/** Somebody who has not signed in. */
export const stranger = (platform: { url: string }, headers: Record<string, string> = {}): Caller => client(platform.url, headers);
