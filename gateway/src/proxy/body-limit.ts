import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Readable, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Problem } from '@luyue/platform';

/** As the services take it: a document of 1 MiB, or a file of 10 MiB and its envelope. Told here, because a service would hang up. */
const DOCUMENT = { bytes: 1_048_576, title: { zh: '内容不能超过 1 MB', en: 'A body may have 1 MB at most' } };
const UPLOAD = { bytes: 11 * 1_048_576, title: { zh: '文件不能超过 10 MB', en: 'A file may have 10 MB at most' } };
/** How long a caller past the limit is heard out: who is still sending reads no answer. */
const PATIENCE_MS = 10_000;

const limitOf = (request: FastifyRequest): typeof DOCUMENT => (/^(multipart\/|text\/csv)/.test(request.headers['content-type'] ?? '') ? UPLOAD : DOCUMENT);
const tooLarge = ({ title }: typeof DOCUMENT): Problem => new Problem({ status: 413, code: 'too_large', title });

/** Throws 413 for a length that is told and too large. */
export function checkLength(request: FastifyRequest): void {
  const limit = limitOf(request);
  if (Number(request.headers['content-length'] ?? 0) > limit.bytes) throw tooLarge(limit);
}

/** Counts a body that tells no length on its way to the service; past the limit it breaks off with the same 413. */
export function countBody(request: FastifyRequest): void {
  if (request.headers['content-length'] === undefined && request.body) request.body = counted(request.body as Readable, limitOf(request));
}

function counted(body: Readable, limit: typeof DOCUMENT): Readable {
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limit.bytes ? tooLarge(limit) : null, chunk);
    },
  });
  // Whoever reads it hears of an error; after that it is nobody's.
  through.on('error', () => undefined);
  // A caller that is gone must not look like a body that is whole; and what nobody takes any more is let run off.
  body.once('close', () => { if (!body.readableEnded) through.destroy(new Error('caller gone')); });
  through.once('close', () => body.resume());
  return body.pipe(through);
}

/** The 413 for which the request to the service was broken off, once the caller has said all or was heard long enough; otherwise undefined. */
export async function brokenOff(error: Error, reply: FastifyReply): Promise<Problem | undefined> {
  let problem: unknown = error;
  while (problem instanceof Error && !(problem instanceof Problem)) problem = problem.cause;
  if (!(problem instanceof Problem)) return undefined;
  const { raw } = reply.request;
  await finished(raw, { writable: false, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
  if (!raw.complete) void reply.header('connection', 'close');
  return problem;
}
