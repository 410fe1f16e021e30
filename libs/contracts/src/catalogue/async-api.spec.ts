// @own-modules: the catalogue is all that was declared, and other specs declare events of their own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allContracts } from '../index.ts';
import { asyncApi, asyncApiText, HEADERS } from './async-api.ts';
import { readSamples } from './samples.ts';

const project = join(__dirname, '..', '..');
const stored = readFileSync(join(project, 'asyncapi.json'), 'utf8');
interface Ref { $ref: string }
interface Document {
  asyncapi: string;
  info: { title: string; version: string };
  channels: Record<string, { address: string; messages: Record<string, Ref> }>;
  operations: Record<string, { action: string; channel: Ref }>;
  components: { messages: Record<string, { name: string; payload: Ref; headers: { allOf: object[] }; examples: { payload: object }[] }>; schemas: Record<string, object> };
}
const document = JSON.parse(stored) as Document;
const types = allContracts().map(({ type }) => type).sort();
const refs = (value: unknown): string[] => (typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [inner as string] : refs(inner))));
const at = (path: string): unknown => path.slice(2).split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

test('the stored document is that of the contracts', () => {
  const upToDate = stored === asyncApiText(asyncApi(allContracts(), readSamples(join(project, 'samples'))));
  expect(upToDate ? '' : 'asyncapi.json is out of date: node infra/build/contracts.mjs').toBe('');
});

test('it is AsyncAPI 3: the fields that must be there, names that may be, references that lead somewhere', () => {
  expect(document.asyncapi).toBe('3.0.0');
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  const { messages, schemas } = document.components;
  const names = [...Object.keys(messages), ...Object.keys(schemas)];
  expect(names.filter((name) => !/^[A-Za-z0-9._-]+$/.test(name))).toEqual([]);
  expect(refs(document).length).toBeGreaterThan(types.length * 3);
  expect(refs(document).filter((ref) => !ref.startsWith('#/') || at(ref) === undefined)).toEqual([]);
});

test('each topic is a channel that is published to, each type a message of one', () => {
  const { channels, operations, components } = document;
  expect(Object.values(channels).map(({ address }) => address)).toEqual([...new Set(allContracts().map(({ topic }) => topic))].sort());
  const carried = Object.values(channels).flatMap(({ address, messages }) => Object.values(messages).map(({ $ref }) => ({ address, type: $ref.split('/').at(-1)! })));
  expect(carried.map(({ type }) => type).sort()).toEqual(types);
  expect(carried.filter(({ address, type }) => !type.startsWith(`${address}.`))).toEqual([]);
  expect(Object.values(operations).map(({ action, channel }) => `${action} ${channel.$ref}`)).toEqual(Object.keys(channels).map((topic) => `send #/channels/${topic}`));
  expect(Object.keys(components.messages).sort()).toEqual(types);
});

test('a message names its type, in the header too, and shows its sample', () => {
  const samples = readSamples(join(project, 'samples'));
  for (const type of types) {
    const { name, payload, headers, examples } = document.components.messages[type]!;
    expect({ name, payload, examples }).toEqual({ name: type, payload: { $ref: `#/components/schemas/${type}` }, examples: [{ name: type, payload: samples.get(type) }] });
    expect(headers.allOf).toContainEqual({ type: 'object', properties: { ce_type: { type: 'string', const: type } } });
  }
});

test('the headers are those that the Kafka broker writes', () => {
  const broker = readFileSync(join(project, '..', 'platform', 'src', 'brokers', 'kafka-broker.ts'), 'utf8');
  const written = [...broker.matchAll(/\b(ce_\w+):/g)].map((match) => match[1]!);
  expect(Object.keys(HEADERS.properties).sort()).toEqual(written.sort());
});

test('a contract without sample gives no document', () => {
  expect(() => asyncApi(allContracts(), new Map())).toThrow('has no sample');
});
