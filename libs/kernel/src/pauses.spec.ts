import { WorkCalendar } from './calendar.ts';
import type { ClockSpec } from './clocks.ts';
import { computeDeadline, startClock, type DeadlineFacts, type Pause, type Replacement } from './deadline.ts';
import { nationalYears } from './national-calendar.ts';

const calendar = new WorkCalendar(nationalYears);
const at = (text: string) => new Date(`2026-05-${text.replace(' ', 'T')}:00+08:00`);
const arrive: ClockSpec = { clock: 'elapsed', amount: 120, unit: 'minutes' };
const started = startClock(arrive, at('01 10:00'));
const noAccess = (from: string, to?: string): Pause => ({ from: at(from), ...(to && { to: at(to) }), reason: 'no_access' });
const window = (agreed: string, from: string, to: string): Replacement => ({ at: at(agreed), windowFrom: at(from), dueAt: at(to), agreedBy: '赵女士', channel: 'phone' });
const compute = (part: Partial<DeadlineFacts>) => computeDeadline({ ...started, ...part }, calendar);

describe('R8, R9: pauses of UC-7.4 after a failed visit', () => {
  it('keep the unused rest and run it on from the resume', () => {
    const { dueAt, explanation } = compute({ pauses: [noAccess('01 11:00', '01 15:30')] });
    expect(dueAt).toEqual(at('01 16:30'));
    expect(explanation.withoutPauseDueAt).toBe(at('01 12:00').toISOString());
    expect(explanation.pauses).toEqual([{ from: at('01 11:00').toISOString(), to: at('01 15:30').toISOString(), reason: 'no_access', counted: true }]);
  });

  it('while open there is no due time, only the rest', () => {
    expect(compute({ pauses: [noAccess('01 11:15')] })).toMatchObject({ dueAt: null, paused: true, remainingMs: 45 * 60_000, explanation: { dueAt: null, remainingMs: 45 * 60_000 } });
  });

  it('that begin at or after the due time move nothing', () => {
    for (const from of ['01 12:00', '01 18:00']) {
      const { dueAt, paused, explanation } = compute({ pauses: [noAccess(from)] });
      expect([dueAt, paused, explanation.pauses[0]!.counted]).toEqual([at('01 12:00'), false, false]);
    }
  });

  it('add up', () => {
    expect(compute({ pauses: [noAccess('01 10:30', '01 11:00'), noAccess('01 11:15', '02 11:15')] }).dueAt).toEqual(at('02 12:30'));
  });

  it('on working time measure the rest inside the intervals', () => {
    const spec: ClockSpec = { clock: 'working_time', amount: 4, unit: 'hours', intervals: [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:30' }] };
    const facts = startClock(spec, at('04 11:00'));
    expect(computeDeadline(facts, calendar).dueAt).toEqual(at('04 16:30'));
    // 1 h before noon, half an hour after it: 2.5 h are left and run on from Tuesday 16:00.
    const { dueAt } = computeDeadline({ ...facts, pauses: [noAccess('04 14:00', '05 16:00')] }, calendar);
    expect(dueAt).toEqual(at('06 10:00'));
    expect(computeDeadline({ ...facts, pauses: [noAccess('04 12:30')] }, calendar).remainingMs).toBe(3 * 3_600_000);
  });

  it.each<ClockSpec>([{ clock: 'working_days', amount: 3 }, { clock: 'calendar_days', amount: 3 }, { clock: 'months', amount: 1 }, { clock: 'date', timeOfDay: '13:00', roll: 'none' }])('are refused on $clock', (spec) => {
    expect(() => compute({ spec, pauses: [noAccess('01 11:00')] })).toThrow(expect.objectContaining({ name: 'ClockRefused', rule: 'R9', code: 'clock.notPausable' }));
  });

  it.each<[Pause[], string]>([
    [[noAccess('01 09:59', '01 10:30')], 'pause.overlap'], [[noAccess('01 10:30', '01 11:00'), noAccess('01 10:45')], 'pause.overlap'],
    [[noAccess('01 10:30'), noAccess('01 11:00')], 'pause.overlap'], [[noAccess('01 11:00', '01 10:30')], 'pause.backwards'],
  ])('that cannot have happened are refused (%#)', (pauses, code) => {
    expect(() => compute({ pauses })).toThrow(expect.objectContaining({ rule: 'R9', code }));
  });
});

describe('appointments replace the due time', () => {
  it('agreed anew: the last one holds and all that were due are kept', () => {
    const { dueAt, explanation } = compute({ replacements: [window('01 10:12', '02 14:00', '02 16:00'), window('02 09:00', '03 08:00', '03 10:00')] });
    expect(dueAt).toEqual(at('03 10:00'));
    expect(explanation.replacements.map(({ previousDueAt, dueAt: replaced }) => [previousDueAt, replaced])).toEqual([
      [at('01 12:00').toISOString(), at('02 16:00').toISOString()], [at('02 16:00').toISOString(), at('03 10:00').toISOString()],
    ]);
  });

  it('may also be earlier than the rule', () => {
    expect(compute({ replacements: [window('01 10:12', '01 10:30', '01 11:00')] }).dueAt).toEqual(at('01 11:00'));
  });

  it('end the pause in which they are agreed, resumed or not', () => {
    const agreed = window('01 13:00', '02 14:00', '02 16:00');
    for (const pause of [noAccess('01 11:00'), noAccess('01 11:00', '01 20:00')]) {
      const { dueAt, paused, explanation } = compute({ pauses: [pause], replacements: [agreed] });
      expect([dueAt, paused]).toEqual([at('02 16:00'), false]);
      expect(explanation.pauses[0]!.to).toBe(at('01 13:00').toISOString());
      expect(explanation.replacements[0]!.previousDueAt).toBeNull();
    }
  });

  it('a second failed visit pauses again, with the rest up to the appointment', () => {
    const facts = { pauses: [noAccess('01 11:00'), noAccess('02 14:30')], replacements: [window('01 13:00', '02 14:00', '02 16:00')] };
    expect(compute(facts)).toMatchObject({ dueAt: null, remainingMs: 90 * 60_000 });
    expect(compute({ ...facts, pauses: [facts.pauses[0]!, noAccess('02 14:30', '03 09:00')] }).dueAt).toEqual(at('03 10:30'));
  });

  it('agreed at the very instant of a failed visit do not end the pause that it opens', () => {
    expect(compute({ pauses: [noAccess('01 11:00')], replacements: [window('01 11:00', '02 14:00', '02 16:00')] })).toMatchObject({ paused: true, remainingMs: 29 * 3_600_000 });
  });

  it('take the place of a provisional date', () => {
    const facts = startClock({ clock: 'working_days', amount: 3 }, new Date('2026-12-30T10:00:00+08:00'));
    const agreed: Replacement = { at: new Date('2026-12-30T11:00:00+08:00'), dueAt: new Date('2027-01-08T16:00:00+08:00'), agreedBy: '赵女士', channel: 'counter', reason: '出差' };
    expect(computeDeadline(facts, calendar).provisional).toBe(true);
    expect(computeDeadline({ ...facts, replacements: [agreed] }, calendar)).toMatchObject({ provisional: false, dueAt: agreed.dueAt, explanation: { replacements: [{ reason: '出差' }] } });
  });

  it('out of order, with a window that ends before it begins, or no instant are refused', () => {
    const [first, second] = [window('01 10:12', '02 14:00', '02 16:00'), window('01 10:30', '02 16:00', '02 18:00')];
    expect(() => compute({ replacements: [second, first] })).toThrow(expect.objectContaining({ code: 'replacement.order' }));
    expect(() => compute({ replacements: [{ ...first, windowFrom: first.dueAt }] })).toThrow(expect.objectContaining({ field: 'windowFrom' }));
    expect(() => compute({ replacements: [{ ...first, dueAt: new Date(NaN) }] })).toThrow(expect.objectContaining({ field: 'replacement.dueAt' }));
  });
});

it('an explanation survives being stored as JSON', () => {
  const { explanation } = compute({ pauses: [noAccess('01 11:00')], replacements: [window('01 10:12', '02 14:00', '02 16:00')] });
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
});
