import { Money, parseDate } from '@luyue/kernel';
import { clockOf, type Kind, shownIn, type Value } from '../values.ts';

/** A cell as a sheet stores it: words, a number (for a day or a moment the days since the end of 1899), or nothing. */
export type SheetCell = string | number | null;

/** Number formats of Excel by kind. What is text stays text: an account number is not rounded to fifteen digits when somebody clicks on it. */
export const FORMATS: Record<Kind, string> = { text: '@', number: 'General', money: '#,##0.00', date: 'yyyy-mm-dd', time: 'yyyy-mm-dd hh:mm' };

/** Serial number of 1970-01-01. */
export const EPOCH_SERIAL = 25_569;
/** Before 1 March 1900 Excel counts a day that never was. */
const FIRST_TRUE_SERIAL = 61;
const DAY_MS = 86_400_000;
/** What a cell of Excel holds. */
const LONGEST_TEXT = 32_767;
/** Digits that a number of Excel keeps. */
const MOST_FEN = 10n ** 15n;

/** What spreadsheets take for the beginning of a formula, in the wide forms of Chinese input methods too; apostrophes before it may be gone by the time it is opened. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
/** Control characters, for most of which XML has no place. */
const UNWRITABLE = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

/** Words that no spreadsheet takes for a formula (PF-15): an apostrophe goes before what looks like one, as a person would type it. */
export function plainText(text: string): string {
  // XML has one kind of line end.
  const writable = text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '');
  const plain = FORMULA.test(writable) ? `'${writable}` : writable;
  return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT - 1)}…` : plain;
}

/** The words that `plainText` was given. */
export const spokenText = (plain: string): string => (plain.startsWith(`'`) && FORMULA.test(plain) ? plain.slice(1) : plain);

/** Values as cells of a sheet: money and numbers as numbers, days and moments by the clock of the zone. Throws InvalidValue for one that is not of its kind. */
export function sheetCells(zone: string): (value: Value, kind: Kind) => SheetCell {
  const [clock, shown] = [clockOf(zone), shownIn(zone)];
  const numberOf = (value: Value, kind: Kind): number | null => {
    if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
    if (kind === 'money') {
      const { fen } = Money.parse(String(value));
      return fen > -MOST_FEN && fen < MOST_FEN ? Number(fen) / 100 : null;
    }
    const serial = kind === 'date' ? parseDate(String(value)) + EPOCH_SERIAL : Date.parse(`${clock(String(value)).replace(' ', 'T')}Z`) / DAY_MS + EPOCH_SERIAL;
    return serial >= FIRST_TRUE_SERIAL ? serial : null;
  };
  return (value, kind) => {
    if (value === null || value === '') return null;
    // What a number of Excel cannot hold is not rounded; it stands there as words.
    return (kind === 'text' ? null : numberOf(value, kind)) ?? plainText(shown(value, kind));
  };
}

/** Values as fields of a CSV: as in a sheet, money without anything between its digits. */
export function csvCells(zone: string): (value: Value, kind: Kind) => string {
  const shown = shownIn(zone);
  return (value, kind) => (kind === 'text' ? plainText(shown(value, kind)) : kind === 'money' && value !== null ? Money.parse(String(value)).toString() : shown(value, kind));
}

/** A name that Excel takes for a sheet: 31 characters at most, none of those that its formulas use. */
export const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').replace(/^'+|'+$/g, '').slice(0, 31).trim() || '表';
