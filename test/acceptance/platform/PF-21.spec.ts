import { after, allOwed, CONSULTATION, NETWORK, owed, report, walkIn } from '../cases.ts';
import { DAY, eventually, gasCompany, HOUR, type Json, MINUTE, TENANCY, UC } from '../stage.ts';

const gas = gasCompany();
const ADOPTIONS = `${TENANCY}/adoptions`;
const adoptions = async (): Promise<Json[]> => (await gas.here.who.admin.get(ADOPTIONS)).items;
const version = (more: object): object => ({ regulation: 'utility-care', regulationVersion: '2027', publishedAt: '2026-01-01T00:00:00+08:00', ...more });

test('PF-21 a company starts with the rulebook of its module in force for all of it', async () => {
  expect(await adoptions()).toMatchObject([{ regulation: 'utility-care', regulationVersion: '2025', scopeUnitIds: null, supersedes: null, effectiveUntil: null }]);
  expect(allOwed(await report(gas.here, NETWORK), 'UC-7.3a')).toHaveLength(1);
});

test('UC-1 the purpose stands at the head of the rulebook that the company adopted; what is not carried out here yet says so', async () => {
  const { items: [book] } = await gas.here.who.supervisor.get(`${TENANCY}/rulebooks`);
  expect(book).toMatchObject({ regulation: 'utility-care', inForce: { version: '2025' } });
  expect(book.clauses[0]).toMatchObject({ id: 'UC-1', kinds: ['statement'], text: { zh: '统一客户服务的管理和标准，保障安全、稳定供气。' }, page: '/rulebook' });
  expect(book.clauses.find((clause: Json) => clause.id === 'UC-22')).toMatchObject({ carriedOut: false, page: null });
});

test('PF-21 a version is never in force before its publication, names whom it binds, and follows the latest one without gap or overlap', async () => {
  const [first] = await adoptions();
  const { admin, supervisor } = gas.here.who;
  const from = after((await gas.here.now()).toISOString(), 5 * DAY);
  const wrong: [object, string, string][] = [
    [version({ publishedAt: after(from, DAY), effectiveFrom: from, supersedes: first.id }), 'effectiveFrom', 'adoption.beforePublication'], [version({ effectiveFrom: from }), 'supersedes', 'adoption.supersedes'],
    [version({ effectiveFrom: from, supersedes: gas.here.of.tenant.id }), 'supersedes', 'adoption.supersedes'], [version({ effectiveFrom: from, supersedes: first.id, scopeUnitIds: [] }), 'scopeUnitIds', 'adoption.scope'],
    [version({ publishedAt: '2020-01-01T00:00:00Z', effectiveFrom: '2021-01-01T00:00:00Z', supersedes: first.id }), 'effectiveFrom', 'adoption.order'], [version({ effectiveFrom: from, supersedes: first.id, scopeUnitIds: [gas.here.of.tenant.id] }), 'scopeUnitIds.0', 'unknown_unit'],
    [version({ regulation: 'platform', effectiveFrom: from }), 'regulation', 'isIn'],
  ];
  for (const [body, field, code] of wrong) expect((await admin.refused(400, 'POST', ADOPTIONS, body)).errors).toMatchObject([{ field, code }]);
  await supervisor.refused(403, 'POST', ADOPTIONS, version({ effectiveFrom: from, supersedes: first.id }));
  expect(await adoptions()).toHaveLength(1);
});

test('PF-21 the version before ends where the new one begins; obligations open only for the units in scope, and what was open runs on', async () => {
  const [first] = await adoptions();
  const before = await report(gas.here, NETWORK);
  const effectiveFrom = after((await gas.here.now()).toISOString(), 2 * HOUR);
  // Bound from then on: the repair team alone.
  const second = await gas.here.who.admin.post(ADOPTIONS, version({ effectiveFrom, supersedes: first.id, scopeUnitIds: [gas.here.unit('repair')] }));
  expect((await adoptions()).map((a) => [a.id, a.effectiveUntil])).toEqual([[second.id, null], [first.id, effectiveFrom]]);
  expect(allOwed(await report(gas.here, NETWORK), 'UC-7.3a')).toHaveLength(1);

  await gas.here.moveTo(after(effectiveFrom, MINUTE));
  const outside = await eventually('the new scope rules', async () => {
    const found = await walkIn(gas.here, NETWORK);
    return found.obligations.length === 0 && found;
  });
  expect(outside).toMatchObject({ status: 'open', workOrder: { status: 'queued' } });
  expect(owed(await walkIn(gas.here, NETWORK, { unitId: gas.here.unit('repair') }), 'UC-7.3a').status).toBe('open');
  // Opened under the first version: due as ever, breached as ever.
  await gas.here.moveTo(after(owed(before, 'UC-7.3a').dueAt, MINUTE));
  await eventually('the old one is breached', async () => owed(await gas.here.who.supervisor.get(`${UC}/cases/${before.id}`), 'UC-7.3a').breachedAt === owed(before, 'UC-7.3a').dueAt, 20_000);
});

test('PF-21 a fact counts under the version of its own moment: nothing opens for one before any was in force', async () => {
  const home = gas.here.home();
  const file = ['通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号', `2024-06-01 10:00:00,${home.phone},${home.holderName},${home.address},报修,管网,无气,旧账补录,0108`].join('\n');
  expect(await gas.here.who.supervisor.upload(`${UC}/imports/calls`, 'old.csv', file, 'text/csv')).toMatchObject({ created: 1 });
  const [row] = (await gas.here.who.supervisor.get(`${UC}/cases?q=${home.phone.replaceAll('-', '')}`)).items;
  expect((await gas.here.who.supervisor.get(`${UC}/cases/${row.id}`)).obligations).toEqual([]);
  expect(await report(gas.here, CONSULTATION)).toMatchObject({ status: 'open' });
});

test('PF-21 every adoption is on the audit trail', async () => {
  const [entry] = (await gas.here.who.admin.get(`${TENANCY}/audit-entries?action=regulation.adopted`)).items;
  expect(entry).toMatchObject({ target: { name: 'utility-care 2027' }, after: { scopeUnitIds: [gas.here.unit('repair')], supersedes: expect.any(String) } });
});
