import { clauseOf, dutyOf, faultsOf, recordOf, STATION_DUTIES, trainingMoves } from './station-duties.rules.ts';

test('what is owed for a station: OC-3.1.2b, twice OC-3.2.1, OC-3.2.2c, OC-3.2.3c, each as often as its parameter says', () => {
  expect(STATION_DUTIES.map((d) => [d.kind, d.clauseId, d.parameter, d.strand])).toEqual([
    ['status_check', 'OC-3.1.2b', 'oc.station.check.everyMonths', undefined], ['attitude_check', 'OC-3.2.1', 'oc.station.attitude.everyMonths', 'check'], ['attitude_training', 'OC-3.2.1', 'oc.station.attitude.everyMonths', 'training'],
    ['settlement_talk', 'OC-3.2.2c', 'oc.settlement.talk.everyMonths', undefined], ['spares_training', 'OC-3.2.3c', 'oc.station.spares.everyMonths', undefined],
  ]);
  expect([dutyOf('technical_training'), clauseOf('technical_training'), clauseOf('operation_training'), recordOf('spares')]).toEqual([undefined, 'OC-3.4', 'OC-2.4', 'spares_training']);
});

test.each([
  ['status_check', undefined, [], ['score:required']], ['status_check', 0, [], []], ['attitude_check', 100, [], []], ['settlement_talk', undefined, [], []], ['settlement_talk', 80, [], ['score:not_a_check']],
  ['spares_training', undefined, [], ['attendees:required']], ['spares_training', undefined, ['马师傅'], []], ['technical_training', 5, [], ['score:not_a_check', 'attendees:required']],
] as const)('a record of %s with score %s and attendees %j: %j', (kind, score, attendees, faults) => {
  expect(faultsOf(kind, score, attendees).map((f) => `${f.field}:${f.code}`)).toEqual(faults);
});

test('OC-3.4 a planned training is held or cancelled, once', () => {
  expect(trainingMoves).toEqual({ planned: ['held', 'cancelled'], held: [], cancelled: [] });
});
