// @own-modules: the catalogue is all that was declared, and other specs declare events of their own.
import { IsEmail, IsIn, IsOptional, IsString } from 'class-validator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainEvent } from '../event.ts';
import '../index.ts';
import { brokenVersions, declaredVersions, frozenText, newVersions, type Versions, withNewVersions } from './frozen.ts';
import { schemaOf } from './json-schema.ts';

const stored = readFileSync(join(__dirname, '..', '..', 'frozen.json'), 'utf8');
const frozen = JSON.parse(stored) as Versions;

test('no merged version changed or disappeared, and none waits to be frozen', () => {
  expect(brokenVersions(frozen, declaredVersions())).toEqual([]);
  expect(newVersions(frozen, declaredVersions()).map((type) => `${type} is new: write samples/${type}.json, then node infra/build/contracts.mjs`)).toEqual([]);
});

test('the file is as the command writes it', () => {
  expect(stored).toBe(frozenText(withNewVersions(frozen, declaredVersions())));
});

describe('a planted change of a merged version', () => {
  class Merged extends DomainEvent {
    @IsString() id: string;
    @IsString() @IsIn(['b', 'a']) kind: string;
    @IsOptional() @IsString() note: string | null;
  }
  const version = { key: 'id', payload: schemaOf(Merged) };
  const merged: Versions = { 'care.case.opened.v1': version };
  const verdict = (declared: Versions) => brokenVersions(merged, declared);
  const declare = (event: new () => DomainEvent, key = 'id'): Versions => ({ 'care.case.opened.v1': { key, payload: schemaOf(event) } });
  const changed = (what: string) => [`care.case.opened.v1 was merged and may not change (${what}). Undo it, and declare care.case.opened.v2 on a class of its own beside this one, with samples/care.case.opened.v2.json; then node infra/build/contracts.mjs.`];

  test('the same fields in another order are no change', () => {
    class Reordered extends DomainEvent {
      @IsOptional() @IsString() note: string | null;
      @IsIn(['a', 'b']) @IsString() kind: string;
      @IsString() id: string;
    }
    expect(verdict(declare(Reordered))).toEqual([]);
  });

  test('a version that is gone', () => {
    expect(verdict({})).toEqual(['care.case.opened.v1 was merged and is gone. Events of it still lie in outboxes and topics: keep its class.']);
  });

  test('a field less, a field more, a field that is now asked for', () => {
    class Changed extends DomainEvent {
      @IsString() id: string;
      @IsString() note: string;
      @IsString() place: string;
    }
    expect(verdict(declare(Changed))).toEqual(changed('kind is gone, place is new, note is another'));
  });

  test('one choice more', () => {
    class Wider extends Merged {
      @IsIn(['a', 'b', 'c']) override kind: string;
    }
    expect(verdict(declare(Wider))).toEqual(changed('kind is another'));
  });

  test('another key, because order is promised within it', () => {
    expect(verdict(declare(Merged, 'kind'))).toEqual(changed('key id is now kind'));
  });

  test('freezing adds what is new and leaves what is frozen, whatever the code says', () => {
    class Other extends DomainEvent { @IsString() id: string; }
    const declared = { ...declare(Other), 'care.case.opened.v2': { key: 'id', payload: schemaOf(Other) } };
    expect(newVersions(merged, declared)).toEqual(['care.case.opened.v2']);
    expect(withNewVersions(merged, declared)).toEqual({ 'care.case.opened.v1': version, 'care.case.opened.v2': declared['care.case.opened.v2'] });
    expect(JSON.parse(frozenText(withNewVersions(merged, declared)))).toEqual({ ...declared, ...merged });
  });

  test('a validator that has no schema is named, not left out', () => {
    class Mail extends DomainEvent { @IsEmail() mail: string; }
    expect(() => schemaOf(Mail)).toThrow('Mail.mail: no JSON Schema for the validator isEmail');
  });
});
