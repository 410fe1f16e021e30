import { technicianState } from './regions.rules.ts';

const LIMITS = [{ from: '2020-01-01', min: 1, max: 2 }];
const since = (fromDay: string, untilDay: string | null = null) => ({ fromDay, untilDay });

describe('DV-7.1 a region outside one to two technicians', () => {
  test('has none: flagged from its first day', () => {
    expect(technicianState('2026-09-01', [], LIMITS, '2026-09-30')).toEqual({ count: 0, min: 1, max: 2, outsideSince: '2026-09-01' });
  });

  test('with one and with two it is inside; the third flags it from the day they come', () => {
    const two = [since('2026-09-01'), since('2026-09-05')];
    expect(technicianState('2026-09-01', two, LIMITS, '2026-09-30').outsideSince).toBeNull();
    expect(technicianState('2026-09-01', [...two, since('2026-09-20')], LIMITS, '2026-09-30')).toMatchObject({ count: 3, outsideSince: '2026-09-20' });
    expect(technicianState('2026-09-01', [...two, since('2026-10-01')], LIMITS, '2026-09-30').outsideSince).toBeNull();
  });

  test('the day on which the last one leaves is the first outside; another one on that very day keeps it inside', () => {
    const left = since('2026-09-01', '2026-09-15');
    expect(technicianState('2026-09-01', [left], LIMITS, '2026-09-14').outsideSince).toBeNull();
    expect(technicianState('2026-09-01', [left], LIMITS, '2026-09-15').outsideSince).toBe('2026-09-15');
    expect(technicianState('2026-09-01', [left, since('2026-09-15')], LIMITS, '2026-09-30').outsideSince).toBeNull();
  });

  test('too few and then too many without a break is one time outside; inside between them are two', () => {
    const three = [since('2026-09-10'), since('2026-09-10'), since('2026-09-10')];
    expect(technicianState('2026-09-01', three, LIMITS, '2026-09-30').outsideSince).toBe('2026-09-01');
    expect(technicianState('2026-09-01', [since('2026-09-05'), since('2026-09-10'), since('2026-09-12')], LIMITS, '2026-09-30').outsideSince).toBe('2026-09-12');
  });

  test('other limits of the company count from their day', () => {
    const limits = [...LIMITS, { from: '2026-09-21', min: 2, max: 3 }];
    expect(technicianState('2026-09-01', [since('2026-09-01')], limits, '2026-09-20').outsideSince).toBeNull();
    expect(technicianState('2026-09-01', [since('2026-09-01')], limits, '2026-09-21')).toMatchObject({ min: 2, outsideSince: '2026-09-21' });
  });
});
