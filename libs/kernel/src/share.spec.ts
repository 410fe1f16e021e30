import { WorkCalendar } from './calendar.ts';
import type { ClockSpec } from './clocks.ts';
import { startClock, type DeadlineFacts } from './deadline.ts';
import { nationalYears } from './national-calendar.ts';
import { instantAtShare, shareUsed } from './share.ts';

const calendar = new WorkCalendar(nationalYears);
const at = (text: string) => new Date(`2026-${text.replace(' ', 'T')}+08:00`);
const start = (spec: ClockSpec, from: string) => startClock(spec, at(from));
const share = (facts: DeadlineFacts, now: string) => shareUsed(facts, calendar, at(now));
const instant = (facts: DeadlineFacts, percent: number) => instantAtShare(facts, calendar, percent);

describe('R10: the share of an elapsed clock', () => {
  const repair = start({ clock: 'elapsed', amount: 24, unit: 'hours' }, '11-23 13:20:00');

  it('runs on the wall clock, from 0 to 1 and no further', () => {
    expect(share(repair, '11-23 13:00:00')).toBe(0);
    expect(share(repair, '11-24 01:20:00')).toBe(0.5);
    expect(share(repair, '11-25 00:00:00')).toBe(1);
  });

  it('reaches the escalation thresholds when the console draws them', () => {
    expect([50, 80, 100].map((percent) => instant(repair, percent))).toEqual([at('11-24 01:20:00'), at('11-24 08:32:00'), at('11-24 13:20:00')]);
    expect(instant(repair, 0)).toEqual(at('11-23 13:20:00'));
  });

  it('stands still in a pause; a threshold ahead of an open one has no instant yet', () => {
    const paused: DeadlineFacts = { ...repair, pauses: [{ from: at('11-23 19:20:00'), reason: 'no_access' }] };
    expect([share(paused, '11-23 19:20:00'), share(paused, '11-30 00:00:00')]).toEqual([0.25, 0.25]);
    expect([instant(paused, 20), instant(paused, 50), instant(paused, 100)]).toEqual([at('11-23 18:08:00'), null, null]);
    const resumed: DeadlineFacts = { ...repair, pauses: [{ from: at('11-23 19:20:00'), to: at('11-24 19:20:00'), reason: 'no_access' }] };
    expect(share(resumed, '11-25 01:20:00')).toBe(0.5);
    expect(instant(resumed, 50)).toEqual(at('11-25 01:20:00'));
  });

  it('counts through a pause that began after the due time, also when an appointment comes later still', () => {
    const late: DeadlineFacts = {
      ...repair, pauses: [{ from: at('11-24 14:20:00'), to: at('11-24 15:20:00'), reason: 'no_access' }],
      replacements: [{ at: at('11-24 16:20:00'), dueAt: at('11-25 13:20:00'), agreedBy: '用户', channel: 'phone' }],
    };
    expect([share(late, '11-24 13:20:00'), share(late, '11-25 01:20:00')]).toEqual([0.5, 0.75]);
  });

  it('follows an appointment', () => {
    const agreed: DeadlineFacts = { ...repair, replacements: [{ at: at('11-23 14:00:00'), dueAt: at('11-25 13:20:00'), agreedBy: '用户', channel: 'phone' }] };
    expect(share(agreed, '11-24 13:20:00')).toBe(0.5);
  });
});

describe('R10: working days are measured in the working hours of working days', () => {
  // Received Wed 30 Sep 15:00, National Day off, due Sat 10 Oct 24:00: 2.5 h + 3 days of 7 h.
  const transfer = start({ clock: 'working_days', amount: 3 }, '09-30 15:00:00');

  it('neither nights nor holidays use any of it', () => {
    expect(share(transfer, '09-30 17:30:00')).toBeCloseTo(2.5 / 23.5, 10);
    expect(share(transfer, '10-08 09:00:00')).toBeCloseTo(2.5 / 23.5, 10);
    expect(share(transfer, '10-08 12:45:00')).toBeCloseTo(5.5 / 23.5, 10);
    expect(share(transfer, '10-10 17:30:00')).toBe(1);
  });

  it('a threshold falls into working hours, 100 is the due time', () => {
    expect(instant(transfer, 50)).toEqual(at('10-09 11:15:00'));
    expect(instant(transfer, 100)).toEqual(at('10-11 00:00:00'));
  });

  it('an appointment on a rest day without working time is used up from the start', () => {
    const holiday: DeadlineFacts = { ...start({ clock: 'working_days', amount: 3 }, '10-02 09:00:00'), replacements: [{ at: at('10-02 09:05:00'), dueAt: at('10-03 12:00:00'), agreedBy: '用户', channel: 'phone' }] };
    expect([share(holiday, '10-02 08:00:00'), share(holiday, '10-02 09:00:00')]).toEqual([0, 1]);
    expect([instant(holiday, 0), instant(holiday, 80)]).toEqual([at('10-02 09:00:00'), at('10-03 12:00:00')]);
  });
});

it('working time counts in its own intervals', () => {
  const reach = start({ clock: 'working_time', amount: 30, unit: 'minutes', intervals: [{ from: '08:00', to: '24:00' }] }, '10-06 23:45:00');
  expect(share(reach, '10-07 04:00:00')).toBe(0.5);
  expect(instant(reach, 80)).toEqual(at('10-07 08:09:00'));
});

it('a percentage outside 0 to 100 is refused', () => {
  const facts = start({ clock: 'calendar_days', amount: 7 }, '11-23 13:20:00');
  for (const percent of [-1, 101, NaN]) expect(() => instant(facts, percent)).toThrow(expect.objectContaining({ code: 'share.percent' }));
});
