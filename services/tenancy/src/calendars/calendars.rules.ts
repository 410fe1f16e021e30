import { InvalidValue, WorkCalendar } from '@luyue/kernel';
import type { Refusal } from '../refusal.ts';
import type { CalendarYearRow } from './calendar-year.entity.ts';

type Days = Pick<CalendarYearRow, 'year' | 'origin' | 'restDays' | 'workDays'>;
const clause = 'PF-11';

/** Why the days of a year cannot be a calendar: malformed, of another year, or both off and worked. */
export function refuseDays(year: Days): Refusal | null {
  try {
    new WorkCalendar([{ ...year, version: 1 }]);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    const field = year.workDays.some((d) => error.message.includes(d)) ? 'workDays' : 'restDays';
    return { clause, code: error.code, field, title: { zh: `日期不对：${error.message}`, en: error.message } };
  }
}

/** A year is loaded once; what changes it afterwards is a correction, by name (R18). National years come from the top of the tree. */
export function refuseLoad(loaded: Pick<CalendarYearRow, 'version'> | undefined, act: 'load' | 'correct', origin: Days['origin'], isTop: boolean): Refusal | null {
  const no = (code: string, zh: string, en: string): Refusal => ({ clause, code, status: 409, title: { zh, en } });
  if (origin === 'national' && !isTop) return no('calendar_from_headquarters', '国家日历由总部发布', 'The national calendar is published by headquarters');
  if (act === 'load' && loaded) return no('calendar_year_loaded', '这一年已经发布；要改请发更正', 'This year is published already; publish a correction');
  if (act === 'correct' && !loaded) return no('calendar_year_missing', '这一年还没有发布', 'This year is not published yet');
  return null;
}

/** The newest version of each year and origin. */
export function latest<Y extends Pick<CalendarYearRow, 'year' | 'origin' | 'version'>>(years: Y[]): Y[] {
  const found = new Map<string, Y>();
  for (const year of years) {
    const key = `${year.year} ${year.origin}`;
    if ((found.get(key)?.version ?? 0) < year.version) found.set(key, year);
  }
  return [...found.values()].sort((a, b) => a.year - b.year || a.origin.localeCompare(b.origin));
}
