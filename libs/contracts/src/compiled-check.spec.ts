import { ArrayMaxSize, ArrayMinSize, IsArray, IsEmail, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, MaxLength, validateSync } from 'class-validator';
import fc from 'fast-check';
import { plainToInstance } from 'class-transformer';
import { allContracts, DomainEvent } from './index.ts';
import { compileCheck } from './compiled-check.ts';
import { Nested, NestedList } from './nested.ts';

class Part {
  @IsString() @MaxLength(3) name: string;
}
class Sample extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() n: number;
  @IsOptional() @IsString() text: string | null;
  @IsISO8601() at: string;
  @IsIn(['a', 'b']) kind: string;
  @IsArray() @IsUUID('all', { each: true }) ids: string[];
  @Nested(() => Part) part: Part;
  @NestedList(() => Part) @ArrayMinSize(1) @ArrayMaxSize(2) parts: Part[];
}
const good = { id: '01a21022-6c8f-76dd-9111-03fd5423fb1d', n: 3, text: null, at: '2026-11-24T08:00:00.000Z', kind: 'a', ids: ['01a21022-6c8f-76dd-9111-03fd5423fb1d'], part: { name: 'abc' }, parts: [{ name: 'a' }] };

it('never takes what class-validator refuses', () => {
  const check = compileCheck(Sample)!;
  expect(check(good)).toBe(true);
  const value = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.array(fc.string(), { maxLength: 2 }), fc.constant({}), fc.array(fc.record({ name: fc.oneof(fc.string({ maxLength: 4 }), fc.integer()) }), { maxLength: 3 }), fc.record({ name: fc.string({ maxLength: 4 }) }), fc.constantFrom(...Object.values(good)));
  fc.assert(fc.property(fc.constantFrom(...Object.keys(good)), value, (field, v) => {
    const payload = { ...good, [field]: v };
    if (check(payload)) expect(validateSync(plainToInstance(Sample, payload))).toEqual([]);
  }), { numRuns: 500 });
});

it.each(['id', 'n', 'at', 'kind', 'ids', 'part', 'parts'])('%s missing is refused', (field) => {
  expect(compileCheck(Sample)!({ ...good, [field]: undefined })).toBe(false);
});

it('an object inside is looked into, by the compiled check and by the slow one that names the field', () => {
  const check = compileCheck(Sample)!;
  for (const bad of [{ part: { name: 'long' } }, { part: {} }, { part: [] }, { parts: [] }, { parts: [{ name: 1 }] }, { parts: [good.part, good.part, good.part] }]) {
    expect([bad, check({ ...good, ...bad })]).toEqual([bad, false]);
    expect(validateSync(plainToInstance(Sample, { ...good, ...bad }))).toMatchObject([{ property: Object.keys(bad)[0] }]);
  }
  expect(validateSync(plainToInstance(Sample, good))).toEqual([]);
});

it('has no compiled form for a rule that it does not know', () => {
  class Other extends DomainEvent { @IsEmail() mail: string; }
  expect(compileCheck(Other)).toBeNull();
});

it('every event of the product has one', () => {
  expect(allContracts().filter(({ event }) => compileCheck(event) === null).map(({ type }) => type)).toEqual([]);
});
