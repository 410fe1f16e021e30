import { datesBetween, type CalendarYear } from './calendar.ts';
import type { DateText } from './dates.ts';
import type { Label } from './label.ts';
import notice2025 from './national/2025.json' with { type: 'json' };
import notice2026 from './national/2026.json' with { type: 'json' };

/** A yearly notice of the State Council as it is published: holidays as spans, each with the weekend days worked for it. */
interface HolidayNotice {
  year: number;
  version: number;
  holidays: { name: Label; from: DateText; to: DateText; workDays: DateText[] }[];
}

function readNotice({ year, version, holidays }: HolidayNotice): CalendarYear {
  const names: Record<DateText, Label> = {};
  for (const { name, from, to, workDays } of holidays) for (const date of [...datesBetween(from, to), ...workDays]) names[date] = name;
  return {
    year, version, origin: 'national', names,
    restDays: holidays.flatMap(({ from, to }) => datesBetween(from, to)),
    workDays: holidays.flatMap(({ workDays }) => workDays).sort(),
  };
}

/** The published years of mainland China. A new notice is one more file in `national/`; a year without one is never guessed. */
export const nationalYears: readonly CalendarYear[] = [notice2025, notice2026].map(readNotice);
