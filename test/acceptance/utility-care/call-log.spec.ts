import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { make, TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { InternalTokenSigner, migrate, type RunningService, startService, systemContext, TenantDatabase } from '@luyue/platform';
import { emptyDatabase, type TestDatabase, testDatabase } from '@luyue/testing';
import { AppModule, definition } from '@luyue/utility-care';
import { CallImport, CallImportReject } from '@luyue/utility-care/imports/call-import.entity';
import { ImportsModule } from '@luyue/utility-care/imports/imports.module';
import { Imports1700000000130 } from '@luyue/utility-care/migrations/imports.migration';
import { DEMO_AGENTS, DEMO_SEED, DEMO_UNITS, households } from '../../../infra/local/demo-households.mjs';
import { callLog, callLogCsv, SAMPLE } from '../../samples/make-call-log.mjs';

/** What each kind of trouble in the sample is answered with. */
const REASONS: Record<string, RegExp> = {
  'bad time': /^通话时间：(不是时间|没有这一天)/, future: /^通话时间：这个时间还没到（R6）/, 'bad phone': /^来电号码：不是电话号码/, 'unknown kind': /^类别：应是咨询、报修、报警或投诉/,
  'bad side': /^故障范围：/, 'missing text': /^说明：不能空着/, 'unknown agent': /^坐席工号：/, 'unknown caller, no address': /^地址：号码不在册/,
  'double call': /^重复来电：同一号码 10 分钟内已有同类受理，见 SL\d{8}-\d+|^重复来电：同一号码 10 分钟内已有同类受理，见 第 \d+ 行/, 'household has an open case': /^重复受理：这一户已有没办完的同类受理/,
};

@Module({ imports: [AppModule, ImportsModule] })
class Service {}

const NAME = 'utility-care-call-log';
const service = {
  ...definition, name: NAME, module: Service, entities: [...new Set([...definition.entities, CallImport, CallImportReject])], migrations: [...new Set([...definition.migrations, Imports1700000000130])],
};

describe('UC-5.1a a day of 531 calls from another system', () => {
  const [tenantId, unitId] = [newId(), newId()];
  let database: TestDatabase;
  let log: Awaited<ReturnType<typeof emptyDatabase>>;
  let folder: string;
  let running: RunningService;
  const keys = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const signer = new InternalTokenSigner(keys.privateKey);
  const send = (method: string, path: string, type?: string, body?: string) => fetch(`http://127.0.0.1:${running.port}/v1/utility-care${path}`, {
    method, body, headers: {
      ...(type && { 'content-type': type }),
      'x-luyue-context': signer.seal({ tenantId, userId: null, userName: '高远', unitId, grants: [{ units: 'all', permissions: ['import.run', 'account.write', 'case.read'] }], sandbox: true, modules: ['utility-care'] }, 60),
    },
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luyue-call-log-'));
    database = await testDatabase({ name: NAME, migrate: async (url) => void (await migrate(NAME, url, service.migrations)) });
    log = await emptyDatabase();
    running = await startService(service, {
      SERVICE_NAME: NAME, PORT: 0, HOST: '127.0.0.1', DATABASE_URL: database.app, DATABASE_RELAY_URL: database.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url,
      INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: folder, LOG_LEVEL: 'silent', WORK: 'http',
    } as never);
    // A sandbox whose clock shows the morning after the day of the calls, whenever the test runs.
    const clockOffsetMs = Date.parse('2026-11-24T00:30:00Z') - Date.now();
    await running.app.get(TenantDatabase).write(systemContext(tenantId, false), async (tx) => {
      await replicas.tenant(tx, make(TenantChanged, {
        id: tenantId, version: 1, name: '城东燃气公司', kind: 'company', parentId: null, path: [tenantId], sandbox: true, sandboxOf: null, clockOffsetMs, zone: 'Asia/Shanghai', modules: ['utility-care'], status: 'active',
      }));
      await replicas.unit(tx, make(UnitChanged, { id: unitId, version: 1, name: '客户服务中心', kind: 'service_centre', parentId: null, path: [unitId], designations: ['customer_service_body'], active: true }));
      for (const { staffNumber, name } of DEMO_AGENTS) {
        await replicas.user(tx, make(UserChanged, { id: newId(), version: 1, name, title: '客服坐席', staffNumber, unitId, roles: [], active: true }));
      }
    });
    await send('POST', '/accounts/bulk', 'application/json', JSON.stringify({ accounts: households(DEMO_SEED, { ...DEMO_UNITS[0]!, id: unitId }, 1_000) }));
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    await Promise.all([database.drop(), log.drop(), rm(folder, { recursive: true, force: true })]);
  });

  test('the sample in the repository is what its generator makes', async () => {
    expect(await readFile(join(process.cwd(), 'test', 'samples', SAMPLE), 'utf8')).toBe(callLogCsv());
  });

  test('every good call becomes a case, every bad one comes back with its own reason, and a second time nothing is added', async () => {
    const expected = callLog();
    const good = expected.filter(({ outcome }) => outcome === 'created').length;
    const answer = await send('POST', `/imports/calls?name=${SAMPLE}`, 'text/csv', callLogCsv());
    const result = await answer.json() as { id: string };
    expect(result).toMatchObject({ status: 'done', fileName: SAMPLE, rows: expected.length, created: good, already: 0, rejected: expected.length - good });

    const errors = await (await send('GET', `/imports/${result.id}/errors.csv`)).text();
    const reasons = errors.trim().split('\r\n').slice(1).map((line) => line.split(',').at(-1)!);
    const bad = expected.filter(({ outcome }) => outcome !== 'created');
    expect(reasons).toHaveLength(bad.length);
    bad.forEach(({ outcome }, i) => expect({ outcome, reason: reasons[i] }).toEqual({ outcome, reason: expect.stringMatching(REASONS[outcome]!) }));

    expect(await (await send('POST', '/imports/calls', 'text/csv', callLogCsv())).json()).toEqual({ ...result, repeated: true });
    const { open } = await (await send('GET', '/cases/counts')).json() as { open: number };
    expect(open).toBe(good);
  }, 60_000);
});
