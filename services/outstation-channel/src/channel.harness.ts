import type { Grant } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { type Person, type Place, serviceStage } from '@luyue/testing/service-stage';
import * as service from './app.module.ts';
import type { PostingView } from './postings/posting-views.ts';
import type { ChannelRegionView } from './regions/region-views.ts';
import type { OutstationStaffPage } from './staff/staff-views.ts';
import type { StaffKind } from './staff/staff.rules.ts';

const ROLES = new Map(systemRoles(['outstation-channel']).map((role) => [role.code, [...role.permissions]]));
/** Whom a device maker has, with the role that each holds. The person in charge of the channel is the manager unless a lead is made. */
const PEOPLE = {
  headquarters: ['总部', 'channel_headquarters'], manager: ['方经理', 'channel_manager'], engineer: ['陆工', 'channel_engineer'], engineer2: ['何工', 'channel_engineer'], assistant: ['小秦', 'channel_assistant'],
  li: ['李客户', 'account_manager'], wang: ['王客户', 'account_manager'], zhao: ['赵备件', 'parts_manager'], sun: ['孙技术', 'outstation_technician'], sales: ['销售', 'local_sales'], technical: ['技术科', 'technical_section'],
} as const;
type Key = keyof typeof PEOPLE;

/** A device maker with its department, its people, and two stations with a user each. */
export interface Maker extends Place { department: string; people: Record<Key, Person>; stations: { unitId: string; user: Person }[] }

/** The service on its own database; the clock of its tenants can be moved, so they are sandboxes. */
export async function startChannel(work = 'http') {
  const stage = await serviceStage(service, { work });

  async function maker(name: string, now = '2026-03-02T02:00:00.000Z', policies: Record<string, unknown> = {}): Promise<Maker> {
    const place = await stage.tenant(name, { sandbox: true, modules: ['outstation-channel'], regulations: ['outstation-channel', 'platform'], policies, clockOffsetMs: Date.parse(now) - Date.now() });
    const department = await stage.unit(place, '客服部', { kind: 'department' });
    const people = {} as Maker['people'];
    for (const [key, [who, role]] of Object.entries(PEOPLE) as [Key, (typeof PEOPLE)[Key]][]) {
      const unitId = key === 'headquarters' ? place.unitId : department;
      people[key] = await stage.person(place, who, { roles: [role], unitId, roleUnitId: unitId });
    }
    const stations = [];
    for (const station of ['东城授权站', '西城授权站']) {
      const unitId = await stage.unit(place, station, { kind: 'station', parent: department });
      stations.push({ unitId, user: await stage.person(place, `${station}站长`, { roles: ['station'], unitId, roleUnitId: unitId }) });
    }
    return { ...place, department, people, stations };
  }

  /** As a person with the permissions of a role, their own unless another is named, for these units. */
  function as(who: Person, role: string, units: Grant['units'] = 'all') {
    const options = { permissions: ROLES.get(role) ?? [], units };
    return {
      get: <T = any>(path: string) => stage.ask<T>(who, 'GET', path, options),
      send: <T = any>(method: string, path: string, body: unknown = {}, headers: Record<string, string> = {}) => stage.ask<T>(who, method, path, { ...options, body, headers }),
    };
  }

  const staff = (at: Maker) => Object.fromEntries((Object.keys(PEOPLE) as Key[]).map((key) => [key, as(at.people[key], PEOPLE[key][1])])) as Record<Key, ReturnType<typeof as>>;
  /** A station's own user sees no unit but the station. */
  const station = (at: Maker, n = 0) => as(at.stations[n]!.user, 'station', [at.stations[n]!.unitId]);

  /** Asks for what must succeed. */
  async function must<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  const region = (at: Maker, name: string, more: object = {}): Promise<ChannelRegionView> => must(staff(at).manager.send('POST', 'regions', { name, departmentUnitId: at.department, ...more }));

  /** Closes a month in which these units were sold, by region; the first close classes at once. */
  async function close(at: Maker, month: string, sold: [{ id: string }, number][], model = 'C118'): Promise<void> {
    for (const [{ id }, units] of sold) await must(staff(at).manager.send('PUT', `regions/${id}/sales/${month}`, { lines: [{ model, units }] }));
    await must(staff(at).manager.send('POST', `sales-months/${month}/close`, { departmentUnitId: at.department, withoutFigures: true }));
  }

  const employ = (at: Maker, key: Key, kind: StaffKind = 'account_manager', more: object = {}): Promise<OutstationStaffPage> =>
    must(staff(at).manager.send('POST', 'staff', { userId: at.people[key].id, departmentUnitId: at.department, kind, hire: 'posted', engineerUserId: at.people.engineer.id, employedOn: '2024-01-01', contact: { phone: '13900001111' }, ...more }));

  const post = (at: Maker, person: { id: string }, regions: { id: string }[], startsOn: string): Promise<PostingView> => must(staff(at).manager.send('POST', 'postings', { staffId: person.id, regionIds: regions.map((r) => r.id), startsOn }));

  /** A region with somebody posted there since `since`. */
  async function posted(at: Maker, name = '陇东', key: Key = 'li', since = '2026-01-01'): Promise<{ region: ChannelRegionView; person: OutstationStaffPage; posting: PostingView }> {
    const [made, person] = [await region(at, name), await employ(at, key)];
    return { region: made, person, posting: await post(at, person, [made], since) };
  }

  return { ...stage, maker, as, staff, station, must, region, close, employ, post, posted };
}

export type Running = Awaited<ReturnType<typeof startChannel>>;
