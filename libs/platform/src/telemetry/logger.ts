import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

/** One logger per process part; a line carries service, tenant and request where they are known. Secrets never get this far: nothing logs bodies. */
export const createLogger = (service: string, level = 'info'): Logger => pino({ name: service, level, redact: ['req.headers.authorization', 'req.headers.cookie', '*.password'] });

/** Nest's own messages through pino; its start-up chatter is debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  fatal(message: unknown, ...rest: unknown[]): void { this.pino.fatal({ context: rest.at(-1) }, String(message)); }
  error(message: unknown, ...rest: unknown[]): void { this.pino.error({ context: rest.at(-1), stack: rest[0] }, String(message)); }
  warn(message: unknown, ...rest: unknown[]): void { this.pino.warn({ context: rest.at(-1) }, String(message)); }
  log(message: unknown, ...rest: unknown[]): void { this.pino.debug({ context: rest.at(-1) }, String(message)); }
  debug(message: unknown, ...rest: unknown[]): void { this.pino.debug({ context: rest.at(-1) }, String(message)); }
  verbose(message: unknown, ...rest: unknown[]): void { this.pino.trace({ context: rest.at(-1) }, String(message)); }
}
