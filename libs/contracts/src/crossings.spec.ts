import { contractOf, CROSSING_PURPOSES, type CrossingPurpose, typeOf } from './index.ts';
import { schemaOf } from './catalogue/json-schema.ts';

const entries = Object.entries(CROSSING_PURPOSES as Record<string, CrossingPurpose>).flatMap(([purpose, { events }]) => events.map((entry) => ({ name: `${purpose} ${typeOf(entry.event)}`, entry })));

describe('PF-10 the catalogue of what may cross', () => {
  test.each(entries)('$name names each field of its event once, and no other', ({ entry }) => {
    const { properties } = schemaOf(entry.event);
    expect([...entry.needed, ...entry.optional].toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  test.each(entries)('$name can be without whatever is optional', ({ entry }) => {
    const { required } = schemaOf(entry.event);
    expect(entry.optional.filter((field) => required.includes(field))).toEqual([]);
    expect(required.filter((field) => !entry.needed.includes(field))).toEqual([]);
  });

  test.each(entries)('$name is addressed, and keyed by a field that crosses', ({ entry }) => {
    expect(entry.needed).toEqual(expect.arrayContaining(['toTenantId', 'agreementId', contractOf(typeOf(entry.event))!.key]));
  });
});
