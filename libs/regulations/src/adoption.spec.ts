import { adoptionInForce, checkAdoption, opensFor, type Adoption } from './adoption.ts';

const at = (text: string) => new Date(`${text.replace(' ', 'T')}+08:00`);
const adoption = (part: Partial<Adoption>): Adoption => ({
  id: 'a1', regulation: 'utility-care', versionId: '2025-1', publishedAt: at('2025-12-20 09:00:00'), scopeUnitIds: 'all', effectiveFrom: at('2026-01-01 00:00:00'), supersedes: null, ...part,
});
const first = adoption({ scopeUnitIds: ['east', 'west'] });
const second = adoption({ id: 'a2', versionId: '2026-1', publishedAt: at('2026-06-01 09:00:00'), effectiveFrom: at('2026-07-01 00:00:00'), supersedes: 'a1' });
const both = [second, first];

describe('PF-21: the adoption in force', () => {
  it('UC-21: the earlier one ends where the new one begins, without gap or overlap', () => {
    expect(adoptionInForce(both, 'utility-care', at('2026-06-30 23:59:59.999'))?.id).toBe('a1');
    expect(adoptionInForce(both, 'utility-care', at('2026-07-01 00:00:00.000'))?.id).toBe('a2');
    expect(adoptionInForce(both, 'utility-care', at('2025-12-31 23:59:59.999'))).toBeUndefined();
    expect(adoptionInForce(both, 'platform', at('2026-07-01 00:00:00'))).toBeUndefined();
  });

  it('UC-2, UC-24: opens only for the units in scope and for no fact before it', () => {
    expect(opensFor(both, 'utility-care', 'east', at('2026-03-01 10:00:00'))).toBe(true);
    expect(opensFor(both, 'utility-care', 'north', at('2026-03-01 10:00:00'))).toBe(false);
    expect(opensFor(both, 'utility-care', 'north', at('2026-07-01 00:00:00'))).toBe(true);
    expect(opensFor(both, 'utility-care', 'east', at('2025-12-31 23:59:59.999'))).toBe(false);
    expect(opensFor([], 'utility-care', 'east', at('2026-07-01 00:00:00'))).toBe(false);
  });

  it('the product rules bind every unit without adoption', () => {
    expect(opensFor([], 'platform', 'east', at('2026-07-01 00:00:00'))).toBe(true);
  });
});

describe('PF-21: a new adoption', () => {
  it('may begin at publication, and follows the one it supersedes', () => {
    expect(() => checkAdoption(adoption({ effectiveFrom: at('2025-12-20 09:00:00') }), [])).not.toThrow();
    expect(() => checkAdoption(second, [first])).not.toThrow();
  });

  it.each<[string, Adoption, Adoption[], string, string]>([
    ['before its publication', adoption({ effectiveFrom: at('2025-12-20 08:59:59.999') }), [], 'effectiveFrom', 'adoption.beforePublication'],
    ['without units', adoption({ scopeUnitIds: [] }), [], 'scopeUnitIds', 'adoption.scope'],
    ['leaving the one in force beside it', { ...second, supersedes: null }, [first], 'supersedes', 'adoption.supersedes'],
    ['superseding one that is superseded already', adoption({ id: 'a3', effectiveFrom: at('2026-09-01 00:00:00'), supersedes: 'a1' }), both, 'supersedes', 'adoption.supersedes'],
    ['superseding none that there is', { ...first, supersedes: 'a0' }, [], 'supersedes', 'adoption.supersedes'],
    ['from the very instant of the one it supersedes', { ...second, publishedAt: first.publishedAt, effectiveFrom: first.effectiveFrom }, [first], 'effectiveFrom', 'adoption.order'],
  ])('%s is refused', (_, next, existing, field, code) => {
    expect(() => checkAdoption(next, existing)).toThrow(expect.objectContaining({ field, code }));
  });
});
