import { generateKeyPairSync } from 'node:crypto';
import { Module } from '@nestjs/common';
import { make, UnitChanged } from '@luyue/contracts';
import { Directory1700000000002, DirectoryModule, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Grant, InternalTokenSigner, migrate, type RunningService, startService, systemContext, TenantDatabase } from '@luyue/platform';
import { emptyDatabase, type TestDatabase, testDatabase } from '@luyue/testing';
import { Accounts1700000000110 } from '../migrations/accounts.migration.ts';
import { Account, AccountAccess } from './account.entity.ts';
import { AccountsModule } from './accounts.module.ts';
import { Accounts } from './accounts.service.ts';

@Module({ imports: [DirectoryModule.forRoot(), AccountsModule] })
class Room {}

const migrations = [Directory1700000000002, Accounts1700000000110];
const [east, west] = [{ tenantId: newId(), unitId: newId() }, { tenantId: newId(), unitId: newId() }];
const otherUnit = newId();
const ALL = ['account.read', 'account.write', 'account.reveal'];
const li = {
  number: '0301-118-20462', holderName: '李桂兰', phone: '139 1234 5207', contacts: [{ name: '陈晓燕', relation: '女儿', phone: '135 6677 8816' }], address: '城东区锦绣路66号锦绣花园3栋2单元1102室',
  unitId: east.unitId, category: 'resident', gasType: 'natural_gas', meterNumber: 'JG2103010000017', meterModel: 'G2.5 膜式表',
};

/** `count` households of one estate of a district, their numbers beginning with `code`. */
const households = (unitId: string, code: string, district: string, count: number) => Array.from({ length: count }, (_, i) => ({
  number: `${code}-101-${String(i).padStart(5, '0')}`, holderName: `赵${'建国志远立新'[i % 6]}`, phone: `136${code}${String(i).padStart(4, '0')}`, address: `${district}翠屏路8号翠屏新村${i + 1}栋1单元301室`,
  unitId, category: 'resident', gasType: 'natural_gas', gasState: 'active',
}));

