import type { PolicyVersion } from '@luyue/regulations';
import { latestAt, refuseMisfit, refuseOwnValue, refusePublication } from './policies.rules.ts';

const KEY = 'uc.fault.network.repairHours' as const;
const now = new Date('2026-11-25T08:00:00Z');
const headquarters = (value: PolicyVersion['value'], more: Partial<PolicyVersion> = {}): PolicyVersion => ({ key: KEY, value, version: 1, effectiveFrom: new Date('2026-01-01T00:00:00Z'), origin: 'headquarters', mayTighten: true, setBy: 'Group', ...more });
const publication = (more: object = {}) => ({ key: KEY, value: 20, effectiveFrom: now, now, headquarters: null, begins: [], ...more });

describe('R19 from a value of headquarters only to the tighter side', () => {
  test.each([
    ['tighter', 20, headquarters(24), undefined],
    ['equal', 24, headquarters(24), undefined],
    ['looser', 25, headquarters(24), 'policy_looser'],
    ['tighter, but headquarters keep it', 20, headquarters(24, { mayTighten: false }), 'policy_locked'],
    ['anything within bounds where headquarters said nothing', 48, null, undefined],
  ] as const)('%s', (_what, value, above, code) => expect(refusePublication(publication({ value, headquarters: above }))?.code).toBe(code));

  test('the refusal names the field, the value of headquarters and the clause', () => {
    expect(refusePublication(publication({ value: 25, headquarters: headquarters(24) }))).toMatchObject({ clause: 'PF-2', extra: { field: 'value', headquarters: 24, tighter: 'lower' } });
  });

  test('with no tighter side no value at all', () => {
    const key = 'pf.quiet.from' as const;
    expect(refuseOwnValue(key, headquarters('22:00', { key }))?.code).toBe('policy_locked');
    expect(refuseOwnValue(key, null)).toBeNull();
  });
});

describe('a version', () => {
  test.each([
    ['out of bounds', { value: 100_000 }, 'policy_out_of_bounds'],
    ['of the wrong type', { value: 'twenty' }, 'policy_out_of_bounds'],
    ['a millisecond in the past', { effectiveFrom: new Date(now.getTime() - 1) }, 'policy_in_the_past'],
    ['now', { effectiveFrom: now }, undefined],
    ['at a moment already taken', { begins: [now] }, 'policy_overlap'],
    ['a millisecond after one', { begins: [new Date(now.getTime() - 1)] }, undefined],
  ])('%s', (_what, more, code) => expect(refusePublication(publication(more))?.code).toBe(code));
});

test('the version in force is the last that has begun, of its origin', () => {
  const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 25, hour));
  const versions = [headquarters(24, { effectiveFrom: at(1) }), headquarters(20, { effectiveFrom: at(3), version: 2 }), headquarters(18, { effectiveFrom: at(2), origin: 'own' })];
  expect([at(0), at(1), at(2), at(3)].map((t) => latestAt(versions, 'headquarters', t)?.value ?? null)).toEqual([null, 24, 24, 20]);
});

describe('PF-11 a value fits beside those it is used with', () => {
  const to = (value: string, effectiveFrom: Date): PolicyVersion => ({ key: 'oc.reach.to', value, version: 1, effectiveFrom, origin: 'own', mayTighten: false, setBy: 'Maker' });
  const tomorrow = new Date(now.getTime() + 86_400_000);
  test.each([
    ['hours that end after they begin', '10:00', [], undefined],
    ['hours that end as they begin', '20:00', [to('20:00', now)], 'policy_misfit'],
    ['hours that will end before they begin from tomorrow on', '20:00', [to('19:00', tomorrow)], 'policy_misfit'],
    ['the end of yesterday is none of it', '20:00', [to('19:00', new Date(0)), to('22:00', now)], undefined],
  ])('%s', (_what, from, versions, code) => expect(refuseMisfit('oc.reach.from', from, now, versions)?.code).toBe(code));
});
