import { applyDecorators, type Type as Class } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, ValidateIf, ValidateNested } from 'class-validator';
import type { Page } from './cursor.ts';

// Words for classes that describe answers. Nobody validates an answer: the OpenAPI document is made from these decorators (openapi.ts).

/** The member is always there, but may be null. */
export const OrNull = (): PropertyDecorator => ValidateIf((_view, value) => value !== null, { context: { nullable: true } });

/** The member is an object of the class. */
export const Nested = (of: () => Class): PropertyDecorator => applyDecorators(ValidateNested(), Type(of));

/** The member is a list of objects of the class. */
export const NestedList = (of: () => Class): PropertyDecorator => applyDecorators(IsArray(), ValidateNested({ each: true }), Type(of));

/** The class of a whole list `{items}` of `item`. */
export function listOf<T>(item: Class<T>): Class<{ items: T[] }> {
  class List {
    @NestedList(() => item) items: T[];
  }
  return named(List, `${item.name}List`);
}

/** The class of a cursor list `{items, nextCursor}` of `item`. */
export function pageOf<T>(item: Class<T>): Class<Page<T>> {
  class CursorPage {
    @NestedList(() => item) items: T[];
    /** For the next page; null on the last. */
    @OrNull() @IsString() nextCursor: string | null;
  }
  return named(CursorPage, `${item.name}Page`);
}

// The document names a schema after its class.
const named = <T>(made: Class<T>, name: string): Class<T> => Object.defineProperty(made, 'name', { value: name });

export class FieldProblem {
  @IsString() field: string;
  @IsString() code: string;
  @IsString() message: string;
}

/** RFC 9457: what every refusal and failure answers, as `application/problem+json`. */
export class ProblemDocument {
  @IsString() type: string;
  @IsString() title: string;
  @IsInt() status: number;
  @IsString() code: string;
  /** Clause or rule that refuses. */
  @IsOptional() @IsString() clause?: string;
  @IsString() traceId: string;
  @IsOptional() @NestedList(() => FieldProblem) errors?: FieldProblem[];
  /** What is possible instead. */
  @IsOptional() @IsArray() @IsString({ each: true }) allowed?: string[];
}
