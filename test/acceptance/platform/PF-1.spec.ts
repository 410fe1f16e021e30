import { randomUUID } from 'node:crypto';
import { after, caseOf, NETWORK, owed, report } from '../cases.ts';
import { eventually, group, HOUR, type Json, MINUTE, naming, openGasCompany, START_MS, stranger, TENANCY, UC } from '../stage.ts';

const here = group();
const operator = () => stranger(here.here.platform, { 'x-operator-key': here.here.platform.operatorKey });

/** The body that makes a company, told apart by its name. */
function plan(more: object = {}): Json {
  const { name, code, domain, password } = naming('PF1');
  return { name, code, kind: 'company', modules: ['utility-care'], admin: { name: '管理员', account: `admin@${domain}`, password }, ...more };
}

test('PF-1 a company signs up and works at once: tenant, twin, roles, calendar, numbers and rulebook in seconds', async () => {
  const started = Date.now();
  const gas = await openGasCompany({ live: true });
  expect(await report(gas, NETWORK)).toMatchObject({ status: 'open', obligations: { length: 2 } });
  // Provisioning, a dozen people and their sign-ins, households and a first case.
  expect(Date.now() - started).toBeLessThan(60_000);
  for (const admin of [gas.who.admin, await gas.of.signIn('admin', true)]) {
    const [roles, years, policies, adoptions, units] = await Promise.all(['roles', 'calendar-years', 'policies?context=uc', 'adoptions', 'units'].map((list) => admin.get(`${TENANCY}/${list}`)));
    expect(roles.items.map((r: Json) => r.code)).toEqual(expect.arrayContaining(['administrator', 'call_taker', 'dispatcher', 'technician', 'supervisor', 'leader']));
    expect(years.items.filter((y: Json) => y.published).map((y: Json) => y.year)).toContain(2026);
    expect(policies.items.find((p: Json) => p.key === 'uc.fault.network.handleHours')).toMatchObject({ inForce: { value: 6, origin: 'default' } });
    expect(adoptions.items).toMatchObject([{ regulation: 'utility-care', effectiveUntil: null }]);
    expect(units.items.length).toBeGreaterThanOrEqual(4);
  }
}, START_MS);

test('PF-1 only the operator, or headquarters for their own, make a company; bad input is named and leaves nothing behind', async () => {
  const body = plan();
  for (const who of [stranger(here.here.platform), stranger(here.here.platform, { 'x-operator-key': 'guess' })]) expect(await who.refused(403, 'POST', `${TENANCY}/tenants`, body)).toMatchObject({ clause: 'PF-1', code: 'operator_key' });
  await here.here.east.who.supervisor.refused(403, 'POST', `${TENANCY}/tenants`, body);
  for (const [change, field] of [[{ code: 'x y' }, 'code'], [{ modules: ['water'] }, 'modules'], [{ admin: { ...body.admin, account: 'nobody' } }, 'admin.account'], [{ admin: { ...body.admin, password: 'short' } }, 'admin.password'], [{ colour: 'red' }, 'colour']] as const) {
    expect((await operator().refused(400, 'POST', `${TENANCY}/tenants`, { ...body, ...change })).errors).toMatchObject([{ field }]);
  }
  await stranger(here.here.platform).refused(401, 'POST', `${TENANCY}/sessions`, { account: body.admin.account, password: body.admin.password });
  const made = await operator().post(`${TENANCY}/tenants`, body);
  expect(made).toMatchObject({ name: body.name, status: 'active', sandbox: { id: expect.any(String) } });
  expect(await operator().refused(409, 'POST', `${TENANCY}/tenants`, { ...plan(), id: made.id })).toMatchObject({ code: 'tenant_exists' });
});

