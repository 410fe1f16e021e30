import { testPlatform } from '@luyue/testing/platform';
import { company, type Company, HQ_STAFF } from '../../infra/local/company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import type { Sender } from '../../infra/local/client.mjs';
import { eventually, type Json, naming, type SignedIn, START_MS, TENANCY } from './stage.ts';

export const PB = '/v1/property-brokerage';
/** Friday, ten in the morning in Shanghai. */
export const BEGIN = '2026-09-18T02:00:00.000Z';
export const PHONE = '13800001111';
export const ACCOUNT = { bank: '江州银行滨江支行', accountNumber: '6222021234567890123' };
const KEYS = ['admin', 'agent', 'agent2', 'specialist', 'specialist2', 'supervisor', 'manager', 'finance', 'archivist'] as const;
type PropertyRole = (typeof KEYS)[number];

/** Whom somebody acts for needs a notarised power of attorney (PB-4.2). */
export const ACTED_FOR = [
  { side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410', representative: { name: '钱勇', phone: '13700001111', idNumber: '11010519491231002X' } },
  { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702' },
];

export const owedBy = (deal: Json, clauseId: string): Json[] => deal.obligations.filter((o: Json) => o.clauseId === clauseId);
export const partyOf = (deal: Json, side: 'seller' | 'buyer'): Json => deal.parties.find((p: Json) => p.side === side);

/** A company and the people of it who bring a deal to its specialist. */
interface Staffed { of: Pick<Company, 'units' | 'people'>; who: Record<'agent' | 'supervisor', Sender & Pick<SignedIn, 'post'>> }

/** Names a specialist, once the service knows of them. */
async function nameSpecialist({ of, who }: Staffed, deal: Json, key: 'specialist' | 'specialist2'): Promise<Json> {
  return eventually(`${key} named`, async () => {
    const answer = await who.supervisor.send('POST', `${PB}/deals/${deal.id}/assign`, { body: { specialistUserId: of.people[key]!.id } });
    if (answer.status >= 400 && !['unknown_user', 'not_a_specialist'].includes(answer.body.errors?.[0]?.code)) throw new Error(JSON.stringify(answer.body));
    return answer.status === 200 && answer.body;
  });
}

/** A deal that was signed, sent to the department and given to its specialist. */
export async function assignedDeal(at: Staffed, more: object): Promise<Json> {
  const deal = await openDeal(at.who.agent, at.of, more);
  await at.who.agent.post(`${PB}/deals/${deal.id}/send-f1`);
  return nameSpecialist(at, deal, 'specialist');
}

/** A city company of a property group, or one by itself, whose people are signed in, in its sandbox twin. Each file of tests has one of its own. */
export class PropertyCompany {
  constructor(readonly of: Company, readonly who: Record<PropertyRole, SignedIn>) {}

  get tenantId(): string { return this.of.sandboxId; }

  /** A person's id; the same in company and sandbox. The administrator has none here. */
  id(key: Exclude<PropertyRole, 'admin'>): string { return this.of.people[key]!.id; }

  /** A deal that the shop signed. */
  sign(more: object): Promise<Json> { return openDeal(this.who.agent, this.of, more); }

  deal(deal: Json): Promise<Json> { return this.who.agent.get(`${PB}/deals/${deal.id}`); }

  sendF1(deal: Json): Promise<Json> { return this.who.agent.post(`${PB}/deals/${deal.id}/send-f1`); }

  assign(deal: Json, key: 'specialist' | 'specialist2' = 'specialist'): Promise<Json> { return nameSpecialist(this, deal, key); }

  /** Signed, F1 sent, a specialist named. */
  assigned(more: object): Promise<Json> { return assignedDeal(this, more); }

  /** A lease whose specialist was named: its required steps are the filing, for which the client comes, and the handover. */
  assignedLease(more: object = {}): Promise<Json> { return this.assigned({ business: 'lease', payment: null, ...more }); }

  transfer(deal: Json): Promise<Json> { return this.who.agent.get(`${PB}/deals/${deal.id}/transfer`); }

  /** A document of the checklist by the key of its template. */
  async document(deal: Json, key: string): Promise<Json> { return (await this.transfer(deal)).items.find((item: Json) => item.key === key); }

  /** The agent brings every document that is missing, but for these. */
  async bringAll(deal: Json, but: string[] = []): Promise<void> {
    for (const { id, key, state } of (await this.transfer(deal)).items) {
      if (['missing', 'refused'].includes(state) && !but.includes(key)) await this.who.agent.post(`${PB}/deals/${deal.id}/transfer/items/${id}/bring`);
    }
  }

  /** A deal whose documents were accepted now. */
  async taken(more: object): Promise<Json> {
    const deal = await this.assigned(more);
    await this.bringAll(deal);
    return this.who.specialist.post(`${PB}/deals/${deal.id}/transfer/accept`);
  }

  /** Moves the sandbox's clock to an instant and waits until the service's answers about this deal show it. */
  async moveTo(to: string, { id }: Json): Promise<void> {
    await this.who.admin.post(`${TENANCY}/sandbox-clock`, { to });
    await eventually(`clock at ${to}`, async () => {
      await this.who.agent.post(`${PB}/deals/${id}/notes`, { text: '对时' });
      return (await this.who.agent.get(`${PB}/deals/${id}/timeline?kind=note&limit=1`)).items[0].at >= to;
    });
  }
}

async function staffed(of: Company): Promise<PropertyCompany> {
  return new PropertyCompany(of, Object.fromEntries(await Promise.all(KEYS.filter((key) => key === 'admin' || of.people[key]).map(async (key) => [key, await of.signIn(key, true)] as const))) as Record<PropertyRole, SignedIn>);
}

const plan = (prefix: string, sandboxStartsAt: string) => ({ ...naming(prefix), name: `${prefix} 置业`, modules: ['property-brokerage'], staff: PROPERTY_STAFF, units: PROPERTY_UNITS, sandboxStartsAt });

/** A company whose time begins at `startsAt`; `without` leaves roles vacant. */
export async function openPropertyCompany(startsAt: string, without: PropertyRole[] = []): Promise<PropertyCompany> {
  const { url: gatewayUrl, operatorKey } = await testPlatform();
  const staff = PROPERTY_STAFF.filter((person) => !without.some((key) => key === person.key));
  return staffed(await company({ ...plan('PC', startsAt), staff, gatewayUrl, operatorKey, kind: 'company' }));
}

/** The company of a file of tests, made before its first test. */
export function propertyCompany(startsAt: string): { readonly here: PropertyCompany } {
  let made: PropertyCompany | undefined;
  beforeAll(async () => { made = await openPropertyCompany(startsAt); }, START_MS);
  return { get here() { return made!; } };
}

export interface PropertyGroup { hq: Company; headquarters: SignedIn; city: PropertyCompany; other: PropertyCompany }

/** Headquarters with two city companies, all in their sandbox twins, made before the first test of a file. */
export function propertyGroup(startsAt: string): { readonly here: PropertyGroup } {
  let made: PropertyGroup | undefined;
  beforeAll(async () => {
    const { url: gatewayUrl, operatorKey } = await testPlatform();
    const { password, ...top } = plan('PG', startsAt);
    const hq = await company({ ...top, password, gatewayUrl, operatorKey, kind: 'headquarters', staff: HQ_STAFF, units: [{ key: 'watch', name: '客户服务管理部', kind: 'department' }] });
    const below = async (prefix: string): Promise<PropertyCompany> => staffed(await company({ ...plan(prefix, startsAt), password, gatewayUrl, by: hq.admin, kind: 'subsidiary', parentId: hq.tenant.id }));
    const [headquarters, city, other] = await Promise.all([hq.signIn('supervisor', true), below('PJ'), below('PH')]);
    made = { hq, headquarters, city, other };
  }, START_MS);
  return { get here() { return made!; } };
}
