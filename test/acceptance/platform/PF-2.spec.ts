import { signIn } from '../../../infra/local/client.mjs';
import { caseOf, NETWORK, owed, report } from '../cases.ts';
import { eventually, group, HOUR, type Json, MINUTE, naming, type SignedIn, stranger, TENANCY, UC } from '../stage.ts';

const here = group();
const KEY = 'uc.fault.network.repairHours';
const policies = `${TENANCY}/policies`;

/** Another subsidiary below somebody, bare. */
async function subsidiary(by: SignedIn, parentId: string): Promise<Json> {
  const { name, code, domain, password } = naming('SUB');
  const made = await by.post(`${TENANCY}/tenants`, { name, code, kind: 'subsidiary', parentId, modules: ['utility-care'], admin: { name: '管理员', account: `admin@${domain}`, password } });
  return { ...made, account: `admin@${domain}`, password };
}

test('PF-2 headquarters read across their subtree; a subsidiary sees neither its siblings nor its parent', async () => {
  const { headquarters, east, west, hq } = here.here;
  expect((await headquarters.get(`${TENANCY}/tenants`)).items.map((t: Json) => t.id)).toEqual(expect.arrayContaining([hq.sandboxId, east.tenantId, west.tenantId]));
  expect((await east.who.admin.get(`${TENANCY}/tenants`)).items.map((t: Json) => t.id)).toEqual([east.tenantId]);
  const found = await report(east, NETWORK);
  const item = await eventually('the obligation is in the ledger', async () => (await headquarters.get(`/v1/insight/obligations?clauseId=UC-7.3a&tenantId=${east.tenantId}&group=running`)).items.find((o: Json) => o.subject.id === found.id));
  expect(await headquarters.get(`/v1/insight/obligations/${item.id}`)).toMatchObject({ tenantId: east.tenantId, clauseId: 'UC-7.3a', dueAt: owed(found, 'UC-7.3a').dueAt });
  await west.who.supervisor.refused(404, 'GET', `/v1/insight/obligations/${item.id}`);
  await west.who.supervisor.refused(404, 'GET', `/v1/insight/obligations?tenantId=${east.tenantId}`);
  expect((await west.who.supervisor.get('/v1/insight/compliance')).columns.map((c: Json) => c.id)).toEqual([west.tenantId]);
  expect((await headquarters.get('/v1/insight/compliance')).columns.map((c: Json) => c.id)).toEqual(expect.arrayContaining(['all', east.tenantId, west.tenantId]));
});

test('PF-2 headquarters never write a subsidiary\'s business records, and have no place there to sign in to', async () => {
  const { headquarters, hqAdmin, hq, east, platform } = here.here;
  const found = await report(east, NETWORK);
  for (const who of [headquarters, hqAdmin]) {
    for (const [verb, body] of [['notes', { text: '总部意见' }], ['close', { note: '总部关闭' }], ['grade', { severity: 'major', reason: '总部定级', repairHours: 3 }]] as const) {
      expect([403, 404]).toContain((await who.send('POST', `${UC}/cases/${found.id}/${verb}`, { body })).status);
    }
    expect([403, 404]).toContain((await who.send('POST', `${UC}/obligations/${owed(found, 'UC-7.3a').id}/waive`, { body: { reason: '总部豁免' } })).status);
    expect([403, 404]).toContain((await who.send('POST', `${UC}/work-orders/${found.workOrder.id}/assign`, { body: { userId: east.id('technician') } })).status);
  }
  const account = hq.people.supervisor!.account;
  expect(await stranger(platform).refused(403, 'POST', `${TENANCY}/sessions`, { account, password: hq.password, tenantId: east.tenantId })).toMatchObject({ clause: 'PF-5', code: 'place_refused' });
  expect((await caseOf(east, found.id)).version).toBe(found.version);
});

test('PF-2 a released number rules below; a subsidiary may only tighten it where it may, and never loosen it (R19)', async () => {
  const { headquarters, east, west } = here.here;
  await headquarters.post(policies, { key: KEY, value: 20, mayTighten: true, reason: '集团提速' });
  for (const place of [east, west]) {
    await eventually('20 h rules', async () => (await place.who.admin.get(`${policies}/${KEY}`)).inForce.value === 20);
    expect(await place.who.admin.refused(422, 'POST', policies, { key: KEY, value: 22, reason: '试放宽' })).toMatchObject({ clause: 'PF-2', code: 'policy_looser', headquarters: 20, tighter: 'lower' });
  }
  await east.who.admin.post(policies, { key: KEY, value: 18, reason: '自加压力' });
  await eventually('a case of the east owes 18 h, of the west 20', async () => {
    const [a, b] = await Promise.all([east, west].map(async (place) => owed(await report(place, NETWORK), 'UC-7.3b')));
    const hours = [a, b].map((o) => (Date.parse(o.dueAt) - Date.parse(o.startedAt)) / HOUR);
    return hours[0] === 18 && hours[1] === 20;
  }, 20_000);
  const seen = await headquarters.get(`${policies}/${KEY}`);
  expect(seen.differs).toEqual([{ tenantId: east.tenantId, tenantName: east.of.tenant.name, value: 18 }]);
});

