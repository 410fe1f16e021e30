// @own-modules: the catalogue is all that was declared, and other specs declare events of their own.
import { join } from 'node:path';
import { allContracts, InvalidEvent, parseEvent } from '../index.ts';
import { type FieldSchema, schemaOf } from './json-schema.ts';
import { readSamples } from './samples.ts';

const samples = readSamples(join(__dirname, '..', '..', 'samples'));
const contracts = allContracts().map((contract) => [contract.type, contract] as const);
const isOptional = ({ type }: FieldSchema): boolean => Array.isArray(type);
const isArray = ({ type }: FieldSchema): boolean => type === 'array' || (Array.isArray(type) && type.includes('array'));

test('every event version has a stored sample, and every sample is of one', () => {
  expect([...samples.keys()].sort()).toEqual(allContracts().map(({ type }) => type).sort());
});

describe.each(contracts)('%s', (type, { event, key }) => {
  const sample = samples.get(type)!;
  const { properties, required } = schemaOf(event);
  const refused = (payload: object) => expect(() => parseEvent(type, payload)).toThrow(InvalidEvent);

  test('its sample is valid, and shows every field', () => {
    expect(parseEvent(type, sample)).toBeInstanceOf(event);
    expect(Object.keys(sample).sort()).toEqual(Object.keys(properties).sort());
    expect(sample[key]).toEqual(expect.stringMatching(/./));
  });

  test('the schema asks for no more and no less than the validators', () => {
    for (const [name, field] of Object.entries(properties)) {
      const { [name]: _left, ...without } = sample;
      expect(required.includes(name)).toBe(!isOptional(field));
      if (isOptional(field)) expect([without, { ...sample, [name]: null }].map((payload) => parseEvent(type, payload)).every((parsed) => parsed instanceof event)).toBe(true);
      else [without, { ...sample, [name]: null }].forEach(refused);
    }
  });

  test('a value of another kind is refused', () => {
    for (const [name, field] of Object.entries(properties)) {
      refused({ ...sample, [name]: isArray(field) ? { 0: 'a' } : ['a'] });
      if (field.items) refused({ ...sample, [name]: [7] });
      if (field.format || field.enum) refused({ ...sample, [name]: 'something' });
    }
  });
});
