import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuse } from './problem.ts';

const parse = (request: FastifyRequest): number | null => {
  const value = request.headers['if-match'];
  const match = /^(?:W\/)?"(\d+)"$/.exec(value ?? '');
  if (value !== undefined && !match) throw refuse.stale();
  return match ? Number(match[1]) : null;
};

/** The version that an update was based on; 428 without `If-Match`. */
export const IfMatch = createParamDecorator((_: unknown, host: ExecutionContext): number => {
  const version = parse(host.switchToHttp().getRequest<FastifyRequest>());
  if (version === null) throw refuse.preconditionRequired();
  return version;
});

/** The same for actions (`POST .../{id}/<verb>`), where the header is optional. */
export const OptionalIfMatch = createParamDecorator((_: unknown, host: ExecutionContext): number | null => parse(host.switchToHttp().getRequest<FastifyRequest>()));

/** Throws 412 when the row has moved on since the caller read it. */
export function matchVersion(row: { version: number }, version: number | null): void {
  if (version !== null && row.version !== version) throw refuse.stale();
}

export const etagOf = (version: number): string => `"${version}"`;
