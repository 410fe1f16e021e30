import { dutiesOfViolation, KIND_NAMES, VIOLATION_KINDS, violationMoves } from './spare-violations.rules.ts';

test('OC-3.2.3a four kinds of violation; it is reported from its discovery on and decided once', () => {
  expect([VIOLATION_KINDS.map((kind) => KIND_NAMES[kind].zh), violationMoves]).toEqual([['借用局方销售机', '拆用销售机', '拆用备用机', '拆用故障机'], { reported: ['consented', 'confirmed'], consented: [], confirmed: [] }]);
  const discoveredAt = new Date('2026-03-02T02:00:00.000Z');
  expect(dutiesOfViolation({ discoveredAt })).toMatchObject([{ clauseId: 'OC-3.2.3a', parameter: 'oc.violation.reportHours', startedAt: discoveredAt }]);
});