test('PF-2 what headquarters lock stays locked, and what has no tighter side takes no other value (R19)', async () => {
  const { headquarters, east } = here.here;
  await headquarters.post(policies, { key: 'uc.fault.referHours', value: 12, mayTighten: false, reason: '统一口径' });
  await headquarters.post(policies, { key: 'uc.fault.noPart.repairStaysOwed', value: true, mayTighten: true, reason: '统一口径' });
  for (const [key, value] of [['uc.fault.referHours', 6], ['uc.fault.noPart.repairStaysOwed', false]] as const) {
    expect(await east.who.admin.refused(422, 'POST', policies, { key, value, reason: '自己定' })).toMatchObject({ clause: 'PF-2', code: 'policy_locked' });
    expect(await east.who.admin.get(`${policies}/${key}`)).toMatchObject({ mayChange: false, whyNot: expect.any(String), inForce: { origin: 'headquarters' } });
  }
});

test('PF-2 a tree of any depth: a subsidiary below a subsidiary starts with what was released above it, and moves with its own', async () => {
  const { hq, east, west } = here.here;
  await hq.admin.post(policies, { key: 'uc.complaint.replyHours', value: 36, reason: '集团口径' });
  const eastAdmin = await east.of.signIn('admin');
  const child = await subsidiary(eastAdmin, east.of.tenant.id);
  const grandchild = await subsidiary(hq.admin, child.id);
  const tree = (await hq.admin.get(`${TENANCY}/tenants`)).items;
  expect(tree.find((t: Json) => t.id === grandchild.id).path).toEqual([hq.tenant.id, east.of.tenant.id, child.id, grandchild.id]);
  const admin = await signIn(here.here.platform.url, grandchild.account, grandchild.password, grandchild.id);
  expect(await admin.get(`${policies}/uc.complaint.replyHours`)).toMatchObject({ inForce: { value: 36, origin: 'headquarters' } });

  await hq.admin.post(`${TENANCY}/tenants/${child.id}/move`, { parentId: west.of.tenant.id });
  const moved = (await hq.admin.get(`${TENANCY}/tenants`)).items;
  expect(moved.find((t: Json) => t.id === grandchild.id).path).toEqual([hq.tenant.id, west.of.tenant.id, child.id, grandchild.id]);
  expect((await eastAdmin.get(`${TENANCY}/tenants`)).items).toHaveLength(1);
  for (const parentId of [child.id, grandchild.id]) expect(await hq.admin.refused(422, 'POST', `${TENANCY}/tenants/${child.id}/move`, { parentId })).toMatchObject({ clause: 'PF-2', code: 'tree_loop' });
  await eastAdmin.refused(404, 'POST', `${TENANCY}/tenants/${child.id}/move`, { parentId: east.of.tenant.id });
});

test('PF-2 a place that the tree does not have is refused', async () => {
  const { hq, east, platform } = here.here;
  const operator = stranger(platform, { 'x-operator-key': platform.operatorKey });
  const body = (kind: string, parentId?: string): object => {
    const { name, code, domain, password } = naming('PLACE');
    return { name, code, kind, ...(parentId && { parentId }), modules: ['utility-care'], admin: { name: '管理员', account: `admin@${domain}`, password } };
  };
  expect(await operator.refused(422, 'POST', `${TENANCY}/tenants`, body('subsidiary'))).toMatchObject({ clause: 'PF-2', code: 'parent_missing' });
  expect(await hq.admin.refused(422, 'POST', `${TENANCY}/tenants`, body('company', hq.tenant.id))).toMatchObject({ clause: 'PF-2', code: 'parent_refused' });
  await (await east.of.signIn('admin')).refused(404, 'POST', `${TENANCY}/tenants`, body('subsidiary', hq.tenant.id));
});

test('PF-2 an escalation reaches headquarters as a notice of their own, leading to their report and not into the case (R10)', async () => {
  const { headquarters, east } = here.here;
  const found = await report(east, NETWORK);
  await east.moveTo(Date.parse(owed(found, 'UC-7.3a').dueAt) + MINUTE);
  const told = await eventually('headquarters are told', async () => (await headquarters.get('/v1/notification/inbox?limit=50')).items.find((m: Json) => m.title.zh.includes(found.number)), 20_000);
  expect(told).toMatchObject({ kind: 'escalation_to_headquarters', clauseId: 'UC-7.3a', link: `/compliance?clause=UC-7.3a&column=${east.tenantId}` });
  expect(told.title.zh).toContain(east.of.tenant.name);
});

test('PF-2 what waits in each place is counted below headquarters; everybody else counts the own company, within their units', async () => {
  const { headquarters, hq, east, west } = here.here;
  const placesOf = async (who: SignedIn): Promise<Map<string, Json>> => new Map((await who.get('/v1/insight/places')).items.map((each: Json) => [each.tenantId, each]));
  const before = (await placesOf(headquarters)).get(east.tenantId)!;
  const found = await report(east, NETWORK);
  await east.moveTo(Date.parse(owed(found, 'UC-7.3a').dueAt) + MINUTE);
  const counted = await eventually('it waits in the east', async () => {
    const places = await placesOf(headquarters);
    return places.get(east.tenantId)!.overdue > before.overdue && places;
  }, 20_000);
  expect([...counted.keys()]).toEqual(expect.arrayContaining([hq.sandboxId, east.tenantId, west.tenantId]));
  expect([...(await placesOf(east.who.callTaker)).entries()]).toEqual([[east.tenantId, counted.get(east.tenantId)]]);
  expect([...(await placesOf(west.who.supervisor)).keys()]).toEqual([west.tenantId]);
});
