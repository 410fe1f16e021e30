import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Pool } from 'undici';

/** Of one connection, not of the message (RFC 9110, 7.6.1), and what undici sets itself. */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'proxy-connection', 'expect', 'host']);

/** A service behind the gateway: a pool of connections to it, through which messages pass as they come. */
export class Upstream {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool(url, { connections: 64, pipelining: 1, keepAliveTimeout: 30_000, headersTimeout: 30_000, bodyTimeout: 60_000 });
  }

  /**
   * Sends the request on with `own` headers over its own, and answers with what comes, byte for byte. Rejects when nothing has been answered
   * yet; what fails later can only end the caller's connection.
   */
  async pass(request: FastifyRequest, reply: FastifyReply, own: Record<string, string | undefined>): Promise<void> {
    const headers: Record<string, string | string[] | undefined> = {};
    for (const name in request.headers) if (!OF_THE_CONNECTION.has(name)) headers[name] = request.headers[name];
    Object.assign(headers, own);
    let answering = false;
    try {
      await this.pool.stream({ method: request.method as 'GET', path: request.url, headers, body: request.body as Readable | undefined ?? null, responseHeaders: 'raw' }, ({ statusCode, headers: came }) => {
        answering = true;
        reply.hijack();
        return reply.raw.writeHead(statusCode, endToEnd(came as unknown as string[]));
      });
    } catch (error) {
      if (!answering) throw error;
      reply.raw.destroy();
    }
  }

  close(): Promise<void> { return this.pool.destroy(); }
}

/** Names and values in turn, without those of the connection; data only its content type believed. */
function endToEnd(raw: string[]): string[] {
  const kept = ['x-content-type-options', 'nosniff'];
  for (let i = 0; i < raw.length; i += 2) if (!OF_THE_CONNECTION.has(raw[i]!.toLowerCase())) kept.push(raw[i]!, raw[i + 1]!);
  return kept;
}
