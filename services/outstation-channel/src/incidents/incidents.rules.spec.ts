import { dutiesOfAwareness, dutiesOfReport, exposureOf, incidentMoves } from './incidents.rules.ts';

test('OC-3.6 nothing is resolved that was never reported; what comes up again starts with a first report (reading 14)', () => {
  expect(incidentMoves).toEqual({ open: ['reported'], reported: ['reported', 'resolved'], resolved: ['open'] });
});

test('OC-3.6 awareness starts the first report, each report the next update', () => {
  const at = new Date('2026-03-02T02:00:00Z');
  expect(dutiesOfAwareness({ awareAt: at })).toMatchObject([{ clauseId: 'OC-3.6', parameter: 'oc.incident.firstReportHours', startedAt: at }]);
  expect(dutiesOfReport({ reportedAt: at })).toMatchObject([{ clauseId: 'OC-3.6', parameter: 'oc.incident.updateHours', startedAt: at }]);
});

test('OC-3.6 absence of exposure reads "none known"', () => {
  expect([exposureOf({ exposures: 0 }), exposureOf({ exposures: 2 })]).toEqual(['none_known', 'exposed']);
});
