import type { Grant } from '@luyue/platform';
import { systemRoles } from '@luyue/regulations';
import { type Person, type Place, serviceStage } from '@luyue/testing/service-stage';
import * as service from './app.module.ts';
import type { DealView } from './views.ts';

const ROLES = new Map(systemRoles(['property-brokerage']).map((role) => [role.code, [...role.permissions]]));

/** A property company with a shop, a department and somebody in every role that a deal meets. */
export interface Brokerage extends Place { shop: string; department: string; agent: Person; specialist: Person; colleague: Person; supervisor: Person; manager: Person; finance: Person; archivist: Person }

export const SELLER = { side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410' };
export const BUYER = { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '139 0000 7702', email: 'zhou@example.com' };

/** A signed sale on mortgage; `more` says what is different. */
export const basics = (more: object = {}) => ({
  business: 'sale', payment: 'mortgage', title: '滨江一号 2 栋 1501', city: '江州', property: { address: '滨江区滨江路 1 号 2 栋 1501', certificateNumber: '江州不动产权第 0012345 号', areaSquareMetres: 118.5 },
  contractNumber: 'JJ-2026-0918-01', price: '3280000.00', commissionSeller: '0', commissionBuyer: '32800.00', parties: [SELLER, BUYER], ...more,
});

/** The service on its own database; the clock of its tenants can be moved, so they are sandboxes. */
export async function startBrokerage(work = 'http') {
  const stage = await serviceStage(service, { work, environment: () => ({ PUBLIC_URL: 'https://luyue.example' }) });
  async function company(name: string, now = '2026-09-18T02:00:00.000Z', policies: Record<string, unknown> = {}): Promise<Brokerage> {
    const place = await stage.tenant(name, { sandbox: true, modules: ['property-brokerage'], regulations: ['property-brokerage', 'platform'], policies, clockOffsetMs: Date.parse(now) - Date.now() });
    const [shop, department] = [await stage.unit(place, '滨江路地铺', { kind: 'shop' }), await stage.unit(place, '客户服务部', { kind: 'department' })];
    const person = (who: string, role: string, unitId: string) => stage.person(place, who, { roles: [role], unitId, roleUnitId: unitId });
    return {
      ...place, shop, department, agent: await person('邱晨', 'shop', shop), specialist: await person('孙莉', 'specialist', department), colleague: await person('罗敏', 'specialist', department),
      supervisor: await person('何静', 'supervisor', department), manager: await person('方宇', 'department_manager', department), finance: await person('财务', 'department_finance', department), archivist: await person('档案', 'archivist', department),
    };
  }

  /** As a person with the permissions of their role, for its unit. */
  function as(who: Person, role: string, units: Grant['units'] = 'all') {
    const options = { permissions: ROLES.get(role) ?? [], units };
    return {
      get: <T = any>(path: string) => stage.ask<T>(who, 'GET', path, options),
      send: <T = any>(method: string, path: string, body: unknown = {}, headers: Record<string, string> = {}) => stage.ask<T>(who, method, path, { ...options, body, headers }),
    };
  }

  const staff = (at: Brokerage) => ({
    agent: as(at.agent, 'shop'), specialist: as(at.specialist, 'specialist'), colleague: as(at.colleague, 'specialist'), supervisor: as(at.supervisor, 'supervisor'), manager: as(at.manager, 'department_manager'), finance: as(at.finance, 'department_finance'),
  });

  /** A deal signed now by the shop. */
  async function signed(at: Brokerage, more: object = {}): Promise<DealView> {
    const { status, body } = await staff(at).agent.send('POST', 'deals', { ...basics(), shopUnitId: at.shop, departmentUnitId: at.department, signedAt: (await stage.now(at)).toISOString(), ...more });
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A deal whose specialist has been named. */
  async function assigned(at: Brokerage, more: object = {}): Promise<DealView> {
    const deal = await signed(at, more);
    await staff(at).agent.send('POST', `deals/${deal.id}/send-f1`);
    const { body } = await staff(at).supervisor.send('POST', `deals/${deal.id}/assign`, { specialistUserId: at.specialist.id });
    return body;
  }

  return { ...stage, company, as, staff, signed, assigned };
}

export type Running = Awaited<ReturnType<typeof startBrokerage>>;
/** One of a deal's obligations by its clause. */
export const owed = (deal: DealView, clause: string) => deal.obligations.filter((o) => o.clauseId === clause);
