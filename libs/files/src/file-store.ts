import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredFile { sha256: string; bytes: number; head: Buffer }

/** Where the bytes are. Local disk here; an S3-compatible store implements the same two verbs. */
export interface FileStore {
  /**
   * Streams the file in and names it by its hash. Rejects with `FileTooLarge` past `limit` bytes; nothing is left behind then. It is read to its end
   * all the same: whoever is still sending when the connection breaks reads no answer.
   */
  put(tenantId: string, content: Readable, limit: number): Promise<StoredFile>;
  open(tenantId: string, sha256: string): Readable;
}

export class FileTooLarge extends Error {}

export class DiskStore implements FileStore {
  constructor(private readonly root: string) {}

  async put(tenantId: string, content: Readable, limit: number): Promise<StoredFile> {
    const temporary = join(this.root, 'incoming', randomUUID());
    await mkdir(dirname(temporary), { recursive: true });
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > limit) return done();
        hash.update(chunk);
        if (bytes - chunk.length < 4_100) head.push(chunk);
        done(null, chunk);
      },
      flush: (done) => done(bytes > limit ? new FileTooLarge() : null),
    });
    try {
      await pipeline(content, measure, createWriteStream(temporary, { mode: 0o600 }));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    const sha256 = hash.digest('hex');
    const path = this.path(tenantId, sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    return { sha256, bytes, head: Buffer.concat(head).subarray(0, 4_100) };
  }

  open(tenantId: string, sha256: string): Readable {
    return createReadStream(this.path(tenantId, sha256));
  }

  private path(tenantId: string, sha256: string): string {
    return join(this.root, tenantId, sha256.slice(0, 2), sha256);
  }
}
