import { carriedPath, refuseLoop, refuseOwnTenant, refusePlace, refuseTransition } from './tenants.rules.ts';

const parent = (kind: 'headquarters' | 'subsidiary' | 'company', status: 'active' | 'suspended' = 'active') => ({ kind, status });

describe('PF-2 the tree', () => {
  test.each([
    ['headquarters at the top', 'headquarters', null, undefined],
    ['a single company at the top', 'company', null, undefined],
    ['a subsidiary of headquarters', 'subsidiary', parent('headquarters'), undefined],
    ['a subsidiary of a subsidiary', 'subsidiary', parent('subsidiary'), undefined],
    ['a subsidiary without a parent', 'subsidiary', null, 'parent_missing'],
    ['headquarters below headquarters', 'headquarters', parent('headquarters'), 'parent_refused'],
    ['a company below headquarters', 'company', parent('headquarters'), 'parent_refused'],
    ['a subsidiary of a single company', 'subsidiary', parent('company'), 'parent_is_company'],
    ['a subsidiary of suspended headquarters', 'subsidiary', parent('headquarters', 'suspended'), 'parent_suspended'],
  ] as const)('%s', (_what, kind, above, code) => {
    expect(refusePlace(kind, above)?.code).toBe(code);
  });

  test('a tenant never comes to stand below itself or its own descendant', () => {
    expect(refuseLoop('b', ['a', 'b'])).toMatchObject({ code: 'tree_loop', clause: 'PF-2' });
    expect(refuseLoop('b', ['a', 'b', 'c'])?.code).toBe('tree_loop');
    expect(refuseLoop('b', ['a', 'd'])).toBeNull();
  });

  test('a moved tenant carries everything below it along', () => {
    expect(carriedPath(['hq', 'old', 'b'], ['hq', 'new', 'b'])).toEqual(['hq', 'new', 'b']);
    expect(carriedPath(['hq', 'old', 'b', 'c', 'd'], ['hq', 'b'])).toEqual(['hq', 'b', 'c', 'd']);
  });

  test('nobody suspends or moves the tenant that they work in', () => {
    expect(refuseOwnTenant('a', 'a')?.code).toBe('own_tenant');
    expect(refuseOwnTenant('a', 'b')).toBeNull();
  });
});

describe('PF-1 suspension', () => {
  test.each([['active', 'suspended'], ['suspended', 'active']] as const)('%s -> %s', (from, to) => expect(refuseTransition(from, to)).toBeNull());

  test.each([['active', 'active', ['suspended']], ['suspended', 'suspended', ['active']]] as const)('%s -> %s is refused and says what is possible', (from, to, allowed) => {
    expect(refuseTransition(from, to)).toMatchObject({ status: 409, allowed });
  });
});
