import type { Grant } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { type Person, type Place, serviceStage } from '@luyue/testing/service-stage';
import * as service from './app.module.ts';

const ROLES = new Map(systemRoles(['distributor-visits']).map((role) => [role.code, [...role.permissions]]));

/** A manufacturer with headquarters and two business units, and somebody in every role that visits meet; the superior of a supervisor heads headquarters (reading 12). */
export interface Maker extends Place {
  east: string; south: string;
  superior: Person; leader: Person; administrator: Person; expert: Person; keeper: Person;
  supervisor: Person; visitor: Person; colleague: Person; technician: Person; technician2: Person; technician3: Person; salesperson: Person;
  southSupervisor: Person; southVisitor: Person;
}
const ROLE_OF = {
  superior: 'unit_manager', leader: 'leader', administrator: 'administrator', expert: 'department_expert', keeper: 'materials_keeper', supervisor: 'supervisor', visitor: 'visitor', colleague: 'visitor', technician: 'technician', technician2: 'technician',
  technician3: 'technician', salesperson: 'salesperson', southSupervisor: 'supervisor', southVisitor: 'visitor',
} as const;
export type Who = keyof typeof ROLE_OF;

/** A distributor in Suzhou; `more` says what is different. */
export const shop = (more: object = {}) => ({
  type: 'distributor', name: '苏州恒源商贸', city: '苏州', address: '姑苏区人民路 100 号', latitude: 31.3, longitude: 120.6, contacts: [{ name: '顾海', post: '经理', phone: '13800001111' }], competitors: [{ maker: '远山', product: '净水机 Y1' }], ...more,
});

/** The service on its own database; the clock of its tenants can be moved, so they are sandboxes. */
export async function startVisits(work = 'http') {
  const stage = await serviceStage(service, { work });
  /** Wednesday 30 September 2026, ten in the morning in Shanghai, unless said otherwise. */
  async function company(name: string, now = '2026-09-30T02:00:00.000Z', policies: Record<string, unknown> = {}): Promise<Maker> {
    const place = await stage.tenant(name, { sandbox: true, modules: ['distributor-visits'], regulations: ['distributor-visits', 'platform'], policies, clockOffsetMs: Date.parse(now) - Date.now() });
    const [east, south] = [await stage.unit(place, '华东营业部', { kind: 'business_unit' }), await stage.unit(place, '华南营业部', { kind: 'business_unit' })];
    const person = (who: string, role: string, unitId: string): Promise<Person> => stage.person(place, who, { roles: [role], unitId, roleUnitId: unitId });
    return {
      ...place, east, south,
      superior: await person('秦岭', 'unit_manager', place.unitId), leader: await person('许诺', 'leader', place.unitId), administrator: await person('管理员', 'administrator', place.unitId), expert: await person('方工', 'department_expert', place.unitId), keeper: await person('物管', 'materials_keeper', place.unitId),
      supervisor: await person('何静', 'supervisor', east), visitor: await person('林岚', 'visitor', east), colleague: await person('周舟', 'visitor', east), technician: await person('技一', 'technician', east), technician2: await person('技二', 'technician', east),
      technician3: await person('技三', 'technician', east), salesperson: await person('业一', 'salesperson', east), southSupervisor: await person('陈南', 'supervisor', south), southVisitor: await person('吴巡', 'visitor', south),
    };
  }

  /** As a person with the permissions of their role, for its unit. */
  function as(who: Person, role: string, units: Grant['units'] = [who.unitId]) {
    const options = { permissions: ROLES.get(role) ?? [], units };
    return {
      get: <T = any>(path: string) => stage.ask<T>(who, 'GET', path, options),
      send: <T = any>(method: string, path: string, body: unknown = {}, headers: Record<string, string> = {}) => stage.ask<T>(who, method, path, { ...options, body, headers }),
    };
  }

  /** Somebody of the company by what they are; whoever stands at headquarters reaches every unit. */
  const staff = (at: Maker, who: Who) => as(at[who], ROLE_OF[who], at[who].unitId === at.unitId ? 'all' : [at[who].unitId]);

  async function made<T>(answer: Promise<{ status: number; body: T }>): Promise<T> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A region of the eastern unit with one technician and one salesperson. */
  async function region(at: Maker, name = '苏锡常', { technicians = [at.technician], salespersons = [at.salesperson] }: { technicians?: Person[]; salespersons?: Person[] } = {}): Promise<any> {
    const found = await made(staff(at, 'supervisor').send('POST', 'regions', { unitId: at.east, name }));
    for (const [duty, people] of [['technician', technicians], ['salesperson', salespersons]] as const) {
      for (const { id } of people) await made(staff(at, 'supervisor').send('POST', `regions/${found.id}/members`, { userId: id, duty }));
    }
    return found;
  }

  /** A customer of the eastern unit, registered now. */
  const customer = (at: Maker, more: object = {}): Promise<any> => made(staff(at, 'supervisor').send('POST', 'customers', { ...shop(), unitId: at.east, duplicateAcknowledged: true, ...more }));

  return { ...stage, company, as, staff, made, region, customer };
}

export type Running = Awaited<ReturnType<typeof startVisits>>;
