import { InvalidValue, parseDate, parseTime, type Label } from '@luyue/kernel';
import type { ParameterValue } from './parameter-entry.ts';
import { parameter, type Parameter, type ParameterKey } from './parameters.ts';

export type ValueCheck = { ok: true } | { ok: false; code: 'value.type' | 'value.range' | 'value.choice' | 'value.order'; message: Label };

const refused = (code: Exclude<ValueCheck, { ok: true }>['code'], zh: string, en: string): ValueCheck => ({ ok: false, code, message: { zh, en } });
const OK: ValueCheck = { ok: true };

/** Whether a value, as it came over the wire, fits the parameter's type, choices and bounds; the message says what would. */
export function validateValue(key: ParameterKey, value: unknown): ValueCheck {
  const entry = parameter(key);
  switch (entry.type) {
    case 'integer':
    case 'weekday':
      return Number.isInteger(value) ? inBounds(entry, value as number) : refused('value.type', '填整数', 'a whole number is needed');
    case 'number':
    case 'percent':
      return Number.isFinite(value) ? inBounds(entry, value as number) : refused('value.type', '填数字', 'a number is needed');
    case 'percents':
      return checkPercents(entry, value);
    case 'time':
      return parses(value, parseTime) ? OK : refused('value.type', '填时刻，例如 09:30，最晚 24:00', 'a time of day such as 09:30 is needed, 24:00 at the latest');
    case 'date':
      // A common year: 29 February would be missing three years in four.
      return parses(value, (text) => parseDate(`2027-${text}`)) ? OK : refused('value.type', '填月日，例如 01-31', 'a day of the year such as 01-31 is needed');
    case 'choice':
      return oneOf(entry, value);
    case 'boolean':
      return typeof value === 'boolean' ? OK : refused('value.type', '选是或否', 'yes or no is needed');
    case 'list':
      return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every((item) => entry.choices!.includes(item as string))
        ? OK
        : refused('value.choice', `至少选一项，不重复：${entry.choices!.join('、')}`, `choose at least one, none twice: ${entry.choices!.join(', ')}`);
  }
}

function inBounds(entry: Parameter, value: number): ValueCheck {
  if (entry.choices) return oneOf(entry, value);
  const { min, max } = entry.bounds!;
  return value >= min && value <= max ? OK : refused('value.range', `填 ${min} 到 ${max}`, `a value from ${min} to ${max} is needed`);
}

function oneOf(entry: Parameter, value: unknown): ValueCheck {
  return entry.choices!.includes(value as string) ? OK : refused('value.choice', `只能是 ${entry.choices!.join('、')}`, `must be one of ${entry.choices!.join(', ')}`);
}

/** As many as the default has: each percentage belongs to one recipient (R10). */
function checkPercents(entry: Parameter, value: unknown): ValueCheck {
  const size = (entry.default as readonly number[]).length;
  if (!Array.isArray(value) || value.length !== size || !value.every(Number.isFinite)) return refused('value.type', `填 ${size} 个百分数`, `${size} percentages are needed`);
  const rising = value.every((item: number, index) => index === 0 || item > value[index - 1]);
  if (!rising) return refused('value.order', '百分数要从小到大', 'percentages must rise');
  return value.map((item: number) => inBounds(entry, item)).find((check) => !check.ok) ?? OK;
}

function parses(value: unknown, parse: (text: string) => unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    parse(value);
    return true;
  } catch (error) {
    if (error instanceof InvalidValue) return false;
    throw error;
  }
}

/** How the first of two values stands to the second (R19). */
export type Tightness = 'equal' | 'tighter' | 'looser' | 'incomparable';

/**
 * R19: compares two valid values of a parameter. Where the parameter has no tighter side, or some parts of a list are
 * tighter and others looser, the values are `incomparable`.
 */
export function compareTightness(key: ParameterKey, value: ParameterValue, other: ParameterValue): Tightness {
  const entry = parameter(key);
  if (entry.type === 'list') return sameItems(value as readonly string[], other as readonly string[]) ? 'equal' : 'incomparable';
  const signs = parts(value).map((part, index) => compareParts(part, parts(other)[index]!));
  if (signs.every((sign) => sign === 0)) return 'equal';
  if (entry.tighter === 'none') return 'incomparable';
  const tighter = entry.tighter === 'lower' ? -1 : 1;
  if (signs.every((sign) => sign === 0 || sign === tighter)) return 'tighter';
  return signs.every((sign) => sign === 0 || sign === -tighter) ? 'looser' : 'incomparable';
}

/** Whether a subsidiary may put `value` in place of headquarters' `other`. */
export function isTighterOrEqual(key: ParameterKey, value: ParameterValue, other: ParameterValue): boolean {
  const tightness = compareTightness(key, value, other);
  return tightness === 'tighter' || tightness === 'equal';
}

type Part = number | string | boolean;

const parts = (value: ParameterValue): readonly Part[] => (typeof value === 'object' ? value : [value]);
/** Times "HH:MM" and days "MM-DD" have fixed widths, so their order is that of the text. */
const compareParts = (a: Part, b: Part): number => (a === b ? 0 : a < b ? -1 : 1);
const sameItems = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item) => b.includes(item));
