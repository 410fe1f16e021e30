import fc from 'fast-check';
import { Staff } from './staff.ts';

// A company, its department, the shop below it.
const units = new Map([['company', { path: ['company'] }], ['department', { path: ['company', 'department'] }], ['shop', { path: ['company', 'department', 'shop'] }], ['other', { path: ['company', 'other'] }]]);
type Given = Record<string, [role: string, unit: string][]>;
const staff = (given: Given, inactive: string[] = []): Staff =>
  new Staff(units, new Map(Object.entries(given).map(([id, roles]) => [id, { id, active: !inactive.includes(id), roles: roles.map(([code, unitId]) => ({ code, unitId })) }])));

describe('R16 who decides for a role', () => {
  const given: Given = { he: [['supervisor', 'department']], wu: [['supervisor', 'company']], zhou: [['supervisor', 'company']] };

  test.each<[string, string, string[], ReturnType<Staff['nearest']>]>([
    ['the nearest level', 'shop', ['maker'], { unitId: 'department', levelsUp: 1, holders: ['he'] }],
    ['a level up where only the maker holds it', 'shop', ['he'], { unitId: 'company', levelsUp: 2, holders: ['wu', 'zhou'] }],
    ['the others of a level at which the maker is one of them', 'other', ['wu'], { unitId: 'company', levelsUp: 1, holders: ['zhou'] }],
    ['nobody up to the top', 'shop', ['he', 'wu', 'zhou'], null],
  ])('%s', (_what, unit, except, expected) => expect(staff(given).nearest('supervisor', unit, except)).toEqual(expected));

  test('a level whose people are inactive is vacant', () => {
    expect(staff(given, ['he']).nearest('supervisor', 'shop', [])).toMatchObject({ unitId: 'company', levelsUp: 2 });
    expect(staff(given, ['he', 'wu', 'zhou']).isHeld('supervisor')).toBe(false);
  });
});

describe('PF-12 the superior', () => {
  test('holds the same role further up, the maker left out', () => {
    const found = staff({ he: [['supervisor', 'department']], wu: [['supervisor', 'company']], maker: [['supervisor', 'company']] }).superior('supervisor', 'department', 'maker', 'unit_manager');
    expect(found).toEqual({ role: 'supervisor', unitId: 'company', levelsUp: 1, holders: ['wu'] });
  });

  test('is the unit manager where nobody holds it further up', () => {
    expect(staff({ he: [['supervisor', 'department']], feng: [['unit_manager', 'department']] }).superior('supervisor', 'department', 'maker', 'unit_manager')).toEqual({ role: 'unit_manager', unitId: 'department', levelsUp: 0, holders: ['feng'] });
  });

  test('is never one of those who did not decide, nor the maker', () => {
    expect(staff({ he: [['supervisor', 'department'], ['unit_manager', 'department']], maker: [['unit_manager', 'company']] }).superior('supervisor', 'department', 'maker', 'unit_manager')).toBeNull();
    expect(staff({ feng: [['unit_manager', 'company']] }).superior('unit_manager', 'company', 'maker', 'unit_manager')).toBeNull();
  });
});

test('R16 a person is asked for just the units for which they are the nearest', () => {
  const people = ['a', 'b', 'c', 'd'];
  const place = fc.tuple(fc.constantFrom('supervisor', 'leader'), fc.constantFrom(...units.keys()));
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...people), place), { maxLength: 8 }), fc.subarray(people, { maxLength: 1 }), (held, inactive) => {
    const given = Object.fromEntries(people.map((id) => [id, held.filter(([of]) => of === id).map(([, p]) => p)]));
    const found = staff(given, inactive);
    for (const id of people) for (const role of ['supervisor', 'leader']) for (const unitId of units.keys()) {
      const asked = found.nearest(role, unitId, [])?.holders.includes(id) ?? false;
      expect(found.placesOf(id).some((p) => p.role === role && p.unitId === unitId)).toBe(asked);
    }
  }));
});
