import { MODULES, systemRoles } from '@luyue/regulations';
import { grantsOf, inForce } from './grants.rules.ts';
import { WHOLE_TENANT } from './whole-tenant.ts';

const unit = (id: string, ...above: string[]) => ({ id, parentId: above.at(-1) ?? null, path: [...above, id] });
const units = [unit('top'), unit('centre', 'top'), unit('desk', 'top', 'centre'), unit('works', 'top')];
const roles = [{ id: 'd', permissions: ['order.dispatch', 'case.read'] }, { id: 't', permissions: ['order.work', 'case.read'] }];

describe('PF-6 what a token carries', () => {
  test('a role at the top unit holds for the whole tenant', () => {
    expect(grantsOf([{ roleId: 'd', unitId: 'top' }], roles, units, 'active')).toEqual([{ units: 'all', permissions: ['case.read', 'order.dispatch'] }]);
  });

  test('below it for the subtree, and roles of one scope are one grant', () => {
    expect(grantsOf([{ roleId: 'd', unitId: 'centre' }, { roleId: 't', unitId: 'centre' }, { roleId: 't', unitId: 'works' }], roles, units, 'active')).toEqual([
      { units: ['centre', 'desk'], permissions: ['case.read', 'order.dispatch', 'order.work'] },
      { units: ['works'], permissions: ['case.read', 'order.work'] },
    ]);
  });

  test('a role that is gone, or a unit that is gone, grants nothing', () => {
    expect(grantsOf([{ roleId: 'gone', unitId: 'top' }], roles, units, 'active')).toEqual([]);
    expect(grantsOf([{ roleId: 'd', unitId: 'gone' }], roles, units, 'active')).toEqual([{ units: [], permissions: ['case.read', 'order.dispatch'] }]);
  });
});

test('PF-1 a suspended tenant reads and does nothing else', () => {
  expect(grantsOf([{ roleId: 'd', unitId: 'top' }], roles, units, 'suspended')).toEqual([{ units: 'all', permissions: ['case.read'] }]);
  expect(inForce(['case.open'], 'suspended')).toEqual([]);
});

test('of those who work, nobody but the administrator and headquarters reach the whole tenant', () => {
  const reaching = systemRoles(MODULES).filter((r) => r.permissions.some((p) => WHOLE_TENANT.includes(p))).map((r) => r.code);
  expect(reaching).toEqual(['administrator', 'hq_supervisor']);
});
