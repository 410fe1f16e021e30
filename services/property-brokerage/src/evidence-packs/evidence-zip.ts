import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Manifest } from './evidence-packs.rules.ts';

/** The pack as a zip: the manifest, then its entries in their order; the same pack gives the same bytes. An attachment whose bytes are not those of the manifest ends the stream. */
export function zipOf(manifestText: string, texts: string[], attachments: (() => Readable)[]): Readable {
  const manifest = JSON.parse(manifestText) as Manifest;
  const zip = new ZipFile();
  const times = { mtime: new Date(manifest.about.madeAt), mode: 0o100644 };
  const out = new Readable().wrap(zip.outputStream);
  zip.on('error', (error: Error) => out.destroy(error));
  zip.addBuffer(Buffer.from(manifestText), 'manifest.json', times);
  texts.forEach((text, i) => zip.addBuffer(Buffer.from(text), manifest.entries[i]!.path, times));
  attachments.forEach((open, i) => {
    const { path, bytes, sha256 } = manifest.entries[texts.length + i]!;
    // Pictures and PDF are compressed already.
    zip.addReadStreamLazy(path, { ...times, size: bytes, compress: false }, (give) => {
      const checked = same(sha256, path);
      pipeline(open(), checked).catch((error: Error) => out.destroy(error));
      give(null, checked);
    });
  });
  zip.end();
  return out;
}

/** Lets bytes through whose hash is this; fails at their end for others. */
export function same(sha256: string, path: string): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush: (done) => done(hash.digest('hex') === sha256 ? null : new Error(`${path} is not what was uploaded`)),
  });
}
