import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError } from 'rxjs';
import type { Logger } from 'pino';
import { newTraceparent, traceIdOf } from '../telemetry/trace.ts';
import { Problem } from './problem.ts';
import { languageOf } from './request-context.ts';

/** Any failure as an RFC 9457 problem; what is not a Problem is a fault of ours: logged whole, answered without details. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  const status = (error as { statusCode?: number } | null)?.statusCode;
  if (status && status >= 400 && status < 500) return ofStatus(status);
  const code = (error as { code?: string } | null)?.code;
  // 22P02: a value that is not of its column's type, such as an id that is no uuid. To the caller it is a thing that does not exist.
  if (code === '22P02') return ofStatus(404);
  // A zero character, or a cursor with something else than an instant in it: the caller's text, not our fault.
  if (code && ['22021', '22P05', '22007', '22008'].includes(code)) return ofStatus(400);
  return new Problem({ status: 500, code: 'internal', title: { zh: '这里出了错，已记下', en: 'Something went wrong here; it has been recorded' } });
}

const texts: Record<number, [code: string, zh: string, en: string]> = {
  400: ['bad_request', '请求不对', 'The request is not right'],
  404: ['not_found', '没有这条记录', 'No such record'],
  405: ['method_not_allowed', '不能这样用', 'Method not allowed'],
  // The framework's own: a document past `bodyLimit`. Files have their limit where they are kept.
  413: ['too_large', '内容不能超过 1 MB', 'A body may have 1 MB at most'],
  415: ['unsupported_type', '内容类型不对', 'Unsupported content type'],
};

function ofStatus(status: number): Problem {
  const [code, zh, en] = texts[status] ?? texts[400]!;
  return new Problem({ status, code, title: { zh, en } });
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    send(this.log, error, request, reply);
    return undefined;
  }
}

export function send(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error);
  const traceId = traceIdOf(request.traceparent ?? newTraceparent());
  if (problem.options.status >= 500) log.error({ err: error, traceId, method: request.method, url: request.url, tenantId: request.luyue?.tenantId }, 'request failed');
  void reply.status(problem.options.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem.document(languageOf(request), traceId)));
}
