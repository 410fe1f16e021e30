import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { AdoptionRecorded, make, UnitChanged, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Grant, InternalTokenSigner, migrate, type RunningService, startService, systemContext, TenantDatabase } from '@luyue/platform';
import { emptyDatabase, type TestDatabase, testDatabase } from '@luyue/testing';
import { AppModule, definition } from '../app.module.ts';
import { Imports1700000000130 } from '../migrations/imports.migration.ts';
import { CallImport, CallImportReject } from './call-import.entity.ts';
import { ImportsModule } from './imports.module.ts';

@Module({ imports: [AppModule, ImportsModule] })
class Room {}

const NAME = 'utility-care-imports';
const room = {
  ...definition, name: NAME, module: Room, entities: [...new Set([...definition.entities, CallImport, CallImportReject])], migrations: [...new Set([...definition.migrations, Imports1700000000130])],
};
const HEADING = '通话时间,来电号码,姓名,地址,类别,故障范围,现象,说明,坐席工号';
const HOUR = 3_600_000;
/** A time of so many hours ago as a call log of Shanghai writes it. */
const ago = (hours: number, seconds = 0): string => new Date(Date.now() - hours * HOUR + seconds * 1_000 + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');

interface Company { tenantId: string; centre: string; branch: string }
const companyIds = (): Company => ({ tenantId: newId(), centre: newId(), branch: newId() });
const [east, west] = [companyIds(), companyIds()];
const DESK = ['import.run', 'account.write', 'account.read', 'case.read', 'obligation.read'];

describe('the import of a call log', () => {
  let database: TestDatabase;
  let log: Awaited<ReturnType<typeof emptyDatabase>>;
  let folder: string;
  let service: RunningService;
  const keys = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const signer = new InternalTokenSigner(keys.privateKey);

  interface Options { of?: Company; permissions?: string[]; units?: Grant['units']; language?: string }
  async function call(method: string, path: string, body?: string | FormData | object, { of = east, permissions = DESK, units = 'all', language = 'zh' }: Options = {}): Promise<{ status: number; body: any; text: string }> {
    const token = signer.seal({ tenantId: of.tenantId, userId: null, userName: '高远', unitId: of.centre, grants: [{ units, permissions }], sandbox: false, modules: ['utility-care'] }, 60);
    const type: Record<string, string> = body instanceof FormData || body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' };
    const response = await fetch(`http://127.0.0.1:${service.port}/v1/utility-care${path}`, {
      method, headers: { 'x-luyue-context': token, 'accept-language': language, ...type }, body: typeof body === 'string' || body instanceof FormData ? body : body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null };
  }
  const importRows = (rows: string[], options?: Options) => call('POST', '/imports/calls', [HEADING, ...rows].join('\r\n'), options);
  const errorsOf = async (id: string, options?: Options) => (await call('GET', `/imports/${id}/errors.csv`, undefined, options)).text.replace('\ufeff', '').trim().split('\r\n').slice(1);
  const cases = async (accountOrQuery: string, options?: Options) => (await call('GET', `/cases?${accountOrQuery}&limit=200`, undefined, options)).body.items as any[];

  /** Registers a household and answers its id; its phone ends with `last`. */
  async function household(last: string, extra: object = {}, of = east): Promise<string> {
    const account = { number: `IMP-${last}`, holderName: '李桂兰', phone: `1391234${last}`, address: `城东区锦绣路66号锦绣花园${last}栋1单元301室`, unitId: of.centre, category: 'resident', gasType: 'natural_gas', ...extra };
    return (await call('POST', '/accounts', account, { of })).body.id as string;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luyue-imports-'));
    database = await testDatabase({ name: NAME, migrate: async (url) => void (await migrate(NAME, url, room.migrations)) });
    log = await emptyDatabase();
    service = await startService(room, {
      SERVICE_NAME: NAME, PORT: 0, HOST: '127.0.0.1', DATABASE_URL: database.app, DATABASE_RELAY_URL: database.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url,
      INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: folder, LOG_LEVEL: 'silent', WORK: 'http',
    } as never);
    for (const { tenantId, centre, branch } of [east, west]) {
      await service.app.get(TenantDatabase).write(systemContext(tenantId, false), async (tx) => {
        for (const [id, name] of [[centre, '客户服务中心'], [branch, '城西营业所']] as const) {
          await replicas.unit(tx, make(UnitChanged, { id, version: 1, name, kind: 'service_centre', parentId: null, path: [id], designations: ['customer_service_body'], active: true }));
        }
        for (const [staffNumber, name, active] of [['0108', '周敏', true], ['0199', '旧同事', false]] as const) {
          await replicas.user(tx, make(UserChanged, { id: newId(), version: 1, name, title: '', staffNumber, unitId: centre, roles: [], active }));
        }
        await replicas.adoption(tx, make(AdoptionRecorded, {
          id: newId(), version: 1, regulation: 'utility-care', regulationVersion: '1', publishedAt: '2025-01-01T00:00:00Z', effectiveFrom: '2025-01-01T00:00:00Z', scopeUnitIds: null, supersedes: null,
        }));
      });
    }
  }, 30_000);
  afterAll(async () => {
    await service.stop();
    await Promise.all([database.drop(), log.drop(), rm(folder, { recursive: true, force: true })]);
  });

  test('UC-5.1a good rows become numbered cases of their household, bad ones come back with the reason', async () => {
    const id = await household('0001');
    const good = `${ago(3)},1391234 0001,李桂兰,,报修,用户设备,打不着火,灶具点不着,0108`;
    const bad = `${ago(3)},13912340001,李桂兰,,表扬,,,师傅很好,0108`;
    const result = await importRows([good, bad]);
    expect(result).toMatchObject({ status: 200, body: { status: 'done', fileName: 'calls.csv', rows: 2, created: 1, already: 0, rejected: 1, repeated: false, failure: null } });
    expect(await cases(`accountId=${id}`)).toMatchObject([{ kind: 'repair', faultScope: 'equipment', title: '打不着火', ownerName: '周敏', origin: 'import', address: expect.stringContaining('锦绣花园') }]);
    expect(await errorsOf(result.body.id)).toEqual([`${bad},类别：应是咨询、报修、报警或投诉（UC-5.1a）`]);
    expect((await errorsOf(result.body.id, { language: 'en' }))[0]).toMatch(/"kind: should be consultation, repair, alarm or complaint \(UC-5\.1a\)"$/);
    expect((await call('GET', `/imports/${result.body.id}`)).body).toMatchObject({ rows: 2, created: 1, rejected: 1, errorsUrl: `/v1/utility-care/imports/${result.body.id}/errors.csv` });
  });

  test('R6 a case counts from the call, and its obligations are born overdue with the breach dated at the due time', async () => {
    const id = await household('0002');
    const answered = ago(30);
    await importRows([`${answered},13912340002,李桂兰,,报修,管网,无气,整栋楼没气,0108`]);
    const [row] = await cases(`accountId=${id}`);
    const at = new Date(`${answered.replace(' ', 'T')}+08:00`).getTime();
    expect(row.receivedAt).toBe(new Date(at).toISOString());
    const { items } = (await call('GET', `/obligations?subjectId=${row.id}`)).body;
    const iso = (hours: number) => new Date(at + hours * HOUR).toISOString();
    expect(items.map((o: any) => [o.clauseId, o.status, o.dueAt, o.breachedAt, o.origin]).toSorted()).toEqual([['UC-7.3a', 'open', iso(6), iso(6), 'import'], ['UC-7.3b', 'open', iso(24), iso(24), 'import']]);
  });

  test('the same file a second time adds nothing and answers the first result', async () => {
    const id = await household('0003');
    const rows = [`${ago(2)},13912340003,李桂兰,,咨询,,,问气价,0108`, `${ago(2)},13912340003,李桂兰,,咨询,,,,0108`];
    const first = (await importRows(rows)).body;
    const second = (await importRows(rows)).body;
    expect(second).toEqual({ ...first, repeated: true });
    expect(await cases(`accountId=${id}`)).toHaveLength(1);
  });

  test('rows of an earlier file in another one are known again, so that a mended file can be sent whole', async () => {
    const id = await household('0004');
    const good = `${ago(5)},13912340004,李桂兰,,咨询,,,问过户,0108`;
    await importRows([good, `${ago(4)},13912340004,李桂兰,,投诉,,,,0108`]);
    expect((await importRows([good, `${ago(4)},13912340004,李桂兰,,投诉,,,师傅没来,0108`])).body).toMatchObject({ rows: 2, created: 1, already: 1, rejected: 0, errorsUrl: null });
    expect((await cases(`accountId=${id}`)).map((c) => c.kind).toSorted()).toEqual(['complaint', 'consultation']);
  });

  test('a run that was cut off between its cases and its record is taken up again without doubling a case', async () => {
    const id = await household('0005');
    const rows = [`${ago(6)},13912340005,李桂兰,,报修,设备,bz,表不走字,0108`];
    const { id: importId } = (await importRows(rows)).body;
    const tenants = service.app.get(TenantDatabase);
    const cutOff = (minutesAgo: number) => tenants.write(systemContext(east.tenantId, false), (tx) => tx.find(CallImport, importId).then((row) => tx.update(CallImport, row!, { status: 'running', progressAt: new Date(Date.now() - minutesAgo * 60_000) })));
    await cutOff(1);
    expect(await importRows(rows)).toMatchObject({ status: 409, body: { code: 'import_running', id: importId } });
    await cutOff(3);
    expect((await importRows(rows)).body).toMatchObject({ id: importId, status: 'done', rows: 1, created: 0, already: 1, repeated: false });
    expect(await cases(`accountId=${id}`)).toHaveLength(1);
  });

  test('double calls: the same number and kind within 10 minutes, the same household with an open case of the kind', async () => {
    await household('0006', { contacts: [{ name: '陈晓燕', relation: '女儿', phone: '13600000006' }] });
    const at = (seconds: number, phone: string, kind: string) => `${ago(8, seconds)},${phone},李桂兰,,${kind},,,说明${seconds},0108`;
    const { body } = await importRows([
      at(0, '13912340006', '咨询'), at(600, '13912340006', '咨询'), at(300, '13912340006', '投诉'), at(900, '13600000006', '咨询'),
    ]);
    expect(body).toMatchObject({ created: 2, rejected: 2 });
    const reasons = (await errorsOf(body.id)).map((line) => line.split(',').at(-1));
    expect(reasons).toEqual(['重复来电：同一号码 10 分钟内已有同类受理，见 第 2 行（UC-5.1a）', '重复受理：这一户已有没办完的同类受理，见 第 2 行（UC-5.1a）']);
    expect((await errorsOf(body.id, { language: 'en' }))[0]).toContain('the same number called about the same kind within 10 minutes, see row 2 (UC-5.1a)');
    // 601 seconds are another call; but the household's case is still open, and that one has its number now.
    const later = await importRows([at(601, '13912340006', '咨询')]);
    expect((await errorsOf(later.body.id))[0]).toMatch(/重复受理：这一户已有没办完的同类受理，见 SL\d{8}-\d{4}（UC-5\.1a）$/);
  });

  test('an unknown number is taken with an address and refused without one', async () => {
    const { body } = await importRows([`${ago(1)},18600000007,路人,滨江路12号门口,报警,,闻到燃气味,井盖边有气味,0108`, `${ago(1)},18600000008,路人,,报警,,闻到燃气味,不知道在哪,0108`]);
    expect(body).toMatchObject({ created: 1, rejected: 1 });
    expect(await cases('q=18600000007')).toMatchObject([{ kind: 'alarm', address: '滨江路12号门口', unitId: east.centre }]);
    expect((await errorsOf(body.id))[0]).toMatch(/地址：号码不在册，又没有地址，没法受理（UC-5\.1a）$/);
  });

  test('of several households with one number the address tells which, else the name, else the row comes back', async () => {
    const [old, fresh] = [await household('0009'), await household('0010', { phone: '13912340009', holderName: '冯立新' })];
    const row = (name: string, address: string, kind: string) => `${ago(9)},13912340009,${name},${address},${kind},,,要求回电,0108`;
    const { body } = await importRows([row('', '锦绣花园0009栋1单元301室', '咨询'), row('冯立新', '', '投诉'), row('王五', '', '投诉')]);
    expect(body).toMatchObject({ created: 2, rejected: 1 });
    expect([await cases(`accountId=${old}`), await cases(`accountId=${fresh}`)].map((list) => list.map((c) => c.kind))).toEqual([['consultation'], ['complaint']]);
  });

  test('more rows than one batch, as a form, with formulas made harmless on the way back', async () => {
    const rows = Array.from({ length: 130 }, (_, i) => `${ago(20 + i)},1870000${String(i).padStart(4, '0')},路人,滨江路${i}号,咨询,,,"第 ${i} 问,
还有",0108`);
    const form = new FormData();
    form.append('file', new Blob([[HEADING, ...rows, `${ago(1)},18700009999,=HYPERLINK(1),滨江路,咨询,,,,0199`].join('\n')], { type: 'text/csv' }), '2026-11-23.csv');
    const { body } = await call('POST', '/imports/calls', form);
    expect(body).toMatchObject({ fileName: '2026-11-23.csv', rows: 131, created: 130, rejected: 1 });
    expect((await errorsOf(body.id))[0]).toContain(",'=HYPERLINK(1),");
  }, 30_000);

  test('what is no call log is refused before anything is written', async () => {
    expect(await call('POST', '/imports/calls', '姓名,地址\n李桂兰,锦绣路')).toMatchObject({ status: 400, body: { errors: [{ field: 'file', code: 'columns' }] } });
    const good = `${ago(1)},18800000001,路人,云溪路1号,咨询,,,问气价,0108`;
    expect(await importRows([good, `"${'x'.repeat(9_000)}`])).toMatchObject({ status: 400, body: { errors: [{ field: 'file', code: 'csv', message: '第 3 行读不懂，多半是引号没有成对' }] } });
    expect(await cases('q=18800000001')).toEqual([]);
    expect(await importRows([])).toMatchObject({ status: 400, body: { errors: [{ code: 'empty' }] } });
    expect(await call('POST', '/imports/calls', { rows: [] })).toMatchObject({ status: 400, body: { errors: [{ field: 'file', code: 'required' }] } });
    expect(await call('POST', '/imports/calls', `${HEADING}\n${'x'.repeat(10 * 1_048_576)}`)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });

  test('needs the permission, for the unit of each row too, and stays within the tenant', async () => {
    await household('0011');
    const row = `${ago(7)},13912340011,李桂兰,,咨询,,,问安检,0108`;
    expect(await importRows([row], { permissions: ['case.open'] })).toMatchObject({ status: 403 });
    const elsewhere = await importRows([row], { units: [east.branch] });
    expect(elsewhere.body).toMatchObject({ created: 0, rejected: 1 });
    expect((await errorsOf(elsewhere.body.id))[0]).toMatch(/没有权限导入这个单位的受理（PF-6）$/);
    for (const path of [`/imports/${elsewhere.body.id}`, `/imports/${elsewhere.body.id}/errors.csv`]) expect((await call('GET', path, undefined, { of: west })).status).toBe(404);
    // The other company knows neither the number nor the file.
    const other = await importRows([row], { of: west });
    expect(other.body).toMatchObject({ repeated: false, created: 0, rejected: 1 });
    expect((await errorsOf(other.body.id, { of: west }))[0]).toMatch(/号码不在册/);
  });
});
