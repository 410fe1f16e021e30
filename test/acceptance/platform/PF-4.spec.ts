import { act, assign, COMPLAINT, NETWORK, report, steps } from '../cases.ts';
import { photo } from '../../../infra/local/pictures.mjs';
import { type GasCompany, type Json, openGasCompany, START_MS, stranger, TENANCY, UC } from '../stage.ts';

let mine: GasCompany;
let theirs: GasCompany;
/** What the other company has, by the kind of path under which it is read. */
let record: { found: Json; complaint: Json; callback: Json; attachment: Json; client: Json; calls: Json };

beforeAll(async () => {
  [mine, theirs] = await Promise.all([openGasCompany(), openGasCompany()]);
  const { who } = theirs;
  const found = await steps(theirs, 'technician', await assign(theirs, await report(theirs, NETWORK), 'technician'), 'accept');
  let complaint = await report(theirs, COMPLAINT);
  await act(theirs, 'callTaker', complaint, 'transfer', { toUserId: theirs.id('supervisor'), reason: '由主管查' });
  await who.supervisor.post(`${UC}/cases/${complaint.id}/transfer/accept`);
  await act(theirs, 'supervisor', complaint, 'investigate', { entry: '查当日派工记录' });
  await act(theirs, 'supervisor', complaint, 'reply', { content: '已向用户致歉，说明排班调整', how: 'phone' });
  complaint = await act(theirs, 'supervisor', complaint, 'close', { note: '用户接受' });
  const [callback] = (await who.callback.get(`${UC}/callbacks`)).items;
  const attachment = await who.technician.upload(`${UC}/attachments`, '现场.png', photo(7), 'image/png');
  const client = await who.admin.post(`${TENANCY}/clients`, { name: '伙伴', permissions: ['case.read'] });
  const calls = await who.supervisor.upload(`${UC}/imports/calls`, 'calls.csv', '通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号\n2026-01-01 08:00,13900001234,路人,,咨询,,,问路,9999', 'text/csv');
  record = { found, complaint, callback, attachment, client, calls };
}, START_MS);

test('PF-4 what another company has is not there: each id reads as if it had never been', async () => {
  const { found, attachment, calls } = record;
  const order = found.workOrder.id;
  const paths: [keyof GasCompany['who'], string][] = [
    ['supervisor', `${UC}/cases/${found.id}`], ['supervisor', `${UC}/cases/${found.id}/timeline`], ['supervisor', `${UC}/work-orders/${order}`], ['dispatcher', `${UC}/work-orders/${order}/candidates`],
    ['supervisor', `${UC}/obligations/${found.obligations[0].id}`], ['supervisor', `${UC}/accounts/${found.account.id}`], ['supervisor', `${UC}/accounts/${found.account.id}/accesses`],
    ['technician', `${UC}/attachments/${attachment.id}/content`], ['supervisor', `${UC}/imports/${calls.id}`], ['supervisor', `${UC}/imports/${calls.id}/errors.csv`],
    ['supervisor', `/v1/insight/obligations/${found.obligations[0].id}`], ['admin', `${TENANCY}/users/${theirs.id('callTaker')}`],
  ];
  for (const [who, path] of paths) {
    const there = await theirs.who[who].send('GET', path);
    const here = await mine.who[who].send('GET', path);
    expect([path, there.status < 300 || path.includes('/insight/'), here.status, here.body.code]).toEqual([path, true, 404, 'not_found']);
  }
});

test('PF-4 nothing of another company can be changed: not worked, closed, waived, called back, revoked', async () => {
  const { found, complaint, callback, client } = record;
  const order = found.workOrder.id;
  const deeds: [keyof GasCompany['who'], string, object][] = [
    ['supervisor', `${UC}/cases/${found.id}/notes`, { text: '别家来写' }], ['supervisor', `${UC}/cases/${found.id}/close`, { note: '别家来关' }], ['dispatcher', `${UC}/cases/${found.id}/grade`, { severity: 'major', reason: '别家定级', repairHours: 3 }],
    ['supervisor', `${UC}/cases/${complaint.id}/reopen`, { reason: '别家重开' }], ['supervisor', `${UC}/obligations/${found.obligations[0].id}/waive`, { reason: '别家豁免' }],
    ['dispatcher', `${UC}/work-orders/${order}/assign`, { userId: mine.id('technician') }], ['technician', `${UC}/work-orders/${order}/depart`, {}], ['callback', `${UC}/callbacks/${callback.id}/attempts`, { outcome: 'reached', score: 1 }],
    ['supervisor', `${UC}/accounts/${found.account.id}/reveal`, { reason: '别家来看' }], ['admin', `${TENANCY}/clients/${client.id}/revoke`, {}], ['admin', `${TENANCY}/users/${theirs.id('callTaker')}/deactivate`, {}],
    ['admin', `${TENANCY}/tenants/${theirs.of.tenant.id}/suspend`, { reason: '停别家' }],
  ];
  for (const [who, path, body] of deeds) expect([path, (await mine.who[who].send('POST', path, { body })).status]).toEqual([path, 404]);
  expect(await theirs.who.supervisor.get(`${UC}/cases/${found.id}`)).toMatchObject({ version: found.version, status: found.status, workOrder: { version: found.workOrder.version } });
});

