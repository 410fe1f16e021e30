import * as service from '@luyue/distributor-visits';
import { serviceStage } from '@luyue/testing/service-stage';
import { tellVisits } from '../../../infra/local/demo-visits.mjs';
import { roomsOfVisits } from '../../../infra/local/demo-visits/rooms.mjs';
import { DISTRIBUTOR_STAFF, DISTRIBUTOR_UNITS } from '../../../infra/local/distributor-staff.mjs';
import { owedBy, type Stage, type Told, toldMaker } from '../demo-makers.ts';

const NOW = Date.parse('2026-11-25T08:00:00.000Z');
let stage: Stage;
let told: Told;
beforeAll(async () => {
  stage = await serviceStage(service);
  told = await toldMaker(stage, '远航家电', 'distributor-visits', { staff: DISTRIBUTOR_STAFF, units: DISTRIBUTOR_UNITS });
  // Fewer customers have fewer visits; what is told of each is the same.
  told.of.customers = 20;
  expect(await tellVisits(await roomsOfVisits((type) => stage.get(type)), told.of, NOW)).toBeGreaterThan(100);
}, 240_000);
afterAll(() => stage.stop());

describe('a quarter of visits', () => {
  test('nothing is ahead of the clock, and it is told once', async () => {
    expect(await told.rows(`SELECT 1 FROM visit WHERE checked_in_at > '${new Date(NOW).toISOString()}'`)).toEqual([]);
    expect(await tellVisits(await roomsOfVisits((type) => stage.get(type)), told.of, NOW)).toBe(0);
  });

  test('what was owed is owed as the rules say: most of it met, some late, some still open', async () => {
    expect(await owedBy(told)).toMatchObject({ 'DV-5': expect.arrayContaining(['met', 'open']), 'DV-9a': expect.arrayContaining(['met']), 'DV-9b': expect.arrayContaining(['met']), 'DV-10': expect.arrayContaining(['met']), 'DV-11': expect.arrayContaining(['met']), 'DV-3.2b': expect.arrayContaining(['met']) });
    expect(await told.rows(`SELECT 1 FROM obligation WHERE status = 'met' AND settled_at > due_at`)).toEqual([]);
  });
});
