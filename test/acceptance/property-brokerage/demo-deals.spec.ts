import { Ledger } from '@luyue/ledger';
import { type Place, serviceStage } from '@luyue/testing/service-stage';
import * as service from '@luyue/property-brokerage';
import { HeldFunds } from '@luyue/property-brokerage/held-funds/held-funds.service';
import { type Rooms, roomsOf } from '../../../infra/local/demo-deals/rooms.mjs';
import { tellDeals, type ToldCompany } from '../../../infra/local/demo-deals.mjs';
import { PROPERTY_STAFF } from '../../../infra/local/property-staff.mjs';

const DEALS = 14;
/** Told before the interruption, and all told to another company without one. */
const [BEFORE, TOGETHER] = [5, 8];
const NOW = Date.parse('2026-11-25T08:00:00.000Z');
interface Row { [column: string]: any }

let stage: Awaited<ReturnType<typeof serviceStage>>;
let rooms: Rooms;

/** A city company as the demo has it, known to the service alone. */
async function city(name: string): Promise<ToldCompany & { place: Place }> {
  const place = await stage.tenant(name, { modules: ['property-brokerage'], regulations: ['property-brokerage', 'platform'] });
  const units: Record<string, string> = { root: place.unitId };
  for (const [key, unitName, kind] of [['department', '客户服务部', 'department'], ['shop', '滨江路地铺', 'shop'], ['shop2', '学府路地铺', 'shop']] as const) units[key] = await stage.unit(place, unitName, { kind });
  const people: ToldCompany['people'] = {};
  for (const { key, name: personName, unit, roles } of PROPERTY_STAFF) people[key] = await stage.person(place, personName, { roles, unitId: units[unit!], roleUnitId: place.unitId });
  return { place, tenant: { id: place.id, name }, units, people, staff: PROPERTY_STAFF, code: 'AJJZ', city: '江州', districts: ['城东区'], deals: DEALS };
}
/** So many, then it is asked to stop. */
function tellSome(of: ToldCompany, left: number): Promise<number> {
  return tellDeals(rooms, of, NOW, () => (left -= 1) < 0);
}
const rows = (at: { place: Place }, sql: string): Promise<Row[]> => stage.read(at.place, (tx) => tx.manager.query(sql));

beforeAll(async () => {
  stage = await serviceStage(service, { environment: () => ({ PUBLIC_URL: 'https://luyue.example' }) });
  rooms = await roomsOf((type) => stage.get(type));
});
afterAll(() => stage.stop());

