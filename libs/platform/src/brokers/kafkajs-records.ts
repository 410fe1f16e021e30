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

/** All headers as one string, when each is ASCII and short (a size of one byte), as our CloudEvents attributes are: one write instead of 32. */
function headerBlock(names: string[], headers: Record<string, Buffer | string>): string | null {
  let block = '';
  for (const name of names) {
    const text = headers[name]!;
    if (typeof text !== 'string' || text.length > 63 || name.length > 63) return null;
    block += String.fromCharCode(name.length << 1) + name + String.fromCharCode(text.length << 1) + text;
  }
  return Buffer.byteLength(block) === block.length ? block : null;
}

/** Kafka's record format v2 (variable-length integers in zig-zag), written once into a buffer of its exact size. */
export function encodeRecord({ offsetDelta = 0, timestampDelta = 0, key, value, headers = {} }: Parameters<EncodeRecord>[0]): Buffer {
  const names = Object.keys(headers);
  const block = headerBlock(names, headers);
  const sizes = block === null ? names.map((name) => [Buffer.byteLength(name), Buffer.byteLength(headers[name]!)] as const) : [];
  const keySize = key === null ? -1 : Buffer.byteLength(key);
  const valueSize = value === null ? -1 : Buffer.byteLength(value);
  let body = 1 + sizeOf(timestampDelta) + sizeOf(offsetDelta) + sizeOf(keySize) + Math.max(0, keySize) + sizeOf(valueSize) + Math.max(0, valueSize) + sizeOf(names.length) + (block?.length ?? 0);
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
  if (block !== null) buffer.write(block, at, 'latin1');
  else {
    for (const [i, name] of names.entries()) {
      bytes(name, sizes[i]![0]);
      bytes(headers[name]!, sizes[i]![1]);
    }
  }
  return buffer;
}

interface Partitioning { topic: string; partitionMetadata: unknown[]; messages: object[]; partitioner: (of: { topic: string; partitionMetadata: unknown[]; message: object }) => number }

/** Messages by partition, in their order; kafkajs copies the list of a partition for each message of it. */
function groupMessagesPerPartition({ topic, partitionMetadata, messages, partitioner }: Partitioning): Record<number, object[]> {
  const groups: Record<number, object[]> = {};
  if (partitionMetadata.length) for (const message of messages) (groups[partitioner({ topic, partitionMetadata, message })] ??= []).push(message);
  return groups;
}

/**
 * Puts our own in the place of two functions of kafkajs: its encoder fills 512 bytes with zeros for each record and each header, and its
 * grouping is quadratic. Must run before kafkajs is first loaded; where modules are not cached by Node (Jest) kafkajs simply keeps its own.
 */
function replaceInKafkajs(): void {
  const require = createRequire(import.meta.url);
  const Encoder = require('kafkajs/src/protocol/encoder.js') as { prototype: object };
  const replace = (path: string, by: unknown): void => {
    const resolved = require.resolve(path);
    require(resolved);
    const cached = require.cache[resolved];
    if (cached) cached.exports = by;
  };
  const encode: EncodeRecord = (record) => {
    const buf = encodeRecord(record);
    return Object.assign(Object.create(Encoder.prototype) as Encoder, { buf, offset: buf.length });
  };
  replace('kafkajs/src/protocol/recordBatch/record/v0/index.js', encode);
  replace('kafkajs/src/producer/groupMessagesPerPartition.js', groupMessagesPerPartition);
}

replaceInKafkajs();
