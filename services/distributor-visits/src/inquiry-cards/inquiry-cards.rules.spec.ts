import { dutiesOfRegistration, inquiryMoves } from './inquiry-cards.rules.ts';

test('DV-3.2b a card is given, then answered', () => {
  expect(inquiryMoves).toEqual({ owed: ['given'], given: ['answered'], answered: [] });
});

test('DV-3.2b reading 9: from the registration; who came from a file was a customer before', () => {
  const registeredAt = new Date('2026-09-30T02:00:00.000Z');
  expect(dutiesOfRegistration({ registeredAt, origin: 'live' })).toMatchObject([{ clauseId: 'DV-3.2b', parameter: 'dv.newCustomer.inquiryDays', startedAt: registeredAt }]);
  expect(dutiesOfRegistration({ registeredAt, origin: 'import' })).toEqual([]);
});
