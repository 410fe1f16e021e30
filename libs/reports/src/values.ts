import { formatDate, Money, parseDate } from '@luyue/kernel';

/** How a value is shown, and as what it is stored in a sheet. */
export type Kind = 'text' | 'number' | 'money' | 'date' | 'time';

/** As on the wire, by kind: text, number, yuan as a decimal string, YYYY-MM-DD, RFC 3339. `null` is an empty cell. */
export type Value = string | number | null;

/** Right for what is added up, centre for days and moments, left for words. */
export const alignmentOf = (kind: Kind): 'left' | 'center' | 'right' => (kind === 'number' || kind === 'money' ? 'right' : kind === 'text' ? 'left' : 'center');

/** Moments on the clock of a zone: `2026-11-28 14:30:05`. Throws RangeError for what is no zone or no moment. */
export function clockOf(zone: string): (instant: string) => string {
  // Sweden's way of writing is ISO's. Making a formatter costs a thousand times what using it costs.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => clock.format(new Date(instant));
}

export type Shown = (value: Value, kind: Kind) => string;

/** Values as people read them on paper: money with its thousands apart, moments by the clock of the zone. Throws InvalidValue for one that is not of its kind. */
export function shownIn(zone: string): Shown {
  const clock = clockOf(zone);
  return (value, kind) => {
    if (value === null || value === '') return '';
    if (kind === 'money') return Money.parse(String(value)).text;
    if (kind === 'date') return formatDate(parseDate(String(value)));
    if (kind === 'time') return clock(String(value)).slice(0, 16);
    return String(value);
  };
}
