import { IsArray, IsEmail, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, validateSync } from 'class-validator';
import fc from 'fast-check';
import { plainToInstance } from 'class-transformer';
import { allContracts, DomainEvent } from './index.ts';
import { compileCheck } from './compiled-check.ts';

class Sample extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() n: number;
  @IsOptional() @IsString() text: string | null;
  @IsISO8601() at: string;
  @IsIn(['a', 'b']) kind: string;
  @IsArray() @IsUUID('all', { each: true }) ids: string[];
}
const good = { id: '01a21022-6c8f-76dd-9111-03fd5423fb1d', n: 3, text: null, at: '2026-11-24T08:00:00.000Z', kind: 'a', ids: ['01a21022-6c8f-76dd-9111-03fd5423fb1d'] };

it('never takes what class-validator refuses', () => {
  const check = compileCheck(Sample)!;
  expect(check(good)).toBe(true);
  const value = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.array(fc.string(), { maxLength: 2 }), fc.constant({}), fc.constantFrom(...Object.values(good)));
  fc.assert(fc.property(fc.constantFrom(...Object.keys(good)), value, (field, v) => {
    const payload = { ...good, [field]: v };
    if (check(payload)) expect(validateSync(plainToInstance(Sample, payload))).toEqual([]);
  }), { numRuns: 500 });
});

it.each(['id', 'n', 'at', 'kind', 'ids'])('%s missing is refused', (field) => {
  expect(compileCheck(Sample)!({ ...good, [field]: undefined })).toBe(false);
});

it('has no compiled form for a rule that it does not know', () => {
  class Other extends DomainEvent { @IsEmail() mail: string; }
  expect(compileCheck(Other)).toBeNull();
});

it('every event of the product has one', () => {
  expect(allContracts().filter(({ event }) => compileCheck(event) === null).map(({ type }) => type)).toEqual([]);
});
