import { type Frequency, owedInYear, phaseOf, spread } from './frequency.rules.ts';

const PER_YEAR = { A: 12, B: 6, C: 4, D: 2 };
const of = (grade: 'A' | 'B' | 'C' | 'D', registeredOn = '2020-05-05'): Frequency => ({ grades: [{ grade, from: '2020-05' }], registeredOn, perYear: PER_YEAR });
const sum = (counts: number[]): number => counts.reduce((a, b) => a + b, 0);

describe('DV-5 reading 7: visits by calendar year', () => {
  test('by grade, and pro rata from the registration, rounded up', () => {
    expect((['A', 'B', 'C', 'D'] as const).map((grade) => owedInYear(of(grade), 2026))).toEqual([12, 6, 4, 2]);
    // 17 of 31 days of July and five months: 5.55 of twelve.
    expect(owedInYear({ ...of('A', '2026-07-15') }, 2026)).toBe(6);
    expect(owedInYear({ ...of('A', '2026-07-01') }, 2026)).toBe(6);
    expect([owedInYear(of('D', '2026-12-31'), 2026), owedInYear(of('D', '2027-01-01'), 2026), owedInYear(of('D', '2026-12-31'), 2027)]).toEqual([1, 0, 2]);
  });

  test('a customer that was never graded is owed none', () => {
    expect(owedInYear({ grades: [], registeredOn: '2020-01-01', perYear: PER_YEAR }, 2026)).toBe(0);
    expect(spread({ grades: [], registeredOn: '2020-01-01', perYear: PER_YEAR }, 2026, 0.3)).toEqual(Array(12).fill(0));
  });

  test('twelve means one in each month, whatever the phase', () => {
    for (const phase of [0, 0.3, 0.999]) expect(spread(of('A'), 2026, phase)).toEqual(Array(12).fill(1));
    expect(spread(of('A', '2026-07-15'), 2026, 0.5)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
  });

  test('others are spread evenly and add up to what is owed', () => {
    expect(spread(of('B'), 2026, 0)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    expect(spread(of('B'), 2026, 0.5)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    for (const grade of ['B', 'C', 'D'] as const) for (let phase = 0; phase < 1; phase += 0.07) {
      const counts = spread(of(grade), 2026, phase);
      expect(sum(counts)).toBe(PER_YEAR[grade]);
      const months = counts.flatMap((n, i) => (n ? [i] : []));
      expect(months.slice(1).every((month, i) => Math.abs(month - months[i]! - 12 / PER_YEAR[grade]) <= 1)).toBe(true);
    }
    expect(sum(spread(of('C', '2026-05-20'), 2026, 0.4))).toBe(owedInYear(of('C', '2026-05-20'), 2026));
  });

  test('a new grade counts from its month', () => {
    const raised: Frequency = { grades: [{ grade: 'B', from: '2020-05' }, { grade: 'A', from: '2026-07' }], registeredOn: '2020-05-05', perYear: PER_YEAR };
    expect(owedInYear(raised, 2026)).toBe(9);
    expect(spread(raised, 2026, 0)).toEqual([0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('more than twelve a year come more than once a month', () => {
    expect(spread({ ...of('A'), perYear: { ...PER_YEAR, A: 24 } }, 2026, 0)).toEqual(Array(12).fill(2));
  });

  test('customers of a grade do not all fall into the same month', () => {
    const inMonth = Array<number>(12).fill(0);
    for (let i = 0; i < 1_200; i += 1) spread(of('D'), 2026, phaseOf((i * 2_654_435_761 % 2 ** 32).toString(16).padStart(8, '0'))).forEach((n, month) => { inMonth[month]! += n; });
    expect(Math.max(...inMonth)).toBeLessThan(240);
    expect(Math.min(...inMonth)).toBeGreaterThan(160);
  });
});
