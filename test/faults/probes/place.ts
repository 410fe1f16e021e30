import { randomBytes, randomUUID } from 'node:crypto';
import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';
import { company, type Company, type CompanyPlan } from '../../../infra/local/company.mjs';
import { photo } from '../../../infra/local/pictures.mjs';
import { MODULES, systemRoles } from '@luyue/regulations';
import { type DistributorKind, distributorPages, furnishDistributor } from './distributor.ts';
import { furnishOutstation, type OutstationKind, outstationPages } from './outstation.ts';
import { furnishSpares, type SpareKind, sparePages } from './spares.ts';
import { furnishStations, type StationKind, stationPages } from './stations.ts';
import { furnishProperty, type PropertyKind, propertyPages } from './property.ts';

/** What an id stands for. */
export type Kind =
  | 'tenant' | 'unit' | 'user' | 'role' | 'session' | 'client' | 'key' | 'adoption' | 'account' | 'intake' | 'case' | 'complaint' | 'master' | 'order' | 'obligation' | 'callback' | 'qualification' | 'attachment'
  | 'import' | 'message' | 'notice' | 'agreement' | 'transfer' | PropertyKind
  | OutstationKind
  | StationKind
  | SpareKind
  | DistributorKind;

/** What a company may have beside the services that every company has, and utility-care. */
type Part = 'property' | 'channel' | 'visits';
const PARTS: Part[] = ['property', 'channel', 'visits'];

/** A tenant with one record of every kind, and a person who may do everything in it: only the tenant stands in their way. */
export interface Place { name: string; tenantId: string; me: SignedIn; ids: Record<Kind, string>; mark: string; person: string; photo: Buffer; pages: string[] }

const UC = '/v1/utility-care';
const EVERY_ROLE = systemRoles(MODULES).map((role) => role.code).filter((code) => code !== 'partner');
const run = randomBytes(3).toString('hex');

export interface Found { of: Company; place: Place; account: string; password: string }

/** A company of its own with its person; `by` provisions a subsidiary. Of the other services it has records in those of `parts`. */
export async function found(plan: Pick<CompanyPlan, 'gatewayUrl' | 'operatorKey' | 'by' | 'kind' | 'parentId'>, name: string, parts = PARTS): Promise<Found> {
  const password = `Probe-${randomBytes(9).toString('base64url')}`;
  const of = await company({
    ...plan, name: `${name} ${run}`, code: `${name}-${run}`.toUpperCase(), domain: `${name}.${run}.example`, password, modules: [...MODULES],
    // Nobody approves their own: what waits for an approval has somebody to wait for.
    staff: [{ key: 'all', name: personOf(name), title: '', staffNumber: '0999', roles: EVERY_ROLE }, { key: 'other', name: personOf(name), title: '', staffNumber: '0998', roles: ['channel_headquarters', 'channel_engineer'] }],
  });
  return { of, place: await furnish(name, of, false, parts), account: of.people['all']!.account, password };
}

/** The sandbox twin of a company, with records of its own. */
export const twinOf = (of: Company, name: string): Promise<Place> => furnish(`${name}-sandbox`, of, true, PARTS);

/** A company that every place has offered an agreement to; it attacks nobody. */
export const partnerCode = `PARTNER-${run}`.toUpperCase();
export const foundPartner = (plan: Pick<CompanyPlan, 'gatewayUrl' | 'operatorKey'>): Promise<Company> =>
  company({ ...plan, kind: 'company', name: `partner ${run}`, code: partnerCode, domain: `partner.${run}.example`, password: `Probe-${randomBytes(9).toString('base64url')}`, modules: [...MODULES], staff: [] });

/** All that the catalogue offers. */
async function terms(me: SignedIn): Promise<Json> {
  const { items } = await me.get('/v1/tenancy/agreements/catalogue');
  return items[0].events.map(({ event, needed, optional }: Json) => ({ event, fields: [...needed, ...optional] }));
}

/** Stands in every text of a place that others must not read. */
const secretOf = (name: string): string => `secret-${name}-${run}`;
/** The one name that company and sandbox share, because the person does. */
const personOf = (name: string): string => `person-${name.replace('-sandbox', '')}-${run}`;