describe('the household files', () => {
  let database: TestDatabase;
  let log: Awaited<ReturnType<typeof emptyDatabase>>;
  let service: RunningService;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const signer = new InternalTokenSigner(privateKey);

  interface Answer { status: number; body: any; etag: string | null }
  async function call(method: string, path: string, body?: object, { tenant = east, permissions = ALL, units = 'all' as Grant['units'], version }: { tenant?: typeof east; permissions?: string[]; units?: Grant['units']; version?: number } = {}): Promise<Answer> {
    const token = signer.seal({ tenantId: tenant.tenantId, userId: east.unitId, userName: '周敏', unitId: tenant.unitId, grants: [{ units, permissions }], sandbox: false, modules: ['utility-care'] }, 60);
    const response = await fetch(`http://127.0.0.1:${service.port}/v1/utility-care/accounts${path}`, {
      method, headers: { 'x-luyue-context': token, ...(body && { 'content-type': 'application/json' }), ...(version !== undefined && { 'if-match': `"${version}"` }) }, ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json(), etag: response.headers.get('etag') };
  }
  const search = async (q: string, options: Parameters<typeof call>[3] = {}) => (await call('GET', `?q=${encodeURIComponent(q)}&limit=20`, undefined, options)).body.items as { id: string; holderName: string; matchedBy: string }[];

  let id: string;
  beforeAll(async () => {
    database = await testDatabase({ name: 'utility-care-accounts', migrate: async (url) => void (await migrate('utility-care-accounts', url, migrations)) });
    log = await emptyDatabase();
    service = await startService({ name: 'utility-care-accounts', module: Room, entities: [Account, AccountAccess], migrations }, {
      SERVICE_NAME: 'utility-care-accounts', PORT: 0, HOST: '127.0.0.1', DATABASE_URL: database.app, DATABASE_RELAY_URL: database.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url,
      INTERNAL_PUBLIC_KEY: publicKey, DATA_DIR: '.', LOG_LEVEL: 'silent', WORK: 'http',
    } as never);
    const tenants = service.app.get(TenantDatabase);
    for (const { tenantId, unitId } of [east, west]) {
      await tenants.write(systemContext(tenantId, false), async (tx) => {
        for (const [unit, name] of [[unitId, '城东分公司'], [otherUnit, '城西分公司']] as const) {
          await replicas.unit(tx, make(UnitChanged, { id: unit, version: 1, name, kind: 'service_centre', parentId: null, path: [unit], designations: [], active: true }));
        }
      });
    }
    id = (await call('POST', '', li)).body.id as string;
    await call('POST', '/bulk', { accounts: households(otherUnit, '0302', '城西区', 300) });
    await call('POST', '/bulk', { accounts: households(west.unitId, '0909', '江北区', 100) }, { tenant: west });
  });
  afterAll(async () => {
    await service.stop();
    await Promise.all([database.drop(), log.drop()]);
  });

  describe('UC-15b quickly found', () => {
    test.each([
      ['5207', 'phone'], ['207', 'phone'], ['13912345207', 'phone'], ['8816', 'phone'], ['0301-118', 'number'], ['030111820462', 'number'], ['jg210301000001', 'meter'],
      ['李桂兰', 'name'], ['桂兰', 'name'], ['lgl', 'initials'], ['lg', 'initials'], ['锦绣花园3栋', 'address'], ['锦绣花园 3-2-1102', 'address'], ['李桂兰 锦绣', 'address'], ['锦绣路 5207', 'address'],
    ])('%s finds the household by %s', async (q, matchedBy) => {
      expect(await search(q)).toContainEqual({ id, number: li.number, holderName: '李桂兰', phoneMasked: '139****5207', address: li.address, category: 'resident', specialCare: null, matchedBy });
    });

    test('every one of several words must match', async () => {
      expect(await search('李桂兰 翠屏')).toEqual([]);
      expect(await search('锦绣花园 9999')).toEqual([]);
    });

    test('names come before addresses', async () => {
      const names = (await call('POST', '', { ...li, number: 'NAME-FIRST', holderName: '花园面馆', phone: '13900000001' })).body.id as string;
      expect((await search('花园'))[0]).toMatchObject({ id: names, matchedBy: 'name' });
    });

    test('what is too short, or a wildcard of SQL, finds nothing', async () => {
      for (const q of ['52', '李', 'l', '%', '%%%', '__', "'--"]) expect(await search(q)).toEqual([]);
    });

    test('at most what was asked for, twenty at the utmost', async () => {
      expect((await call('GET', `?q=${encodeURIComponent('城西区')}&limit=5`)).body.items).toHaveLength(5);
      expect(await call('GET', '?q=abc&limit=21')).toMatchObject({ status: 400, body: { errors: [{ field: 'limit' }] } });
    });

    test('only within the units that the permission reaches', async () => {
      const inWest = { units: [otherUnit] };
      for (const q of ['5207', '030111', '李桂兰', 'lgl', '锦绣花园 3-2-1102', 'jg210301000001']) expect((await search(q, inWest)).filter((hit) => hit.id === id)).toEqual([]);
      expect((await search('城西区', inWest)).length).toBe(20);
      expect((await call('GET', `/${id}`, undefined, inWest)).status).toBe(403);
    });

    test('another tenant finds only its own, by whatever way', async () => {
      for (const q of ['5207', '030111', '李桂兰', 'lgl', '锦绣花园 3-2-1102', 'jg210301000001', '城西区', '0302']) expect(await search(q, { tenant: west })).toEqual([]);
      expect((await search('江北区', { tenant: west })).length).toBe(20);
      expect(await search('江北区')).toEqual([]);
      expect((await call('GET', `/${id}`, undefined, { tenant: west })).status).toBe(404);
    });

    test('without a tenant in the transaction the search functions find nothing', async () => {
      const { source } = service.app.get(TenantDatabase);
      expect(await source.query(`SELECT * FROM account_search_key('5207', NULL, 20)`)).toEqual([]);
      expect(await source.query(`SELECT * FROM account_search_words('{城西,西区}', '{}', '{城西区}', NULL, 20)`)).toEqual([]);
    });

    test('one file per household: a number that is taken is refused, with dashes or without', async () => {
      expect(await call('POST', '', { ...li, number: '030111820462' })).toMatchObject({ status: 409, body: { code: 'account_number_taken', clause: 'UC-15b' } });
    });

    test('a household without a number gets one of ours', async () => {
      const { number: _number, ...rest } = li;
      expect((await call('POST', '', { ...rest, unitId: otherUnit })).body.number).toMatch(/^YH\d{8}-\d{4}$/);
    });

    test('taking over the same households again adds nothing', async () => {
      const rows = households(otherUnit, '0302', '城西区', 310);
      expect((await call('POST', '/bulk', { accounts: rows })).body).toEqual({ created: 10, existing: 300 });
      expect((await call('POST', '/bulk', { accounts: rows })).body).toEqual({ created: 0, existing: 310 });
    });

    test('a bad row is named and none is written', async () => {
      const rows = households(otherUnit, '0777', '城西区', 3);
      const answer = await call('POST', '/bulk', { accounts: [rows[0], { ...rows[1], phone: '110' }, { ...rows[2], unitId: newId() }] });
      expect(answer).toMatchObject({ status: 400, body: { clause: 'UC-15b', errors: [{ field: 'accounts.1.phone', code: 'phone' }, { field: 'accounts.2.unitId', code: 'unknown_unit' }] } });
      expect(await search('0777')).toEqual([]);
    });

    test('a corrected file is found by what it says now', async () => {
      const moved = (await call('POST', '', { ...li, number: 'MOVE-1', phone: '13911112222', holderName: '冯立新' })).body;
      const changed = await call('PATCH', `/${moved.id}`, { holderName: '龚立新', phone: '13933334444', address: '翠屏里11栋1单元301室', contacts: [] }, { version: moved.version });
      expect(changed).toMatchObject({ status: 200, etag: '"2"', body: { holderName: '龚立新', phoneMasked: '139****4444', contacts: [] } });
      for (const q of ['龚立新', '翠屏里 301', '33334444', 'glx']) expect((await search(q)).map((hit) => hit.id)).toContain(moved.id);
      for (const q of ['冯立新', '11112222', '56677']) expect((await search(q)).map((hit) => hit.id)).not.toContain(moved.id);
      expect(await call('PATCH', `/${moved.id}`, { phone: '13900000000' }, { version: moved.version })).toMatchObject({ status: 412 });
      expect(await call('PATCH', `/${moved.id}`, { phone: '13900000000' })).toMatchObject({ status: 428 });
    });

    test('other rooms find an account by a phone of the household, the contacts included', async () => {
      const [tenants, accounts] = [service.app.get(TenantDatabase), service.app.get(Accounts)];
      const byPhone = (tenantId: string, phone: string) => tenants.read(systemContext(tenantId, false), (tx) => accounts.byPhone(tx, phone).then((rows) => rows.map((row) => row.number)));
      expect(await byPhone(east.tenantId, '135-6677-8816')).toContain(li.number);
      expect(await byPhone(east.tenantId, '12345207')).toEqual([]);
      expect(await byPhone(west.tenantId, '13566778816')).toEqual([]);
    });
  });

  test('UC-5.2a the gas state is no field to edit', async () => {
    expect(await call('PATCH', `/${id}`, { gasState: 'closed' }, { version: 1 })).toMatchObject({ status: 400, body: { errors: [{ field: 'gasState' }] } });
  });

  describe('UC-15c personal data', () => {
    test('the page hides every phone number', async () => {
      const page = await call('GET', `/${id}`);
      expect(page.body).toMatchObject({ number: li.number, unitName: '城东分公司', phoneMasked: '139****5207', contacts: [{ name: '陈晓燕', relation: '女儿', phoneMasked: '135****8816' }], openCases: [], recent: [], version: 1 });
      expect(JSON.stringify(page.body)).not.toMatch(/13912345207|13566778816/);
    });

    test('a look at the full numbers needs the permission and a reason, and is on record', async () => {
      expect(await call('POST', `/${id}/reveal`, { reason: '回电核实' }, { permissions: ['account.read'] })).toMatchObject({ status: 403 });
      expect(await call('POST', `/${id}/reveal`, {})).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
      expect((await call('GET', `/${id}/accesses`)).body.items).toEqual([]);
      expect((await call('POST', `/${id}/reveal`, { reason: '回电核实' })).body).toEqual({ phone: '13912345207', contacts: [{ name: '陈晓燕', relation: '女儿', phone: '13566778816' }] });
      await call('POST', `/${id}/reveal`, { reason: '派工联系' });
      const first = (await call('GET', `/${id}/accesses?limit=1`)).body;
      expect(first.items).toMatchObject([{ userName: '周敏', reason: '派工联系' }]);
      expect((await call('GET', `/${id}/accesses?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({ items: [{ reason: '回电核实' }], nextCursor: null });
      expect(await call('POST', `/${id}/reveal`, { reason: '好奇心' }, { tenant: west })).toMatchObject({ status: 404 });
    });
  });

  describe('UC-7.7 special users', () => {
    const care = { kind: '独居老人', note: '耳背，敲门请用力', source: '社区来函' };

    test('are registered with consent and source, and shown wherever the household is', async () => {
      const { id: old, version } = (await call('POST', '', { ...li, number: 'CARE-1', phone: '13955550001' })).body;
      expect(await call('PUT', `/${old}/special-care`, care, { version })).toMatchObject({ status: 422, body: { code: 'consent_missing', clause: 'UC-7.7' } });
      expect(await call('PUT', `/${old}/special-care`, { ...care, consentBy: '李桂兰', consentAt: '2999-01-01T00:00:00Z' }, { version })).toMatchObject({ status: 400, body: { errors: [{ field: 'consentAt', code: 'future' }] } });
      const flagged = await call('PUT', `/${old}/special-care`, { ...care, consentBy: '李桂兰', consentAt: '2026-03-02T02:00:00Z' }, { version });
      expect(flagged.body.specialCare).toEqual({ ...care, consentBy: '李桂兰', consentAt: '2026-03-02T02:00:00.000Z' });
      expect(await search('13955550001')).toMatchObject([{ specialCare: '独居老人' }]);
      expect((await call('DELETE', `/${old}/special-care`, undefined, { version: flagged.body.version })).body.specialCare).toBeNull();
    });
  });
});
