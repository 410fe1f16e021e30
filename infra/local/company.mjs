// Builds a gas group as its people would: headquarters, subsidiaries, units, users, qualifications. Used by demo, smoke and tests.
import { client, eventually, inGroups, signIn } from './client.mjs';

/** Units of a gas company below its root. */
const UNITS = [
  { key: 'centre', name: '客户服务中心', kind: 'service_centre', designations: ['customer_service_body'] },
  { key: 'repair', name: '维修班', kind: 'department', parent: 'centre' },
  { key: 'rescue', name: '抢修队', kind: 'rescue_team', parent: 'centre' },
];

/** People of a gas company. A role counts for the whole company, or for the unit that `at` names and what is below it. */
export const STAFF = [
  { key: 'callTaker', name: '周敏', title: '客服坐席', staffNumber: '0108', unit: 'centre', roles: ['call_taker'], qualifications: ['intake_desk'] },
  { key: 'callTaker2', name: '刘佳', title: '客服坐席', staffNumber: '0111', unit: 'centre', roles: ['call_taker'], qualifications: ['intake_desk'] },
  { key: 'callTaker3', name: '陈雨晴', title: '客服坐席', staffNumber: '0115', unit: 'centre', roles: ['call_taker', 'callback_agent'], qualifications: ['intake_desk'] },
  { key: 'dispatcher', name: '何静', title: '调度员', staffNumber: '0120', unit: 'centre', roles: ['dispatcher', 'call_taker'], qualifications: ['intake_desk'] },
  { key: 'technician', name: '马晓东', title: '维修员', staffNumber: '0205', unit: 'repair', roles: ['technician'], qualifications: ['equipment_repair', 'network_repair'] },
  { key: 'technician2', name: '陆小军', title: '维修员', staffNumber: '0206', unit: 'repair', roles: ['technician'], qualifications: ['equipment_repair'] },
  { key: 'unqualified', name: '吴志远', title: '学徒', staffNumber: '0209', unit: 'repair', roles: ['technician'], qualifications: [] },
  { key: 'rescuer', name: '张海峰', title: '抢修队长', staffNumber: '0301', unit: 'rescue', roles: ['rescue_team', 'technician'], qualifications: ['alarm_rescue', 'network_repair'] },
  { key: 'rescuer2', name: '梁文斌', title: '抢修队员', staffNumber: '0302', unit: 'rescue', roles: ['rescue_team'], qualifications: ['alarm_rescue', 'network_repair'] },
  { key: 'supervisor', name: '高远', title: '客服主管', staffNumber: '0101', roles: ['supervisor'] },
  { key: 'manager', name: '林建国', title: '分管副经理', staffNumber: '0100', roles: ['unit_manager', 'leader'] },
  { key: 'callback', name: '孙丽', title: '回访员', staffNumber: '0130', unit: 'centre', roles: ['callback_agent'] },
];

export const HQ_STAFF = [
  { key: 'supervisor', name: '沈岚', title: '客服监督部', staffNumber: '0001', roles: ['hq_supervisor'] },
];

const mailOf = (key, domain) => `${key.replaceAll(/([A-Z])/g, '-$1').toLowerCase()}@${domain}`;

/**
 * Provisions one company and its people. Everything goes through the gateway.
 * @param {{gatewayUrl: string, operatorKey?: string, by?: object, password: string, name: string, code: string, kind: string, parentId?: string, domain: string, modules?: string[], staff: object[], units?: object[], sandboxStartsAt?: string}} of
 * @returns {Promise<{tenant: object, sandboxId: string, domain: string, password: string, units: Record<string, string>, people: Record<string, {id: string, account: string, name: string}>, signIn: (key: string, sandbox?: boolean) => Promise<object>, admin: object}>}
 */
export async function company({ gatewayUrl, operatorKey, by, password, name, code, kind, parentId, domain, modules = ['utility-care'], staff, units = UNITS, sandboxStartsAt }) {
  const admin = { name: '管理员', account: mailOf('admin', domain), password };
  const provisioner = by ?? client(gatewayUrl, { 'x-operator-key': operatorKey });
  const tenant = await provisioner.post('/v1/tenancy/tenants', { name, code, kind, ...(parentId && { parentId }), modules, ...(sandboxStartsAt && { sandboxStartsAt }), admin });
  const root = tenant.rootUnitId;
  const administrator = await signIn(gatewayUrl, admin.account, password, tenant.id);
  const ids = { root };
  for (const unit of units) {
    ids[unit.key] = (await administrator.post('/v1/tenancy/units', { name: unit.name, kind: unit.kind, parentId: ids[unit.parent ?? 'root'], designations: unit.designations ?? [] })).id;
  }
  const roles = Object.fromEntries((await administrator.get('/v1/tenancy/roles')).items.map((role) => [role.code, role.id]));
  const people = { admin: { account: admin.account, name: admin.name } };
  // Each waits mostly for the hash of a password.
  await inGroups(staff, async (person) => {
    const account = mailOf(person.key, domain);
    const made = await administrator.post('/v1/tenancy/users', {
      account, password, name: person.name, title: person.title, staffNumber: person.staffNumber, unitId: ids[person.unit ?? 'root'], roles: person.roles.map((role) => ({ roleId: roles[role], unitId: ids[person.at ?? 'root'] })),
    });
    people[person.key] = { id: made.id, account, name: person.name };
  });
  return {
    tenant, sandboxId: tenant.sandbox.id, domain, password, units: ids, people, admin: administrator,
    signIn: (key, sandbox = false) => signIn(gatewayUrl, people[key].account, password, sandbox ? tenant.sandbox.id : tenant.id),
  };
}

/** Gives the staff of a gas company their qualifications, in the company or in its sandbox twin (UC-10a). Waits until the service knows the people. */
export async function qualify(of, staff, { sandbox = false, from = '2024-01-01', to = '2028-12-31' } = {}) {
  const manager = await of.signIn('manager', sandbox);
  const users = await people(manager);
  await eventually(`${of.tenant.name}: people known to utility-care`, async () => (await manager.send('GET', `/v1/utility-care/qualifications?userId=${[...users.values()][0]}`)).status === 200);
  for (const person of staff) {
    for (const kind of person.qualifications ?? []) {
      await eventually(`${person.name} known`, async () => {
        const answer = await manager.send('POST', '/v1/utility-care/qualifications', { body: { userId: users.get(person.staffNumber), kind, validFrom: from, validTo: to, certificate: `${person.staffNumber}-${kind}` } });
        if (answer.status >= 400 && answer.body.errors?.[0]?.code !== 'unknown_user') throw new Error(JSON.stringify(answer.body));
        return answer.status < 300;
      });
    }
  }
}

/** User ids by staff number in the place that `who` is signed in to. */
export async function people(who) {
  const { items } = await who.get('/v1/tenancy/users');
  return new Map(items.map((user) => [user.staffNumber, user.id]));
}
