import type { Type } from '@nestjs/common';
import { type Context, Problem, refuse, type Text } from '@luyue/platform';
import { validationPipe } from '@luyue/platform/http/validation';
import type { Kind } from '../values.ts';
import type { TableRow } from '../workbooks/workbooks.ts';

export interface ExportColumn {
  key: string;
  zh: string;
  en: string;
  kind?: Kind;
  /** Characters. */
  width?: number;
}

/** A list that a room lets people export; the room provides it as an injectable class. */
export interface DeclaredExport<F extends object = object> {
  /** Whoever asks must have it; within which units is the business of `rows`. */
  readonly permission: string;
  /** Names the sheet and the file. */
  readonly title: Text;
  /** Class with validators, as a list's query; without one the export takes no filter. */
  readonly filter?: Type<F>;
  readonly columns: readonly ExportColumn[];
  /** How many rows there will be, for the progress; null where counting would cost too much. */
  total?(ctx: Context, filter: F): Promise<number | null>;
  /** The page after `cursor`, the first for null; some hundred rows, in one transaction. `ctx` holds the rights of whoever asked for the export. */
  rows(ctx: Context, filter: F, cursor: string | null): Promise<{ rows: TableRow[]; nextCursor: string | null }>;
}

/** The exports of a service by kind. */
export type DeclaredExports = ReadonlyMap<string, DeclaredExport>;
export const DECLARED_EXPORTS = Symbol('declared-exports');

/** A filter as the declared export understands it. Throws 400 naming each member that it does not know or that is not right, as `filter.<member>`. */
export async function readFilter({ filter: shape }: DeclaredExport, filter: Record<string, unknown>): Promise<object> {
  if (!shape) {
    const unknown = Object.keys(filter);
    if (unknown.length) throw refuse.fields(unknown.map((name) => ({ field: `filter.${name}`, code: 'whitelistValidation', message: { zh: `没有这个字段：${name}`, en: `unknown field: ${name}` } })), 'PF-15');
    return {};
  }
  try {
    return (await validationPipe().transform(filter, { type: 'body', metatype: shape })) as object;
  } catch (error) {
    if (!(error instanceof Problem) || !error.options.errors) throw error;
    throw refuse.fields(error.options.errors.map((each) => ({ ...each, field: `filter.${each.field}` })), 'PF-15');
  }
}
