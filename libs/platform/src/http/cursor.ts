import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { refuse } from './problem.ts';

/** Query of every list: keyset paging, never an offset. */
export class PageQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(200) limit?: number;
  @IsOptional() @IsString() cursor?: string;
}

export interface Page<T> { items: T[]; nextCursor: string | null }

export const pageSize = (query: PageQuery): number => query.limit ?? 50;

/** The sort values of the last row as an opaque cursor. */
export const encodeCursor = (values: (string | null)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Throws 400 for a cursor that this list did not issue. */
export function decodeCursor(cursor: string | undefined, length: number): (string | null)[] | null {
  if (cursor === undefined) return null;
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(values) && values.length === length && values.every((v) => v === null || typeof v === 'string')) return values as (string | null)[];
  } catch { /* not ours */ }
  throw refuse.field('cursor', 'cursor', { zh: '这个翻页位置不是这张列表给的', en: 'this cursor was not issued by this list' });
}

/** Cuts the row read beyond the page and makes the next cursor from the last one shown. */
export function page<R, T>(rows: R[], size: number, cursorOf: (row: R) => (string | null)[], view: (row: R) => T): Page<T> {
  const shown = rows.slice(0, size);
  return { items: shown.map(view), nextCursor: rows.length > size ? encodeCursor(cursorOf(shown.at(-1)!)) : null };
}
