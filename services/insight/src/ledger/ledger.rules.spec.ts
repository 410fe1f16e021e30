import { clockFactsOf, isSuspendedBreach, newestOfEach, standingOf } from './ledger.rules.ts';

test.each([
  ['open', null, false, 'open'], ['met', null, false, 'in_time'], ['met_late', '2026-11-10T08:00:00Z', false, 'late'],
  ['waived', null, false, 'waived'], ['waived', '2026-11-10T08:00:00Z', false, 'waived_after_breach'], ['cancelled', '2026-11-10T08:00:00Z', false, 'cancelled_after_breach'],
  // R18: the fulfilment by the new due time decides, not the voided breach.
  ['met', '2026-11-10T08:00:00Z', true, 'in_time'], ['cancelled', '2026-11-10T08:00:00Z', true, 'cancelled'], ['met_late', '2026-11-10T08:00:00Z', true, 'late'],
] as const)('R12, R18: %s, breached %s, voided %s stands as %s', (status, breachedAt, voidedByCalendar, standing) => {
  expect(standingOf({ status, breachedAt, voidedByCalendar })).toBe(standing);
});

test.each([
  ['a running tenant', 'active', ['utility-care'], 'utility-care', false], ['a suspended tenant', 'suspended', ['utility-care'], 'utility-care', true],
  ['a module that is not subscribed', 'active', [], 'utility-care', true], ["the platform's own duty", 'active', [], 'notification', false],
] as const)('R26: a breach in %s is suspended or not', (_what, status, modules, context, suspended) => {
  const tenant = { status, modules: [...modules] };
  expect(isSuspendedBreach({ context, breachedAt: '2026-11-10T08:00:00Z' }, tenant)).toBe(suspended);
  expect(isSuspendedBreach({ context, breachedAt: null }, tenant)).toBe(false);
  expect(isSuspendedBreach({ context, breachedAt: '2026-11-10T08:00:00Z' }, undefined)).toBe(false);
});

test('of one obligation the highest version is left, and of one version the later event', () => {
  const [a1, a3, a2, b1] = [{ obligationId: 'a', version: 1 }, { obligationId: 'a', version: 3 }, { obligationId: 'a', version: 2 }, { obligationId: 'b', version: 1 }];
  expect(newestOfEach([a1, a3, a2, b1])).toEqual([a3, b1]);
  const again = { ...a3 };
  expect(newestOfEach([a3, again])[0]).toBe(again);
});

test('what moves a due time is kept beside the explanation; most have neither a pause nor an agreed window', () => {
  const [pauses, replacements] = [[{ from: '2026-11-10T03:00:00.000Z', to: null, reason: '没人在', counted: true }], [{ at: '2026-11-10T04:00:00.000Z', dueAt: '2026-11-11T04:00:00.000Z', agreedBy: '陈静', channel: 'phone', previousDueAt: null }]];
  expect(JSON.parse(clockFactsOf({ explanation: { clock: 'elapsed', pauses, replacements, history: [] } }))).toEqual({ pauses, replacements });
  expect(JSON.parse(clockFactsOf({ explanation: { clock: 'date', pauses: [], replacements: [], after: '2026-02-15' } }))).toEqual({ after: '2026-02-15' });
  expect([clockFactsOf({ explanation: { pauses: [], replacements: [] } }), clockFactsOf({ explanation: {} })]).toEqual(['{}', '{}']);
});
