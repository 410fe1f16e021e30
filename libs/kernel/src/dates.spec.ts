import { dayAndTime, dueDayAndTime } from './dates.ts';

const zone = 'Asia/Shanghai';

test('a moment is read in the zone, a due time at midnight as 24:00 of the day that ends', () => {
  expect(dayAndTime(new Date('2026-11-24T12:14:00Z'), zone)).toBe('11-24 20:14');
  expect(dueDayAndTime(new Date('2026-11-24T12:14:00Z'), zone)).toBe('11-24 20:14');
  expect([dayAndTime, dueDayAndTime].map((say) => say(new Date('2026-12-31T16:00:00Z'), zone))).toEqual(['01-01 00:00', '12-31 24:00']);
});
