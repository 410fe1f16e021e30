import { MODULES } from './clauses.ts';
import { PERMISSIONS, systemRoles } from './roles.ts';

const of = (code: string, modules = MODULES) => systemRoles(modules).find((role) => role.code === code);

describe('PF-6 the roles that a company starts with', () => {
  test('are those of its modules; a gas company has no specialist, a property group no dispatcher', () => {
    const codes = (modules: typeof MODULES) => systemRoles(modules).map((role) => role.code);
    expect(codes(['utility-care'])).toEqual(expect.arrayContaining(['administrator', 'hq_supervisor', 'call_taker', 'dispatcher']));
    expect(codes(['utility-care'])).not.toContain('specialist');
    expect(codes(['property-brokerage'])).toEqual(expect.arrayContaining(['administrator', 'shop', 'specialist', 'department_finance', 'archivist']));
    expect(codes(['property-brokerage'])).not.toContain('dispatcher');
    expect(codes([])).toEqual(['administrator', 'supervisor', 'unit_manager', 'leader', 'hq_supervisor', 'partner']);
  });

  test('a role of several modules carries the permissions of all, each once', () => {
    const { permissions } = of('supervisor')!;
    expect(permissions).toEqual(expect.arrayContaining(['obligation.waive', 'order.dispatch', 'deal.assign']));
    expect(new Set(permissions).size).toBe(permissions.length);
  });

  test('permissions are named once', () => {
    expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
  });

  test.each([
    ['call_taker', 'case.open'], ['dispatcher', 'order.dispatch'], ['technician', 'order.work'], ['supervisor', 'obligation.waive'], ['callback_agent', 'callback.work'], ['leader', 'report.acknowledge'],
    ['archivist', 'qualification.manage'], ['hq_supervisor', 'insight.read'], ['shop', 'funds.receive'], ['specialist', 'deal.work'], ['department_finance', 'slip.pay'],
  ] as const)('%s has %s', (code, permission) => expect(of(code)!.permissions).toContain(permission));

  test('PB-4.7 nobody of the department both makes and pays a slip, and the shop does neither', () => {
    for (const role of systemRoles(['property-brokerage'])) expect(role.permissions.filter((p) => p === 'slip.make' || p === 'slip.pay').length).toBeLessThan(2);
    expect(of('shop')!.permissions.filter((p) => p.startsWith('slip.'))).toEqual([]);
  });
});
