import { getDayDetail } from 'chinese-days';
import fc from 'fast-check';
import { datesBetween, WorkCalendar, type CalendarYear } from './calendar.ts';
import { DAY_MS, localDay } from './dates.ts';
import { nationalYears } from './national-calendar.ts';

const calendar = new WorkCalendar(nationalYears);
const own = (part: Partial<CalendarYear>): CalendarYear => ({ year: 2026, version: 1, origin: 'tenant', restDays: [], workDays: [], ...part });

describe('the national calendar', () => {
  it.each([2025, 2026])('%d works on exactly the days chinese-days works on', (year) => {
    const days = datesBetween(`${year}-01-01`, `${year}-12-31`);
    expect(days).toHaveLength(365);
    expect(days.filter((date) => calendar.isWorkingDay(date))).toEqual(days.filter((date) => getDayDetail(date).work));
  });

  it('names holidays and make-up days', () => {
    expect(calendar.day('2026-10-01')).toEqual({ kind: 'holiday', published: true, name: { zh: '国庆节', en: 'National Day' } });
    expect(calendar.day('2026-10-03')).toMatchObject({ kind: 'holiday' });
    expect(calendar.day('2026-10-10')).toMatchObject({ kind: 'makeup', name: { zh: '国庆节' } });
    expect(calendar.day('2026-10-11')).toEqual({ kind: 'weekend', published: true });
    expect(calendar.day('2026-10-12')).toEqual({ kind: 'workday', published: true });
  });

  it('does not guess an unpublished year: New Year 2027 is a Friday like any other, and said to be unpublished', () => {
    expect(calendar.day('2027-01-01')).toEqual({ kind: 'workday', published: false });
    expect(calendar.day('2027-01-02')).toEqual({ kind: 'weekend', published: false });
  });

  it('finds the next working day over Spring Festival', () => {
    expect(calendar.nextWorkingDay('2026-02-13')).toBe('2026-02-14');
    expect(calendar.nextWorkingDay('2026-02-14')).toBe('2026-02-24');
  });
});

describe("the tenant's own exceptions", () => {
  const founding = { zh: '厂庆', en: 'Founding day' };
  const tenant = new WorkCalendar([own({ restDays: ['2026-03-02'], workDays: ['2026-10-01', '2026-03-07'], names: { '2026-03-02': founding } }), ...nationalYears]);

  it('win over the national notice, whatever the order they come in', () => {
    expect(tenant.day('2026-03-02')).toEqual({ kind: 'holiday', published: true, name: founding });
    expect(tenant.day('2026-03-07')).toEqual({ kind: 'makeup', published: true });
    expect(tenant.day('2026-10-01')).toEqual({ kind: 'workday', published: true });
    expect(tenant.isWorkingDay('2026-10-02')).toBe(false);
  });

  it('do not publish a year for which there is no notice', () => {
    expect(new WorkCalendar([own({ year: 2027, restDays: ['2027-01-04'] })]).day('2027-01-04')).toEqual({ kind: 'holiday', published: false });
  });
});

describe('versions of a year', () => {
  it('the latest counts', () => {
    const years = [own({ version: 2, restDays: ['2026-03-03'] }), own({ version: 1, restDays: ['2026-03-02'] })];
    const corrected = new WorkCalendar(years);
    expect([corrected.isWorkingDay('2026-03-02'), corrected.isWorkingDay('2026-03-03')]).toEqual([true, false]);
  });

  it.each([
    [{ restDays: ['2027-01-01'] }, 'calendar.otherYear'], [{ workDays: ['2026-02-30'] }, 'date.format'], [{ restDays: ['2026-03-02'], workDays: ['2026-03-02'] }, 'calendar.restAndWork'],
  ])('refuses %j as %s', (part, code) => {
    expect(() => new WorkCalendar([own(part)])).toThrow(expect.objectContaining({ field: 'date', code }));
  });

  it('refuses working hours that overlap, run backwards or are missing', () => {
    const hours = (workingHours: { from: string; to: string }[]) => () => new WorkCalendar([], { workingHours });
    expect(hours([{ from: '09:00', to: '12:00' }, { from: '11:00', to: '17:00' }])).toThrow(expect.objectContaining({ field: 'workingHours', code: 'intervals.order' }));
    expect(hours([{ from: '12:00', to: '09:00' }])).toThrow(expect.objectContaining({ code: 'intervals.order' }));
    expect(hours([{ from: '9:00', to: '12:00' }])).toThrow(expect.objectContaining({ code: 'time.format' }));
    expect(hours([])).toThrow(expect.objectContaining({ code: 'intervals.empty' }));
  });

  // Half hours, a day that was left out (Apia, 2011), a clock that changes at midnight (Sao Paulo until 2019), both ends of the day line.
  it.each(['Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York', 'America/Sao_Paulo', 'Pacific/Apia', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])('an instant falls on the local day of %s', (zone) => {
    const there = new WorkCalendar([], { zone });
    const from = Date.parse('2010-01-01T00:00:00Z');
    fc.assert(fc.property(fc.integer({ min: 0, max: 22 * 365 * 96 }), fc.integer({ min: -1, max: 1 }), (quarters, ms) => {
      const at = from + (quarters * DAY_MS) / 96 + ms;
      expect(there.localDay(at)).toBe(localDay(at, zone));
    }), { numRuns: 500 });
  });

  it('a calendar without a working day is an error, not an endless search', () => {
    const never = new WorkCalendar([2026, 2027, 2028].map((year) => own({ year, restDays: datesBetween(`${year}-01-01`, `${year}-12-31`) })));
    expect(() => never.nextWorkingDay('2026-06-01')).toThrow(expect.objectContaining({ code: 'calendar.noWorkingDay' }));
  });
});
