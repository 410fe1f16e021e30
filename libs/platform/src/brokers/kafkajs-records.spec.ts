import fc from 'fast-check';
import { encodeRecord } from './kafkajs-records.ts';

// kafkajs's own encoder is the measure: byte for byte the same.
const original = jest.requireActual<(record: object) => { buffer: Buffer }>('kafkajs/src/protocol/recordBatch/record/v0/index.js');

it.each(['grapheme', 'grapheme-ascii'] as const)('writes the same bytes as kafkajs, %s', (unit) => {
  const text = fc.string({ unit, maxLength: 80 });
  fc.assert(fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 1_000_000 }), fc.option(text), fc.option(text), fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }).filter((k) => k !== '__proto__'), text, { maxKeys: 8 }), (offsetDelta, timestampDelta, key, value, headers) => {
    const record = { offsetDelta, timestampDelta, key, value, headers: { ...headers } };
    expect(encodeRecord(record).equals(original(record).buffer)).toBe(true);
  }), { numRuns: 300 });
});
