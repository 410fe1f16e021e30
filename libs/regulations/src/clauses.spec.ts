import { CLAUSE_KINDS } from './clause-entry.ts';
import { clause, clauseIds, clausesOf, clausesWith, isClauseId, REGULATIONS } from './clauses.ts';
import { mergeUnique } from './merge-unique.ts';
import { parameter, parameterKeys } from './parameters.ts';

/** The tables of the rulebooks: every id with its kind, in their order. */
const TABLE: Record<string, string> = {
    'UC-1': 'statement', 'UC-2': 'guard', 'UC-3.1': 'obligation', 'UC-3.2': 'attested', 'UC-3.3': 'obligation + attested', 'UC-3.4': 'observed', 'UC-4.1': 'guard',
    'UC-4.2a': 'indicator', 'UC-4.2b': 'obligation', 'UC-4.3': 'obligation + attested', 'UC-5.1a': 'obligation + guard', 'UC-5.1b': 'indicator',
    'UC-5.1c': 'obligation', 'UC-5.1d': 'obligation', 'UC-5.2a': 'guard', 'UC-5.2b': 'indicator', 'UC-5.2c': 'indicator', 'UC-5.2d': 'obligation',
    'UC-5.3': 'indicator', 'UC-5.4': 'indicator', 'UC-5.5': 'obligation', 'UC-6': 'indicator + statement', 'UC-7.1': 'indicator', 'UC-7.2a': 'obligation + indicator',
    'UC-7.2b': 'obligation', 'UC-7.3a': 'obligation', 'UC-7.3b': 'obligation', 'UC-7.3c': 'obligation', 'UC-7.3d': 'obligation', 'UC-7.4': 'obligation',
    'UC-7.5a': 'obligation', 'UC-7.5b': 'obligation', 'UC-7.5c': 'obligation', 'UC-7.6a': 'indicator', 'UC-7.6b': 'obligation', 'UC-7.7': 'obligation',
    'UC-8a': 'observed', 'UC-8b': 'observed', 'UC-8c': 'obligation + observed', 'UC-8d': 'indicator', 'UC-9': 'obligation + attested', 'UC-10a': 'guard',
    'UC-10b': 'obligation', 'UC-11': 'obligation', 'UC-12a': 'obligation', 'UC-12b': 'obligation', 'UC-13a': 'guard', 'UC-13b': 'obligation',
    'UC-14a': 'guard + observed', 'UC-14b': 'indicator', 'UC-14c': 'obligation', 'UC-15a': 'obligation', 'UC-15b': 'obligation + indicator', 'UC-15c': 'guard',
    'UC-15d': 'obligation', 'UC-15e': 'obligation', 'UC-16a': 'guard', 'UC-16b': 'obligation', 'UC-17': 'indicator', 'UC-18': 'attested + observed',
    'UC-19': 'obligation', 'UC-20': 'guard', 'UC-21': 'guard', 'UC-22': 'guard', 'UC-23': 'guard', 'UC-24': 'guard',
    'PB-1': 'statement', 'PB-2': 'guard', 'PB-3.1': 'guard', 'PB-3.2': 'guard', 'PB-3.3': 'guard', 'PB-4.1a': 'obligation', 'PB-4.1b': 'obligation', 'PB-4.1c': 'obligation',
    'PB-4.2': 'obligation + guard', 'PB-4.3a': 'obligation', 'PB-4.3b': 'obligation', 'PB-4.4': 'obligation', 'PB-4.5': 'obligation', 'PB-4.5b': 'guard', 'PB-4.6': 'obligation',
    'PB-4.7': 'obligation + guard', 'PB-4.8': 'obligation + guard', 'PB-4.9a': 'obligation', 'PB-4.9b': 'obligation', 'PB-4.10': 'obligation', 'PB-5': 'guard',
    'DV-1': 'statement', 'DV-2': 'guard', 'DV-3.1a': 'indicator', 'DV-3.1b': 'indicator', 'DV-3.1c': 'indicator', 'DV-3.1d': 'indicator', 'DV-3.2a': 'indicator', 'DV-3.2b': 'obligation',
    'DV-3.3a': 'obligation', 'DV-3.3b': 'indicator', 'DV-3.3c': 'indicator', 'DV-3.3d': 'obligation + indicator', 'DV-3.3e': 'indicator', 'DV-3.3f': 'guard', 'DV-3.3g': 'indicator',
    'DV-4.0': 'indicator', 'DV-4.1': 'obligation + guard', 'DV-4.2': 'guard', 'DV-5': 'obligation + indicator', 'DV-6': 'guard', 'DV-7.1': 'indicator', 'DV-7.2': 'obligation', 'DV-8': 'attested',
    'DV-9a': 'obligation + guard', 'DV-9b': 'obligation', 'DV-10': 'obligation + guard', 'DV-11': 'obligation',
    'OC-1.1': 'statement', 'OC-1.2': 'guard', 'OC-1.3': 'obligation', 'OC-2.1': 'indicator', 'OC-2.2': 'indicator', 'OC-2.3': 'indicator', 'OC-2.4': 'indicator',
    'OC-2.5': 'attested + indicator', 'OC-3.1.1': 'negative_only', 'OC-3.1.2a': 'obligation', 'OC-3.1.2b': 'obligation', 'OC-3.1.3': 'obligation',
    'OC-3.1.4a': 'obligation', 'OC-3.1.4b': 'guard', 'OC-3.2.1': 'obligation', 'OC-3.2.2a': 'obligation + guard', 'OC-3.2.2b': 'negative_only', 'OC-3.2.2c': 'obligation',
    'OC-3.2.3a': 'obligation + guard + negative_only', 'OC-3.2.3b': 'guard', 'OC-3.2.3c': 'obligation', 'OC-3.3.1': 'obligation', 'OC-3.3.2': 'obligation',
    'OC-3.3.3': 'obligation', 'OC-3.4': 'indicator', 'OC-3.4a': 'obligation', 'OC-3.5.1': 'obligation', 'OC-3.5.2': 'obligation', 'OC-3.5.3': 'obligation',
    'OC-3.6': 'obligation + indicator', 'OC-3.7a': 'obligation + indicator', 'OC-3.7b': 'guard + indicator', 'OC-4.1': 'guard', 'OC-4.2': 'obligation',
    'OC-4.3': 'obligation', 'OC-4.4': 'indicator', 'OC-4.5': 'guard + indicator', 'OC-4.6': 'obligation + guard', 'OC-4.7': 'guard',
    'PF-1': 'guard', 'PF-2': 'obligation + guard', 'PF-3': 'guard', 'PF-4': 'guard', 'PF-5': 'guard', 'PF-6': 'guard', 'PF-7': 'guard', 'PF-8': 'guard',
    'PF-9': 'guard', 'PF-10': 'guard', 'PF-11': 'guard', 'PF-12': 'guard', 'PF-13': 'obligation + guard', 'PF-14': 'guard', 'PF-15': 'guard', 'PF-16': 'indicator',
    'PF-17': 'guard', 'PF-18': 'guard', 'PF-19': 'guard', 'PF-20': 'guard', 'PF-21': 'guard',
};