describe('a quarter of deals', () => {
  let told: Awaited<ReturnType<typeof city>>;
  let deals: Row[];
  let tellings: number[];
  beforeAll(async () => {
    told = await city('江州公司');
    tellings = [await tellSome(told, BEFORE), await tellDeals(rooms, told, NOW), await tellDeals(rooms, told, NOW)];
    deals = await rows(told, 'SELECT * FROM deal ORDER BY number');
  }, 120_000);

  test('stands in the stages that its days allow, and none is ahead of the clock', async () => {
    expect(deals).toHaveLength(DEALS);
    const statuses = new Set(deals.map((d) => d['status']));
    expect([...statuses]).toEqual(expect.arrayContaining(['taken', 'archived']));
    expect(deals.filter((d) => d['signed_at'] > new Date(NOW))).toEqual([]);
    expect(await rows(told, `SELECT 1 FROM deal_entry WHERE at > '${new Date(NOW).toISOString()}'`)).toEqual([]);
  });

  test('every book balances, and a deal that is over holds nothing', async () => {
    expect(await stage.read(told.place, (tx) => stage.get(Ledger).verify(tx))).toEqual([]);
    const over = deals.filter((d) => d['archived_at'] || d['cancelled_at']);
    expect(over.length).toBeGreaterThan(0);
    const balances = await stage.read(told.place, (tx) => stage.get(HeldFunds).balancesOf(tx, over.map((d) => d['id'])));
    for (const book of balances.values()) expect(Object.values(book).every((amount) => amount.isZero)).toBe(true);
  });

  test('what was owed is owed as the rules say: opened with its cause, met at its fact, late where the fact was', async () => {
    const owed = await rows(told, 'SELECT o.*, d.signed_at, d.f1_sent_at FROM obligation o LEFT JOIN deal d ON d.id = o.subject_id');
    const first = owed.filter((o) => o['clause_id'] === 'PB-4.1a');
    expect(first).toHaveLength(DEALS);
    for (const o of first) {
      expect(o['started_at']).toEqual(o['signed_at']);
      if (o['f1_sent_at']) expect({ status: o['status'], at: o['settled_at'] }).toEqual({ status: o['f1_sent_at'] <= o['due_at'] ? 'met' : 'met_late', at: o['f1_sent_at'] });
    }
    for (const o of owed.filter((one) => one['settled_at'] && one['status'].startsWith('met'))) expect(o['status']).toBe(o['due_at'] === null || o['settled_at'] <= o['due_at'] ? 'met' : 'met_late');
    expect(owed.filter((o) => o['status'] === 'met_late').length).toBeGreaterThan(0);
    const closed = new Set(deals.filter((d) => d['archived_at']).map((d) => d['id']));
    const hanging = await rows(told, `SELECT o.clause_id FROM obligation o WHERE o.status = 'open' AND (o.subject_id = ANY (ARRAY['${[...closed].join("','")}']::uuid[]) OR o.subject_id IN (SELECT subject_id FROM deal_subject WHERE deal_id = ANY (ARRAY['${[...closed].join("','")}']::uuid[])))`);
    expect(hanging).toEqual([]);
  });

  test('nobody is written to today about what is long over', async () => {
    const asked = (await stage.published(told.place)).filter((e) => e.type === 'notification.message.requested.v1');
    const messages = await rows(told, 'SELECT requested_at FROM deal_message');
    expect(messages.length).toBeGreaterThan(asked.length);
    expect(messages.filter((m) => m['requested_at'] > new Date(NOW)).length).toBe(0);
  });

  test('the bank was reconciled day by day; what it alone knew is explained', async () => {
    const days = await rows(told, 'SELECT day::text, status, matched, differences, unexplained FROM reconciliation ORDER BY day');
    expect(days.length).toBeGreaterThan(2);
    for (const day of days.filter((d) => d['status'] === 'closed')) expect(day['unexplained']).toBe(0);
    expect(days.some((d) => d['matched'] > 0)).toBe(true);
    const lines = await rows(told, `SELECT state, explanation FROM reconciliation_line WHERE state <> 'matched'`);
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map((l) => l['state']))).toEqual(new Set(['bank_only']));
  });

  test('an interrupted telling goes on where it stopped, and tells nothing twice', () => {
    expect(tellings).toEqual([BEFORE, DEALS - BEFORE, 0]);
  });

  test('another company that is told the same, without an interruption, has the same deals', async () => {
    const again = await city('江州公司');
    expect(await tellSome(again, TOGETHER)).toBe(TOGETHER);
    const same = (list: Row[]) => list.map(({ number, title, price_fen, status, stage: where, f1_sent_at, archived_at }) => ({ number, title, price_fen, status, where, f1_sent_at, archived_at }));
    const others = await rows(again, 'SELECT * FROM deal ORDER BY number');
    expect(same(others)).toEqual(same(deals.filter((d) => others.some(({ number }) => number === d['number']))));
    const breaches = `SELECT d.number, o.clause_id, o.status, o.due_at, o.settled_at FROM obligation o JOIN (SELECT id AS subject_id, id AS deal_id FROM deal UNION SELECT subject_id, deal_id FROM deal_subject) s USING (subject_id)
      JOIN deal d ON d.id = s.deal_id WHERE d.number = ANY (ARRAY['${others.map((d) => d['number']).join("','")}']) ORDER BY 1, 2, o.started_at, 4`;
    const owed = await rows(again, breaches);
    expect(owed.length).toBeGreaterThan(TOGETHER);
    expect(owed).toEqual(await rows(told, breaches));
  }, 120_000);
});
