import * as service from '@luyue/outstation-channel';
import { serviceStage } from '@luyue/testing/service-stage';
import { tellChannel } from '../../../infra/local/demo-channel.mjs';
import { roomsOfChannel } from '../../../infra/local/demo-channel/rooms.mjs';
import { CHANNEL_STAFF, CHANNEL_UNITS } from '../../../infra/local/demo-makers.mjs';
import { owedBy, type Stage, type Told, toldMaker } from '../demo-makers.ts';

/** Two days after the ranking of the third quarter. */
const NOW = Date.parse('2026-10-14T08:00:00.000Z');
let stage: Stage;
let told: Told;
beforeAll(async () => {
  stage = await serviceStage(service);
  told = await toldMaker(stage, '远航通信', 'outstation-channel', { staff: CHANNEL_STAFF, units: CHANNEL_UNITS });
  // The quarter that is ranked, and no month before it.
  told.of.months = 3;
  expect(await tellChannel(await roomsOfChannel((type) => stage.get(type)), told.of, NOW)).toBeGreaterThan(300);
}, 240_000);
afterAll(() => stage.stop());

describe('a quarter of the outstation channel', () => {
  test('no order is ahead of the clock, and none is settled twice', async () => {
    expect(await told.rows(`SELECT 1 FROM repair_order WHERE entered_at > '${new Date(NOW).toISOString()}'`)).toEqual([]);
    const [{ orders, lines }] = (await told.rows('SELECT (SELECT count(*)::int FROM repair_order WHERE status = \'settled\') AS orders, (SELECT count(*)::int FROM settlement_line) AS lines')) as [{ orders: number; lines: number }];
    expect(orders).toBe(lines);
    expect(orders).toBeGreaterThan(100);
  });

  test('what was owed is owed as the rules say: most of it met, some late, some still open', async () => {
    expect(await owedBy(told)).toMatchObject({
      'OC-1.3': expect.arrayContaining(['met']), 'OC-3.1.2a': expect.arrayContaining(['met']), 'OC-3.1.2b': expect.arrayContaining(['met']), 'OC-3.1.3': expect.arrayContaining(['met']), 'OC-3.1.4a': expect.arrayContaining(['met']), 'OC-3.2.2a': expect.arrayContaining(['met']), 'OC-4.2': expect.arrayContaining(['met']),
      'OC-4.3': expect.arrayContaining(['open']),
    });
    expect(await told.rows(`SELECT 1 FROM obligation WHERE status = 'met' AND settled_at > due_at`)).toEqual([]);
  });
});
