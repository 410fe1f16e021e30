import { parseDate, type DateText } from './dates.ts';
import { InvalidValue } from './refusal.ts';

const NUMBER = /^([A-Z]{1,6})(\d{4})(\d{4})-(\d{4,})$/;

/**
 * The number people read out on the telephone: `humanNumber('GD', '2026-11-24', 1)` is "GD20261124-0001".
 * @param prefix 1 to 6 capital letters, e.g. SL for service cases, GD for work orders
 * @param sequence from 1, counted per tenant, prefix and day; four digits at least
 * @throws InvalidValue naming prefix, date or sequence
 */
export function humanNumber(prefix: string, date: DateText, sequence: number): string {
  if (!/^[A-Z]{1,6}$/.test(prefix)) throw new InvalidValue('prefix', 'number.prefix', `not 1 to 6 capital letters: "${prefix}"`);
  if (!Number.isSafeInteger(sequence) || sequence < 1) throw new InvalidValue('sequence', 'number.sequence', `not a whole number from 1: ${sequence}`);
  parseDate(date);
  return `${prefix}${date.replaceAll('-', '')}-${String(sequence).padStart(4, '0')}`;
}

/** The number without its year, for tabs and phone lists: "GD1124-0001". Other texts come back unchanged. */
export function shortNumber(number: string): string {
  return number.replace(NUMBER, '$1$3-$4');
}
