import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';
import { latest, refuseDays, refuseLoad } from './calendars.rules.ts';

describe('R18 loading and correcting a year', () => {
  const loaded = { version: 1 };
  test.each([
    ['a new national year at the top', undefined, 'load', 'national', true, undefined],
    ['a year loaded twice', loaded, 'load', 'national', true, 'calendar_year_loaded'],
    ['a correction', loaded, 'correct', 'national', true, undefined],
    ['a correction of what is not there', undefined, 'correct', 'national', true, 'calendar_year_missing'],
    ['a national year below headquarters', undefined, 'load', 'national', false, 'calendar_from_headquarters'],
    ['own exceptions below headquarters', undefined, 'load', 'tenant', false, undefined],
  ] as const)('%s', (_what, known, act, origin, isTop, code) => expect(refuseLoad(known, act, origin, isTop)?.code).toBe(code));

  test.each([
    ['a day of another year', { restDays: ['2026-01-01'], workDays: [] }, 'restDays'],
    ['a day that there is not', { restDays: [], workDays: ['2027-02-30'] }, 'workDays'],
    ['a day both off and worked', { restDays: ['2027-01-01'], workDays: ['2027-01-01'] }, 'workDays'],
  ])('%s names its field', (_what, days, field) => expect(refuseDays({ year: 2027, origin: 'national', ...days })).toMatchObject({ field, clause: 'PF-11' }));

  test('the newest version of each year and origin is in force', () => {
    const row = (year: number, version: number, origin: 'national' | 'tenant') => ({ year, version, origin });
    expect(latest([row(2026, 1, 'national'), row(2026, 2, 'national'), row(2025, 1, 'national'), row(2026, 1, 'tenant')])).toEqual([row(2025, 1, 'national'), row(2026, 2, 'national'), row(2026, 1, 'tenant')]);
  });
});

describe('PF-11 calendars', () => {
  let tenancy: Running;
  let group: Awaited<ReturnType<Running['group']>>;
  beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
  beforeEach(async () => { group = await tenancy.group(); }, 20_000);
  afterAll(() => tenancy.stop());

  type Who = 'hq' | 'north' | 'other';
  const year = { year: 2027, restDays: ['2027-01-01', '2027-02-05'], workDays: ['2027-01-30'], source: 'notice of 2026' };
  const publish = (as: Who, body: object = year, path = 'calendar-years') => tenancy.ask('POST', path, { as: group.as[as], body });
  const years = async (as: Who) => (await tenancy.ask('GET', 'calendar-years', { as: group.as[as] })).body.items;

  test('a year published at the top holds below, and is told to each', async () => {
    expect((await publish('hq')).body).toMatchObject({ year: 2027, version: 1, origin: 'national', published: true, setBy: 'Group admin' });
    expect(await years('north')).toContainEqual(expect.objectContaining({ year: 2027, published: true, workDays: ['2027-01-30'] }));
    expect(await years('other')).toContainEqual(expect.objectContaining({ year: 2027, published: false }));
    const told = await tenancy.database.read(contextOf(group.as.north), (tx) => tx.manager.query(`SELECT key FROM outbox WHERE type = 'tenancy.calendar.published.v1' AND payload LIKE '%"year":2027%'`));
    expect(told).toEqual([{ key: `${group.north.id}/2027` }]);
  });

  test('twice is refused; a correction is a version of its own', async () => {
    await publish('hq');
    expect((await publish('hq')).body).toMatchObject({ status: 409, code: 'calendar_year_loaded', clause: 'PF-11' });
    const { year: _year, ...days } = year;
    expect((await publish('hq', { ...days, restDays: ['2027-01-04'], source: 'corrected notice' }, 'calendar-years/2027/corrections')).body).toMatchObject({ version: 2, restDays: ['2027-01-04'] });
    expect(await years('north')).toContainEqual(expect.objectContaining({ year: 2027, version: 2, source: 'corrected notice' }));
    const replica = await tenancy.database.read(contextOf(group.as.north), (tx) => tx.manager.query('SELECT version FROM directory_calendar WHERE year = 2027 ORDER BY version'));
    expect(replica).toEqual([{ version: 1 }, { version: 2 }]);
  });

  test("a subsidiary adds its own exceptions, for itself alone, and not the nation's", async () => {
    expect((await publish('north')).body).toMatchObject({ status: 409, code: 'calendar_from_headquarters' });
    expect((await publish('north', { year: 2026, restDays: ['2026-12-31'], workDays: [], source: 'annual stocktaking', origin: 'tenant' })).status).toBe(201);
    expect((await years('north')).filter((y: { year: number }) => y.year === 2026).map((y: { origin: string }) => y.origin)).toEqual(['national', 'tenant']);
    expect((await years('hq')).filter((y: { year: number }) => y.year === 2026)).toHaveLength(1);
  });

  test('bad days name their field', async () => {
    expect((await publish('hq', { ...year, restDays: ['2026-01-01'] })).body.errors).toMatchObject([{ field: 'restDays', code: 'calendar.otherYear' }]);
  });
});