async function furnish(name: string, of: Company, sandbox: boolean, parts: Part[]): Promise<Place> {
  const me = await of.signIn('all', sandbox);
  const tenantId = sandbox ? of.sandboxId : of.tenant.id;
  const mark = secretOf(name);
  const [unit, user] = [of.units['centre']!, of.people['all']!.id];
  // The service hears of unit and person by events.
  const account = await eventually(`${name}: unit known`, async () => {
    const body = { holderName: mark, phone: '13800001234', address: `${mark} 1`, unitId: unit, category: 'resident', gasType: 'natural_gas' };
    const answer = await me.send('POST', `${UC}/accounts`, { body, headers: { 'idempotency-key': randomUUID() } });
    return answer.status === 201 ? answer.body : null;
  });
  const intake = async (): Promise<string> => (await me.post(`${UC}/intakes`, { channel: 'web' })).id;
  const open = async (kind: string, more: object = {}): Promise<Json> => me.post(`${UC}/cases`, {
    intakeId: await intake(), accountId: account.id, kind, caller: { name: mark, phone: '13800001234' }, description: mark, duplicateAcknowledged: true, ...more,
  });
  const repair = await open('repair', { faultScope: 'network' });
  const master = await open('repair', { faultScope: 'network' });
  const answered = await open('complaint');
  await me.post(`${UC}/cases/${answered.id}/investigate`, { entry: mark });
  await me.post(`${UC}/cases/${answered.id}/reply`, { content: `${mark} answered`, how: 'phone' });
  await me.post(`${UC}/cases/${answered.id}/close`, { note: mark });
  const alarm = await open('alarm');
  const bytes = photo(randomBytes(4).readUInt32LE());
  const client = await me.post('/v1/tenancy/clients', { name: mark, permissions: ['case.read'] });
  const calls = await me.send('POST', `${UC}/imports/calls?name=${mark}.csv`, { form: csv(mark) as never, headers: { 'content-type': 'text/csv', 'idempotency-key': randomUUID() } });
  const first = async (path: string): Promise<Json> => eventually(`${name}: ${path}`, async () => (await me.get(path)).items[0]);
  const ids = {
    tenant: tenantId, unit, user, account: account.id, intake: await intake(), case: repair.id, master: master.id, complaint: (await open('complaint')).id, order: repair.workOrder.id, obligation: repair.obligations[0].id,
    role: (await first('/v1/tenancy/roles')).id, session: (await first('/v1/tenancy/sessions')).id, client: client.id, key: client.keys[0].id, adoption: (await first('/v1/tenancy/adoptions')).id,
    callback: (await first(`${UC}/callbacks?status=due`)).id, attachment: (await me.upload(`${UC}/attachments`, `${mark}.png`, bytes, 'image/png')).id, import: calls.body.id,
    qualification: (await me.post(`${UC}/qualifications`, { userId: user, kind: 'intake_desk', validFrom: '2024-01-01', validTo: '2040-01-01', certificate: mark })).id,
    message: (await eventually(`${name}: paged`, async () => (await me.get('/v1/notification/inbox')).items.find((m: Json) => m.link.includes(alarm.id)))).id,
    notice: (await first('/v1/notification/outbox-messages')).noticeId,
    transfer: (await me.post(`${UC}/transfers`, { accountId: account.id, channel: 'counter', newHolder: { name: mark, phone: '13800001234' } })).id,
    agreement: (await me.post('/v1/tenancy/agreements', { code: partnerCode, purpose: 'utility_transfer', terms: await terms(me), reason: mark })).id,
  };
  const property = parts.includes('property') && (await furnishProperty(me, mark, unit, user));
  const channel = parts.includes('channel') && (await furnishOutstationWithStations(me, mark, unit, user));
  const visits = parts.includes('visits') && (await furnishDistributor(me, mark, unit, user, of.units['root']!));
  return {
    name, tenantId, me, mark, person: personOf(name), photo: bytes,
    // Nobody asks a place, or in its name, about a part that it has not.
    ids: { ...ids, ...property, ...channel, ...visits } as Place['ids'],
    pages: [...pagesOf(ids), ...(property ? propertyPages(property) : []), ...(channel ? [...outstationPages(channel), ...stationPages(channel), ...sparePages(channel)] : []), ...(visits ? distributorPages(visits) : [])],
  };
}

/** What every company has. */
const pagesOf = (ids: Pick<Place['ids'], 'case' | 'complaint' | 'account' | 'order'>): string[] => [
  `${UC}/cases/${ids.case}`, `${UC}/cases/${ids.complaint}`, `${UC}/cases/${ids.case}/timeline`, `${UC}/cases?limit=100`, `${UC}/accounts/${ids.account}`, `${UC}/work-orders/${ids.order}`, `${UC}/callbacks`, `${UC}/transfers`, `${UC}/qualifications`,
  '/v1/notification/inbox?limit=100', '/v1/tenancy/users', '/v1/tenancy/units', '/v1/tenancy/clients', '/v1/tenancy/adoptions', '/v1/tenancy/rulebooks', '/v1/tenancy/policies', '/v1/tenancy/calendar-years', '/v1/tenancy/sandbox-clock', '/v1/tenancy/agreements',
];

/** What a place holds, as its own person sees it, without what time alone changes. */
export async function contents({ me, pages }: Place): Promise<Json[]> {
  return Promise.all(pages.map(async (page) => JSON.parse(JSON.stringify(await me.get(page), function fixed(this: Json, key, value: unknown) {
    if (VOLATILE.includes(key) || (key === 'version' && 'clauseId' in this)) return undefined;
    return Array.isArray(value) ? value.filter((each: Json) => !REMINDERS.includes(each?.kind)) : value;
  })) as Json));
}

/** An alarm's five minutes can pass while the probes run: its obligation counts what it told, the reminders come, and the breach. */
const REMINDERS = ['obligation_share', 'obligation_overdue', 'escalation_to_headquarters'];
const VOLATILE = ['usedShare', 'clock', 'now', 'lastUsedAt', 'unread', 'breachedAt'];

const csv = (mark: string): string => `通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号\n2026-11-24 08:00,13800001234,${mark},${mark},报修,管网,,${mark},0108\n`;

/** Stations lie in a region of the channel. */
async function furnishOutstationWithStations(me: SignedIn, mark: string, unit: string, user: string): Promise<Record<OutstationKind | StationKind | SpareKind, string>> {
  const channel = await furnishOutstation(me, mark, unit, user);
  const stations = await furnishStations(me, mark, unit, channel.channelRegion, user);
  return { ...channel, ...stations, ...(await furnishSpares(me, mark, unit, stations.station)) };
}
