import type { AskedRecipient, MessageRequested } from '@luyue/contracts';
import type { Addressee } from '../outbox/outbox.service.ts';
import { checkRequest, type Found, lettersOf, linkOf, owedOf, valuesOf } from './requests.rules.ts';

const user: AskedRecipient = { key: 'a', person: 'user', userId: 'u1', channels: ['inapp', 'email'], copy: false };
const party: AskedRecipient = { key: 'buyer', person: 'outside', name: '陈丽', phone: '13800005207', language: 'zh', channels: ['sms'], copy: false };
const asked = (more: Partial<Record<keyof MessageRequested, unknown>> = {}): MessageRequested => ({ to: [user, party], values: { amount: { zh: '1 元', en: '1 yuan' }, payer: '陈丽' }, link: '/deals/1', ...more }) as MessageRequested;

test('PF-13: a request that names its recipients and values properly passes', () => {
  expect(() => checkRequest(asked())).not.toThrow();
  expect(() => checkRequest(asked({ link: null, values: {} }))).not.toThrow();
  expect(() => checkRequest(asked({ values: { payer: 'x'.repeat(500) } }))).not.toThrow();
});

test.each<[string, Partial<Record<keyof MessageRequested, unknown>>, string]>([
  ['two recipients of one key', { to: [user, { ...party, key: 'a' }] }, 'to a: the key stands twice'],
  ['a channel twice', { to: [{ ...user, channels: ['email', 'email'] }] }, 'to a: a channel stands twice'],
  ['a user without id', { to: [{ ...user, userId: null }] }, 'to a: a user has a userId'],
  ['a role without unit', { to: [{ ...user, person: 'role', role: 'supervisor' }] }, 'to a: a role has its code and a unitId'],
  ['an inbox for somebody outside', { to: [{ ...party, channels: ['inapp', 'sms'] }] }, 'to buyer: nobody outside has an inbox'],
  ['somebody outside without language', { to: [{ ...party, language: undefined }] }, 'to buyer: somebody outside has a name and a language'],
  ['a value that is a number', { values: { amount: 7 } }, 'the value amount is neither a text'],
  ['a value of one language', { values: { amount: { zh: '1 元' } } }, 'the value amount is neither a text'],
  ['a value too long', { values: { amount: 'x'.repeat(501) } }, 'the value amount is neither a text of 500 characters'],
  ['too many values', { values: Object.fromEntries(Array.from({ length: 31 }, (_, n) => [`v${n}`, ''])) }, '31 values; 30 at most'],
  ['an address elsewhere', { link: 'https://example.com' }, 'is no address in the console'],
  ['an address elsewhere that hides it', { link: '//example.com' }, 'is no address in the console'],
])('%s is refused by name', (_what, more, message) => {
  expect(() => checkRequest(asked(more))).toThrow(message);
});

test('number, title and place of the subject are values too; what the asker gives comes first', () => {
  const subject = { type: 'deal', id: 'd', number: 'CJ1', title: '买卖', place: '滨江一号' };
  expect(valuesOf({ subject, values: { title: '租赁' } })).toEqual({ number: 'CJ1', title: '租赁', address: '滨江一号' });
  expect(valuesOf({ subject: { ...subject, place: null }, values: {} })).toEqual({ number: 'CJ1', title: '买卖' });
});

test('without a link the inbox leads to the obligation, and without one to the start', () => {
  expect([linkOf({ link: '/deals/1', obligationId: 'o' }), linkOf({ link: null, obligationId: 'o' }), linkOf({ link: null, obligationId: null })]).toEqual(['/deals/1', '/obligations?id=o', '/']);
});

describe('who is told on which channel', () => {
  const finance = { zh: '部门财务', en: 'Department finance' };
  const person = (id: string, more: Partial<Addressee> = {}): Addressee => ({ id, name: id, unitId: 'unit', ...more });
  const found = (one: AskedRecipient, ...people: Addressee[]): Found => ({ asked: one, people, levelsUp: 0, missing: null, reason: null });
  const manager: AskedRecipient = { key: 'manager', person: 'role', role: 'department_manager', unitId: 'unit', channels: ['inapp', 'sms'], copy: true };

  test('whoever is meant twice has one message on each channel, and is told of the role that they stand in for (R16)', () => {
    for (const order of [(list: Found[]) => list, (list: Found[]) => list.toReversed()]) {
      const letters = lettersOf(order([found(user, person('li', { vacant: finance }), person('he')), found(manager, person('li'))]));
      expect(letters.inapp.map((p) => [p.id, p.vacant]).toSorted()).toEqual([['he', null], ['li', finance]]);
      expect([letters.sms.map((p) => p.id), letters.email.map((p) => p.id).toSorted()]).toEqual([['li'], ['he', 'li']]);
    }
  });

  test('each recipient is owed a result on each of its channels, also when nobody is there', () => {
    expect(owedOf([found(user, person('u1')), { ...found(manager), reason: 'x' }])).toEqual([
      { key: 'a', channel: 'inapp', people: ['u1'], levelsUp: 0, reason: null }, { key: 'a', channel: 'email', people: ['u1'], levelsUp: 0, reason: null },
      { key: 'manager', channel: 'inapp', people: [], levelsUp: 0, reason: 'x' }, { key: 'manager', channel: 'sms', people: [], levelsUp: 0, reason: 'x' },
    ]);
  });
});