describe('the registry of clauses', () => {
  it('has every row of the tables with its kind, no other, in their order (R21)', () => {
    expect(Object.fromEntries(clauseIds.map((id) => [id, clause(id).kinds.join(' + ')]))).toEqual(TABLE);
    expect(clauseIds).toEqual(Object.keys(TABLE));
    expect(REGULATIONS.map((regulation) => clausesOf(regulation).length)).toEqual([66, 21, 27, 39, 21]);
  });

  it('joins kinds in the order of the table of kinds', () => {
    for (const id of clauseIds) expect(clause(id).kinds).toEqual(CLAUSE_KINDS.filter((kind) => clause(id).kinds.includes(kind)));
  });

  it('says of a partial clause, and of no other, what is missing', () => {
    expect(clauseIds.filter((id) => clause(id).status === 'partial')).toEqual(clauseIds.filter((id) => clause(id).missing));
  });

  it('R14: which clauses hold in principle', () => {
    expect(clauseIds.filter((id) => clause(id).strength === 'in_principle')).toEqual([
      'UC-7.3a', 'UC-7.3b',
      'DV-4.2',
      'OC-4.3',
    ]);
  });

  it('R8: only UC-7.4 can be paused', () => {
    expect(clauseIds.filter((id) => clause(id).pausable)).toEqual(['UC-7.4']);
  });

  it.each(clauseIds)('%s says in both languages what it is, and where it lives', (id) => {
    const { summary, shortLabel, text, room, screen, regulation } = clause(id);
    for (const label of [summary, shortLabel, ...(text ? [text] : [])]) {
      expect(label.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(label.en).toMatch(/^[\x20-\x7e]+$/);
    }
    expect(shortLabel.zh.length).toBeLessThanOrEqual(8);
    expect(summary.zh.length).toBeLessThanOrEqual(30);
    expect(room).toMatch(/^(utility-care|property-brokerage|distributor-visits|outstation-channel|tenancy|notification|insight|platform)\/[a-z-]+$/);
    if (screen !== null) expect(screen).toMatch(/^(\/:?[a-z-]+)+$/);
    expect(regulation === 'platform' || text !== undefined).toBe(true);
  });

  it('gives every parameter a clause, and a shared one all of its clauses', () => {
    expect(parameterKeys.filter((key) => clausesWith(key).length === 0)).toEqual([]);
    expect(clausesWith('uc.report.month.dueDay')).toEqual(['UC-12b', 'UC-15a', 'UC-16b']);
    expect(clausesWith('uc.inspection.basis')).toEqual(['UC-7.5a', 'UC-7.5b']);
  });

  it('a duration in a summary is the default of one of its parameters', () => {
    const inSummary = /(\d+) (?:个工作日|分钟|小时|天)/g;
    for (const id of clauseIds) {
      const defaults = clause(id).parameters.map((key) => parameter(key).default);
      for (const [, number] of clause(id).summary.zh.matchAll(inSummary)) expect({ id, defaults }).toEqual({ id, defaults: expect.arrayContaining([Number(number)]) });
    }
  });

  it('knows which texts are ids', () => {
    expect(['UC-7.3a', 'PF-21', 'UC-7.3', 'uc-7.3a', 'toString'].map(isClauseId)).toEqual([true, true, false, false, false]);
  });
});

it('R20, R21: a second clause or parameter of the same name is refused', () => {
  expect(mergeUnique('parameter', { 'uc.a': 1 }, { 'uc.b': 2 })).toEqual({ 'uc.a': 1, 'uc.b': 2 });
  expect(() => mergeUnique('parameter', { 'uc.a': 1, 'uc.b': 2 }, { 'uc.b': 3 })).toThrow('parameter uc.b is registered twice (R20)');
});
