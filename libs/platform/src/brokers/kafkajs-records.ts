import { createRequire } from 'node:module';

interface Encoder { buf: Buffer; offset: number }
type EncodeRecord = (record: { offsetDelta?: number; timestampDelta?: number; key: Buffer | string | null; value: Buffer | string | null; headers?: Record<string, Buffer | string> }) => Encoder;

const sizeOf = (value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let bytes = 1;
  while (rest > 0x7f) {
    bytes += 1;
    rest >>>= 7;
  }
  return bytes;
};

/** Kafka's record format v2 (variable-length integers in zig-zag), written once into a buffer of its exact size. */
export function encodeRecord({ offsetDelta = 0, timestampDelta = 0, key, value, headers = {} }: Parameters<EncodeRecord>[0]): Buffer {
  const names = Object.keys(headers);
  const sizes = names.map((name) => [Buffer.byteLength(name), Buffer.byteLength(headers[name]!)] as const);
  const keySize = key === null ? -1 : Buffer.byteLength(key);
  const valueSize = value === null ? -1 : Buffer.byteLength(value);
  let body = 1 + sizeOf(timestampDelta) + sizeOf(offsetDelta) + sizeOf(keySize) + Math.max(0, keySize) + sizeOf(valueSize) + Math.max(0, valueSize) + sizeOf(names.length);
  for (const [name, text] of sizes) body += sizeOf(name) + name + sizeOf(text) + text;

  const buffer = Buffer.allocUnsafe(sizeOf(body) + body);
  let at = 0;
  const int = (n: number): void => {
    let rest = ((n << 1) ^ (n >> 31)) >>> 0;
    while (rest > 0x7f) {
      buffer[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    buffer[at++] = rest;
  };
  const bytes = (part: Buffer | string | null, size: number): void => {
    int(size);
    if (part === null) return;
    at += typeof part === 'string' ? buffer.write(part, at, size, 'utf8') : part.copy(buffer, at);
  };
  int(body);
  buffer[at++] = 0;
  int(timestampDelta);
  int(offsetDelta);
  bytes(key, keySize);
  bytes(value, valueSize);
  int(names.length);
  for (const [i, name] of names.entries()) {
    bytes(name, sizes[i]![0]);
    bytes(headers[name]!, sizes[i]![1]);
  }
  return buffer;
}

/**
 * Puts our encoder in the place of kafkajs's, which fills 512 bytes with zeros for each record and for each of its headers. Must run before
 * kafkajs is first loaded; where modules are not cached by Node (Jest) kafkajs simply keeps its own.
 */
function replaceRecordEncoder(): void {
  const require = createRequire(import.meta.url);
  const Encoder = require('kafkajs/src/protocol/encoder.js') as { prototype: object };
  const path = require.resolve('kafkajs/src/protocol/recordBatch/record/v0/index.js');
  require(path);
  const cached = require.cache[path];
  if (!cached) return;
  const encode: EncodeRecord = (record) => {
    const buf = encodeRecord(record);
    return Object.assign(Object.create(Encoder.prototype) as Encoder, { buf, offset: buf.length });
  };
  cached.exports = encode;
}

replaceRecordEncoder();
