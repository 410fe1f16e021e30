import { resolvePolicy, type PolicyVersion } from './policy.ts';

const at = (date: string) => new Date(`${date}T00:00:00+08:00`);
const KEY = 'uc.fault.network.repairHours';
const headquarters = (part: Partial<PolicyVersion>): PolicyVersion => ({ key: KEY, value: 24, version: 1, effectiveFrom: at('2026-01-01'), origin: 'headquarters', mayTighten: true, setBy: '江州燃气集团', ...part });
const own = (part: Partial<PolicyVersion>): PolicyVersion => ({ key: KEY, value: 20, version: 1, effectiveFrom: at('2026-01-01'), origin: 'own', mayTighten: false, setBy: '城东分公司', ...part });
const steps = (versions: PolicyVersion[], date = '2026-06-01') => {
  const { value, version, origin, ladder } = resolvePolicy(KEY, versions, at(date));
  return { value, version, origin, ladder: ladder.map((step) => `${step.origin} ${String(step.value)}${step.rules ? ' rules' : ''}: ${step.because}`) };
};

describe('resolvePolicy', () => {
  it.each<[string, PolicyVersion[], number, string, string[]]>([
    ['nothing set: the default', [], 24, 'default', ['default 24 rules: default']],
    ['headquarters only', [headquarters({ value: 22 })], 22, 'headquarters', ['default 24: default', 'headquarters 22 rules: first']],
    ['own only, even looser than the default', [own({ value: 30 })], 30, 'own', ['default 24: default', 'own 30 rules: first']],
    ['own tighter', [headquarters({}), own({})], 20, 'own', ['default 24: default', 'headquarters 24: first', 'own 20 rules: tighter']],
    ['own equal', [headquarters({}), own({ value: 24 })], 24, 'own', ['default 24: default', 'headquarters 24: first', 'own 24 rules: equal']],
    ['own looser', [own({ value: 25 }), headquarters({})], 24, 'headquarters', ['default 24: default', 'headquarters 24 rules: first', 'own 25: looser']],
    ['locked', [headquarters({ mayTighten: false }), own({})], 24, 'headquarters', ['default 24: default', 'headquarters 24 rules: first', 'own 20: locked']],
  ])('%s', (_, versions, value, origin, ladder) => {
    expect(steps(versions)).toMatchObject({ value, origin, ladder });
  });

  it('R17: a version rules from its effective date on, to the millisecond, and waits in `upcoming` before', () => {
    const versions = [own({ version: 15, effectiveFrom: at('2026-12-01') }), own({ version: 14, value: 24, effectiveFrom: at('2026-07-01') })];
    expect(steps(versions, '2026-12-01')).toMatchObject({ value: 20, version: 15 });
    const before = resolvePolicy(KEY, versions, new Date(at('2026-12-01').getTime() - 1));
    expect(before).toMatchObject({ value: 24, version: 14, upcoming: [{ version: 15 }] });
    expect(steps(versions, '2026-06-30')).toMatchObject({ value: 24, version: 0, origin: 'default' });
  });

  it('of two versions of one day the later number rules', () => {
    expect(steps([own({ version: 3, value: 21 }), own({ version: 2, value: 22 })])).toMatchObject({ value: 21, version: 3 });
  });

  it('an own value rules again when headquarters loosen theirs', () => {
    const versions = [own({}), headquarters({ value: 18 }), headquarters({ version: 2, value: 24, effectiveFrom: at('2026-05-01') })];
    expect(steps(versions, '2026-04-01')).toMatchObject({ value: 18, origin: 'headquarters' });
    expect(steps(versions)).toMatchObject({ value: 20, origin: 'own' });
  });

  it('R19: a parameter without a tighter side takes no value below headquarters', () => {
    const versions: PolicyVersion[] = [headquarters({ key: 'uc.bill.dueDays', value: 30 }), own({ key: 'uc.bill.dueDays', value: 20 })];
    expect(resolvePolicy('uc.bill.dueDays', versions, at('2026-06-01'))).toMatchObject({ value: 30, ladder: [{}, { rules: true }, { rules: false, because: 'locked' }] });
  });

  it('headquarters above headquarters tighten one after the other, each within the one above', () => {
    const group = headquarters({ setBy: '集团', depth: 0 });
    const region = (part: Partial<PolicyVersion>) => headquarters({ setBy: '区域公司', depth: 1, ...part });
    expect(steps([own({ value: 18 }), region({ value: 20 }), group])).toMatchObject({ value: 18, origin: 'own' });
    expect(steps([own({ value: 22 }), region({ value: 20 }), group])).toMatchObject({ value: 20, origin: 'headquarters' });
    expect(steps([own({ value: 22 }), region({ value: 30 }), group])).toMatchObject({ value: 22, origin: 'own' });
  });

  it('ignores versions of other keys, and has no value where there is none', () => {
    expect(steps([own({ key: 'uc.fault.network.handleHours', value: 4 })])).toMatchObject({ value: 24, ladder: ['default 24 rules: default'] });
    expect(resolvePolicy('uc.fault.network.major.repairHours', [], at('2026-06-01')).value).toBeNull();
  });

  it('tells the ladder who set what, when and why', () => {
    const { ladder } = resolvePolicy(KEY, [headquarters({ reason: '安委会决议' })], at('2026-06-01'));
    expect(ladder[1]).toEqual({ origin: 'headquarters', value: 24, version: 1, effectiveFrom: at('2026-01-01'), setBy: '江州燃气集团', reason: '安委会决议', mayTighten: true, rules: true, because: 'first' });
  });
});
