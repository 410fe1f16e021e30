import { dutiesOfMatter, matterMoves } from './operators.rules.ts';

test('OC-3.3.1 a wish or complaint is countered, then replied to; a reply is the last word', () => {
  expect(matterMoves).toEqual({ open: ['countered', 'replied'], countered: ['countered', 'replied'], replied: [] });
});

test('OC-3.3.1 its days run from when it came in', () => {
  const receivedAt = new Date('2026-03-02T02:00:00Z');
  expect(dutiesOfMatter({ receivedAt })).toMatchObject([{ clauseId: 'OC-3.3.1', parameter: 'oc.operator.replyDays', startedAt: receivedAt }]);
});