test('PF-1 suspended: reading stays, writing and messages stop, clocks run on and their breach is left out of assessments; resumed, all goes on', async () => {
  const { hq, east, headquarters } = here.here;
  const found = await report(east, NETWORK);
  const due = owed(found, 'UC-7.3a').dueAt;
  const path = `${TENANCY}/tenants/${east.of.tenant.id}`;
  const early = await east.of.signIn('callTaker', true);
  const answerTo = async (): Promise<number> => (await early.send('POST', `${UC}/intakes`, { body: { channel: 'phone' } })).status;
  expect(await answerTo()).toBe(201);
  expect((await hq.admin.refused(400, 'POST', `${path}/suspend`, {})).errors).toMatchObject([{ field: 'reason' }]);
  // Nobody moves the clock of a suspended sandbox: the due time comes up by itself, a while after the suspension.
  await east.moveTo(Date.parse(due) - 10_000);
  expect(await hq.admin.post(`${path}/suspend`, { reason: '欠费三个月' })).toMatchObject({ status: 'suspended' });
  expect(await hq.admin.refused(409, 'POST', `${path}/suspend`, { reason: '再停一次' })).toMatchObject({ clause: 'PF-1', code: 'transition_refused', allowed: ['active'] });

  // A token from before is good for ten minutes; what it was good for is not.
  await eventually('writing ends for who is signed in already', async () => (await answerTo()) === 403, 4_000);
  expect((await early.get(`${UC}/cases/${found.id}`)).id).toBe(found.id);
  expect((await early.send('GET', `${TENANCY}/suspended-tenants`)).status).toBe(404);
  // The twin follows; whoever signs in now reads and does nothing else.
  const [taker, supervisor] = await Promise.all(['callTaker', 'supervisor'].map((key) => east.of.signIn(key, true)));
  expect(taker!.session.place.tenantStatus).toBe('suspended');
  expect((await taker!.get(`${UC}/cases/${found.id}`)).id).toBe(found.id);
  for (const [who, to, body] of [[taker, 'intakes', { channel: 'phone' }], [supervisor, `cases/${found.id}/notes`, { text: '还能写吗' }], [supervisor, `obligations/${owed(found, 'UC-7.3a').id}/waive`, { reason: '停用' }]] as const) {
    expect((await who!.refused(403, 'POST', `${UC}/${to}`, body)).code).toBe('forbidden');
  }
  await east.who.admin.refused(403, 'POST', `${TENANCY}/sandbox-clock`, { to: after(due, MINUTE) });
  await eventually('the breach of the suspended time', async () => owed(await caseOf(east, found.id), 'UC-7.3a').breachedAt === due, 40_000);
  const month = new Date(Date.parse(due) + 8 * HOUR).toISOString().slice(0, 7);
  const cell = await eventually('headquarters sees it apart', async () => {
    const page = await headquarters.get(`/v1/insight/compliance?month=${month}`);
    const at = page.rows.find((r: Json) => r.clauseId === 'UC-7.3a')?.cells.find((c: Json) => c.columnId === east.tenantId);
    return at?.suspended > 0 && at;
  });
  expect(cell).toMatchObject({ total: 0, rate: null, suspended: 1 });
  const sent = (await supervisor!.get('/v1/notification/outbox-messages?limit=50')).items.filter((m: Json) => m.subject.includes(found.number));
  for (const message of sent) expect(['withheld', 'vacant']).toContain(message.status);

  expect(await hq.admin.post(`${path}/resume`, { reason: '已缴清' })).toMatchObject({ status: 'active' });
  await eventually('and comes back with the resumption', async () => (await answerTo()) === 201, 4_000);
  expect(await (await east.of.signIn('callTaker', true)).post(`${UC}/intakes`, { channel: 'phone' })).toMatchObject({ id: expect.any(String) });
  for (const [admin, target] of [[hq.admin, east.of.tenant.id], [await east.of.signIn('admin'), east.of.tenant.id]] as const) {
    const deeds = (await admin.get(`${TENANCY}/audit-entries?targetId=${target}`)).items;
    expect(deeds.map((d: Json) => d.action)).toEqual(expect.arrayContaining(['tenant.resumed', 'tenant.suspended', 'tenant.provisioned']));
    expect(deeds.find((d: Json) => d.action === 'tenant.suspended').after).toMatchObject({ status: 'suspended', reason: '欠费三个月' });
  }
}, 120_000);

test('PF-1 nobody suspends the company they work in, nor one that is not below them', async () => {
  const { hq, east, west } = here.here;
  const suspend = (id: string): string => `${TENANCY}/tenants/${id}/suspend`;
  expect(await hq.admin.refused(422, 'POST', suspend(hq.tenant.id), { reason: '自己停自己' })).toMatchObject({ clause: 'PF-2', code: 'own_tenant' });
  const eastAdmin = await east.of.signIn('admin');
  for (const id of [west.of.tenant.id, hq.tenant.id, randomUUID()]) await eastAdmin.refused(404, 'POST', suspend(id), { reason: '停别家' });
});
