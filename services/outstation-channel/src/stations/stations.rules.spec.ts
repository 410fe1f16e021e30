import { changedFields, changeMoves, isGap, type StationData, stationMoves, unitsPerStation } from './stations.rules.ts';

const DATA: StationData = { operator: '甲', address: '一', latitude: 1, longitude: 2, contacts: [], models: [], repairers: 1, hours: '', note: '' };

test('a closed station stays closed; a change is decided once (OC-3.5.2)', () => {
  expect([stationMoves, changeMoves]).toEqual([{ open: ['closed'], closed: [] }, { told: ['confirmed', 'rejected'], confirmed: [], rejected: [] }]);
});

test('OC-3.5.2 what differs is told, and nothing else', () => {
  expect(changedFields(DATA, { ...DATA, address: '二', contacts: [{ name: '张', role: '', phone: '139' }] })).toEqual(['address', 'contacts']);
  expect(changedFields(DATA, { ...DATA })).toEqual([]);
});

test.each([[0, 1, true, null], [0, 0, false, null], [1, 1000, false, 1000], [3, 1000, false, 333]])('OC-2.1 %d stations and %d units sold: gap %s, %s for each', (stations, unitsSold, gap, each) => {
  expect([isGap({ stations, unitsSold }), unitsPerStation({ stations, unitsSold })]).toEqual([gap, each]);
});
