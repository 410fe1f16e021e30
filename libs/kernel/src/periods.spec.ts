import { firstOwedPeriod, nextAnniversary, nextPeriodDue, periodDue, periodOf, weekOf } from './periods.ts';

const zone = 'Asia/Shanghai';

describe('R4: cadence period', () => {
  it.each([
    ['2026-11-24', 1, '2026-11-01', '2026-11-30', '2026-11'], ['2028-02-29', 1, '2028-02-01', '2028-02-29', '2028-02'], ['2026-11-24', 3, '2026-10-01', '2026-12-31', '2026-Q4'],
    ['2026-06-30', 6, '2026-01-01', '2026-06-30', '2026-H1'], ['2026-07-01', 6, '2026-07-01', '2026-12-31', '2026-H2'], ['2026-01-01', 12, '2026-01-01', '2026-12-31', '2026'],
  ])('%s lies in the period of %d months from %s to %s, %s', (date, months, from, to, label) => {
    expect(periodOf(date, months)).toEqual({ months, from, to, label });
  });

  it('is due at 24:00 of its last day', () => {
    expect(periodDue(periodOf('2026-11-24', 3), zone)).toEqual(new Date('2027-01-01T00:00:00+08:00'));
  });

  it('a subject that begins inside a period owes from the next whole one, on its first day from that one', () => {
    expect(firstOwedPeriod('2026-02-01', 3).label).toBe('2026-Q2');
    expect(firstOwedPeriod('2026-04-01', 3).label).toBe('2026-Q2');
    expect(firstOwedPeriod('2026-11-24', 12).label).toBe('2027');
  });

  it('goes from period to period', () => {
    const first = nextPeriodDue('2026-11-24', 1, zone);
    expect(first).toMatchObject({ period: { label: '2026-12' }, dueAt: new Date('2027-01-01T00:00:00+08:00') });
    expect(nextPeriodDue('2026-11-24', 1, zone, first.period)).toMatchObject({ period: { label: '2027-01' }, dueAt: new Date('2027-02-01T00:00:00+08:00') });
  });

  it.each([0, 2, 24])('%d months are no period', (months) => {
    expect(() => periodOf('2026-11-24', months)).toThrow(expect.objectContaining({ code: 'period.months' }));
  });
});

it('R4: cadence anniversary counts from the last completion', () => {
  expect(nextAnniversary('2026-11-24', 24)).toBe('2028-11-24');
  expect(nextAnniversary('2028-02-29', 12)).toBe('2029-02-28');
});

describe('weeks from Monday to Sunday', () => {
  it.each([
    ['2026-02-09', '2026-02-09', '2026-02-15', '2026-W07'], ['2026-02-15', '2026-02-09', '2026-02-15', '2026-W07'], ['2027-01-03', '2026-12-28', '2027-01-03', '2026-W53'], ['2027-01-04', '2027-01-04', '2027-01-10', '2027-W01'],
    ['2025-12-29', '2025-12-29', '2026-01-04', '2026-W01'],
  ])('%s lies in that of %s to %s, %s', (day, from, to, label) => expect(weekOf(day)).toEqual({ from, to, label }));
});
