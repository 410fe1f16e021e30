import { FRAUD_KINDS, fraudMoves, KIND_NAMES } from './fraud-signals.rules.ts';

test('OC-3.2.2b a case is dismissed or confirmed, and a confirmed one is closed after the education', () => {
  expect(fraudMoves).toEqual({ open: ['dismissed', 'confirmed'], dismissed: [], confirmed: ['closed'], closed: [] });
});

test('each kind of sign has its words in both languages', () => {
  expect(FRAUD_KINDS.filter((kind) => !KIND_NAMES[kind].zh || !KIND_NAMES[kind].en)).toEqual([]);
});
