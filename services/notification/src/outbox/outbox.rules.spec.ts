import { backoff, checkMove, earliest, releaseAt } from './outbox.rules.ts';

const night = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' };
/** Wall-clock time in Shanghai. */
const at = (text: string): Date => new Date(`${text}+08:00`);
const plain = { urgent: false, dueAt: null };

test.each([
  ['before the evening', '2026-11-24T21:59:59.999', '2026-11-24T21:59:59.999'], ['at ten', '2026-11-24T22:00:00', '2026-11-25T07:00:00'], ['after midnight', '2026-11-25T03:00:00', '2026-11-25T07:00:00'],
  ['at seven', '2026-11-25T07:00:00', '2026-11-25T07:00:00'], ['over the turn of the year', '2026-12-31T23:00:00', '2027-01-01T07:00:00'],
])('R23: %s a message leaves when the quiet hours allow', (_when, now, leaves) => {
  expect(releaseAt(at(now), night, plain)).toEqual(at(leaves));
});

test('R23: an alarm is not held back, nor what is about a due time that would pass meanwhile', () => {
  const now = at('2026-11-25T03:00:00');
  expect(releaseAt(now, night, { urgent: true, dueAt: null })).toEqual(now);
  expect(releaseAt(now, night, { urgent: false, dueAt: at('2026-11-25T07:00:00') })).toEqual(now);
  expect(releaseAt(now, night, { urgent: false, dueAt: at('2026-11-25T07:00:01') })).toEqual(at('2026-11-25T07:00:00'));
  // What is past already is not saved by hurrying.
  expect(releaseAt(now, night, { urgent: false, dueAt: at('2026-11-25T02:00:00') })).toEqual(at('2026-11-25T07:00:00'));
});

test('quiet hours within one day, and none at all', () => {
  const noon = { from: '12:00', to: '13:30', zone: 'Asia/Shanghai' };
  expect(releaseAt(at('2026-11-24T12:30:00'), noon, plain)).toEqual(at('2026-11-24T13:30:00'));
  expect(releaseAt(at('2026-11-24T23:00:00'), noon, plain)).toEqual(at('2026-11-24T23:00:00'));
  expect(releaseAt(at('2026-11-24T23:00:00'), { ...noon, to: '12:00' }, plain)).toEqual(at('2026-11-24T23:00:00'));
});

test('R23: of two due times the earlier one hurries', () => {
  const [early, late] = [at('2026-11-25T02:00:00'), at('2026-11-25T03:00:00')];
  expect([earliest(early, late), earliest(late, early), earliest(null, late), earliest(early, null), earliest(null, null)]).toEqual([early, early, late, early, null]);
});

test('R22: accepted is final, a bounce can only be made good', () => {
  expect(() => checkMove('queued', 'accepted')).not.toThrow();
  expect(() => checkMove('held', 'bounced')).not.toThrow();
  expect(() => checkMove('bounced', 'retried')).not.toThrow();
  for (const [from, to] of [['accepted', 'bounced'], ['vacant', 'accepted'], ['withheld', 'accepted'], ['retried', 'bounced']] as const) expect(() => checkMove(from, to)).toThrow(/transition_refused/);
});

test('a silent provider is asked four times more, then it counts as bounced', () => {
  expect([1, 2, 3, 4, 5].map(backoff)).toEqual([5, 30, 120, 600, null]);
});