test('PF-4 lists hold the own rows alone', async () => {
  const ids = async (gas: GasCompany): Promise<string[]> => {
    const { who } = gas;
    const lists = await Promise.all([
      who.supervisor.get(`${UC}/cases?limit=100`), who.supervisor.get(`${UC}/work-orders?limit=100`), who.supervisor.get(`${UC}/obligations?limit=100`), who.callback.get(`${UC}/callbacks?limit=100`), who.admin.get(`${TENANCY}/users`),
      who.admin.get(`${TENANCY}/units`), who.admin.get(`${TENANCY}/roles`), who.admin.get(`${TENANCY}/audit-entries?limit=100`), who.admin.get(`${TENANCY}/clients`), who.supervisor.get('/v1/notification/outbox-messages?limit=100'),
      who.supervisor.get(`${UC}/accounts?q=${gas.homes[0]!.phone.slice(-4)}`),
    ]);
    return lists.flatMap((list) => list.items.map((item: Json) => item.id));
  };
  await report(mine, NETWORK);
  const [here, there] = await Promise.all([ids(mine), ids(theirs)]);
  expect(here.length).toBeGreaterThan(50);
  expect(here.filter((id) => there.includes(id))).toEqual([]);
});

test('PF-4 another company\'s ids are unknown where they are named in a body', async () => {
  const { callTaker, dispatcher, manager, admin } = mine.who;
  const { found } = record;
  const intake = await callTaker.post(`${UC}/intakes`, { channel: 'phone' });
  const body = { intakeId: intake.id, unitId: mine.unit('centre'), caller: { name: '路人', phone: '13900001234' }, ...NETWORK };
  for (const change of [{ accountId: found.account.id }, { linkTo: found.id }, { unitId: theirs.unit('centre') }]) expect((await callTaker.refused(400, 'POST', `${UC}/cases`, { ...body, ...change })).errors).toMatchObject([{ field: Object.keys(change)[0] }]);
  const own = await callTaker.post(`${UC}/cases`, body);
  expect((await dispatcher.refused(400, 'POST', `${UC}/work-orders/${own.workOrder.id}/assign`, { userId: theirs.id('technician') })).errors).toMatchObject([{ field: 'userId' }]);
  await callTaker.refused(400, 'POST', `${UC}/cases/${own.id}/link`, { masterId: found.id });
  await callTaker.refused(400, 'POST', `${UC}/cases/${own.id}/notes`, { text: '附别家的照片', attachmentIds: [record.attachment.id] });
  expect((await manager.refused(400, 'POST', `${UC}/qualifications`, { userId: theirs.id('technician'), kind: 'lpg_repair', validFrom: '2026-01-01', validTo: '2026-12-31', certificate: 'x' })).errors).toMatchObject([{ field: 'userId' }]);
  await admin.refused(400, 'POST', `${TENANCY}/units`, { name: '挂到别家', kind: 'department', parentId: theirs.unit('root') });
});

test('PF-4 company and sandbox twin are two tenants: a token of one opens nothing of the other', async () => {
  const live = await theirs.of.signIn('supervisor');
  await live.refused(404, 'GET', `${UC}/cases/${record.found.id}`);
  expect((await live.get(`${UC}/cases`)).items).toEqual([]);
});

test('PF-4 what a caller claims about itself is replaced: a forged context, a foreign token, no token at all', async () => {
  const { url } = theirs.platform;
  const claim = Buffer.from(JSON.stringify({ tenantId: theirs.tenantId, grants: [{ units: 'all', permissions: ['case.read'] }] })).toString('base64url');
  const path = `${UC}/cases/${record.found.id}`;
  await stranger({ url }, { 'x-luyue-context': claim }).refused(401, 'GET', path);
  await stranger({ url }).refused(401, 'GET', path);
  const mineToken = `Bearer ${mine.who.supervisor.session.accessToken}`;
  await stranger({ url }, { authorization: mineToken, 'x-luyue-context': claim, 'x-tenant-id': theirs.tenantId }).refused(404, 'GET', path);
  // The same token with another tenant written into it: the signature no longer holds.
  const [head, payload, signature] = theirs.who.supervisor.session.accessToken.split('.');
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), tid: mine.tenantId })).toString('base64url');
  expect(await stranger({ url }, { authorization: `Bearer ${head}.${forged}.${signature}` }).refused(401, 'GET', `${UC}/cases`)).toMatchObject({ code: 'token_invalid' });
  await stranger({ url }, { 'x-luyue-context': claim }).refused(401, 'POST', `${TENANCY}/api-keys/resolve`, { hash: 'a'.repeat(64) });
});
