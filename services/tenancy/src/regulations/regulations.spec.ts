import { clausesOf } from '@luyue/regulations';
import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';
import { endOf, refuseAdoption } from './adoptions.rules.ts';
import { rulebookView } from './rulebook-views.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const adoption = (id: string, from: string, more: object = {}) => ({ id, regulation: 'utility-care', regulationVersion: id, publishedAt: at('2025-01-01'), effectiveFrom: at(from), scopeUnitIds: null, supersedes: null, ...more });

describe('a rulebook as it is read', () => {
  const row = (more: object) => ({ ...adoption('2025', '2025-01-01'), tenantId: '', version: 1, recordedBy: '', recordedAt: at('2025-01-01'), ...more });
  const names = new Map([['u1', '江州服务中心']]);

  test('names the version in force at the moment and the units that it binds', () => {
    const adoptions = [row({}), row({ ...adoption('2026', '2026-07-01'), scopeUnitIds: ['u1'], supersedes: '2025' })];
    const inForce = (day: string) => rulebookView('utility-care', adoptions, names, at(day)).inForce;
    expect(inForce('2024-12-31')).toBeNull();
    expect(inForce('2026-06-30')).toEqual({ version: '2025', publishedAt: at('2025-01-01'), effectiveFrom: at('2025-01-01') });
    expect(inForce('2026-07-01')).toMatchObject({ version: '2026', scopeUnits: ['江州服务中心'] });
  });

  test('every clause stands in it in its own order, with a page only where somebody can open one without a record', () => {
    const { clauses } = rulebookView('property-brokerage', [], names, at('2026-01-01'));
    expect(clauses.map((clause) => clause.id)).toEqual(clausesOf('property-brokerage').map((clause) => clause.id));
    expect(clauses.filter((clause) => clause.page?.includes(':'))).toEqual([]);
    expect(clauses.find((clause) => clause.id === 'PB-1')).toMatchObject({ page: '/rulebook', carriedOut: true });
  });
});

describe('PF-21 putting a version in force', () => {
  const first = adoption('2025', '2025-01-01');
  test.each([
    ['the next one, from its publication', adoption('2026', '2026-07-01', { publishedAt: at('2026-07-01'), supersedes: '2025' }), undefined],
    ['before its publication', adoption('2026', '2026-06-30', { publishedAt: at('2026-07-01'), supersedes: '2025' }), 'adoption.beforePublication'],
    ['for nobody', adoption('2026', '2026-07-01', { scopeUnitIds: [], supersedes: '2025' }), 'adoption.scope'],
    ['beside the one in force', adoption('2026', '2026-07-01'), 'adoption.supersedes'],
    ['at the moment of the one that it supersedes', adoption('2026', '2025-01-01', { supersedes: '2025' }), 'adoption.order'],
  ])('%s', (_what, wanted, code) => expect(refuseAdoption(wanted, [first])?.code).toBe(code));

  test('the one before ends where the next begins, without gap or overlap', () => {
    const next = adoption('2026', '2026-07-01', { supersedes: '2025' });
    expect([endOf(first, [first, next]), endOf(next, [first, next])]).toEqual([at('2026-07-01'), null]);
  });
});

describe('PF-21 adoptions of a tenant', () => {
  let tenancy: Running;
  let group: Awaited<ReturnType<Running['group']>>;
  beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
  beforeEach(async () => { group = await tenancy.group(); }, 20_000);
  afterAll(() => tenancy.stop());

  const list = async (as = group.as.north) => (await tenancy.ask('GET', 'adoptions', { as })).body.items;
  const adopt = (body: object) => tenancy.ask('POST', 'adoptions', { as: group.as.north, body: { regulation: 'utility-care', regulationVersion: '2026', publishedAt: '2026-07-01T00:00:00+08:00', ...body } });

  test('a new version takes over for the units it names, here and in the replica', async () => {
    const [{ id: supersedes }] = await list();
    const made = await adopt({ supersedes, scopeUnitIds: [group.north.rootUnitId] });
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ regulationVersion: '2026', effectiveFrom: '2026-06-30T16:00:00.000Z', scopeUnitIds: [group.north.rootUnitId], effectiveUntil: null })]);
    expect((await list()).map((a: { effectiveUntil: string | null }) => a.effectiveUntil)).toEqual([null, '2026-06-30T16:00:00.000Z']);
    const replica = await tenancy.database.read(contextOf(group.as.north), (tx) => tx.manager.query('SELECT regulation_version FROM directory_adoption ORDER BY effective_from'));
    expect(replica).toEqual([{ regulation_version: '2025' }, { regulation_version: '2026' }]);
    expect(await list(group.as.south)).toHaveLength(1);
  });

  test('refuses gaps, early starts and units of others, naming the field', async () => {
    const [{ id: supersedes }] = await list();
    const fields = async (body: object) => (await adopt(body)).body.errors?.map((e: { field: string; code: string }) => [e.field, e.code]);
    expect(await fields({})).toEqual([['supersedes', 'adoption.supersedes']]);
    expect(await fields({ supersedes, effectiveFrom: '2026-06-30T00:00:00+08:00' })).toEqual([['effectiveFrom', 'adoption.beforePublication']]);
    expect(await fields({ supersedes, scopeUnitIds: [group.south.rootUnitId] })).toEqual([['scopeUnitIds.0', 'unknown_unit']]);
    expect(await fields({ supersedes, regulation: 'platform' })).toEqual([['regulation', 'isIn']]);
  });

  test('the rulebooks of what a company has subscribed to are read by its staff, and no others', async () => {
    const { status, body } = await tenancy.ask('GET', 'rulebooks', { as: group.as.north });
    expect([status, body.items.map((book: { regulation: string }) => book.regulation)]).toEqual([200, group.as.north.modules]);
    expect(body.items[0]).toMatchObject({ inForce: { version: '2025' }, clauses: expect.arrayContaining([expect.objectContaining({ id: 'UC-7.3a', inPrinciple: true, parameters: ['uc.fault.network.handleHours'] })]) });
  });

  test('of two at once one finds that the other was faster', async () => {
    const [{ id: supersedes }] = await list();
    const answers = await Promise.all([adopt({ supersedes }), adopt({ supersedes })]);
    expect(answers.map((a) => a.status).sort()).toEqual([201, 400]);
  });
});
