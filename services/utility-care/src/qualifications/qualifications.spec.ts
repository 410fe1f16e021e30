import { DataSource } from 'typeorm';
import { make, TenantChanged, UserChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, type Grant, migrate, Problem, systemContext, TenantDatabase } from '@luyue/platform';
import { type TestDatabase, testDatabase } from '@luyue/testing';
import { Qualifications1700000000120 } from '../migrations/qualifications.migration.ts';
import { Qualification } from './qualification.entity.ts';
import { holdsOn, missingText } from './qualifications.rules.ts';
import { Qualifications } from './qualifications.service.ts';

const migrations = [Directory1700000000002, Qualifications1700000000120];
const [east, west] = [newId(), newId()];
const [repairUnit, deskUnit] = [newId(), newId()];
const [wu, ma, zhou] = [newId(), newId(), newId()];
/** Monday 23 November 2026, 23:30 in Shanghai: still the 23rd there, though the day of UTC is the same; half an hour later it is the 24th. */
const evening = new Date('2026-11-23T15:30:00Z');
const midnight = new Date('2026-11-23T16:00:00Z');

test('UC-10a a qualification holds on its first and last day, and not once it is revoked', () => {
  const q = { validFrom: '2026-01-01', validTo: '2026-11-23', revokedAt: null };
  expect(['2025-12-31', '2026-01-01', '2026-11-23', '2026-11-24'].map((date) => holdsOn(q, date))).toEqual([false, true, true, false]);
  expect(holdsOn({ ...q, revokedAt: evening }, '2026-11-23')).toBe(false);
});

test('UC-10a the refusal says who lacks what', () => {
  expect(missingText('吴志远', 'lpg_repair')).toEqual({ zh: '不能派给吴志远，缺 LPG 检修上岗资格', en: '吴志远 has no valid qualification for LPG repair' });
  expect(missingText('周敏', 'intake_desk').zh).toBe('周敏不能受理，缺受理上岗资格');
});

describe('UC-10a only qualified staff work', () => {
  let database: TestDatabase;
  let source: DataSource;
  let tenants: TenantDatabase;
  let qualifications: Qualifications;
  const manager = (tenantId = east, units: Grant['units'] = 'all', permissions = ['qualification.read', 'qualification.manage']): Context => ({ ...systemContext(tenantId, false), userName: '高远', grants: [{ units, permissions }] });
  const entry = { userId: wu, kind: 'equipment_repair', validFrom: '2026-01-01', validTo: '2026-11-23', certificate: 'JX-0209' };
  const require = (userId: string, kind: string, at: Date, tenantId = east) => tenants.read(systemContext(tenantId, false), (tx) => qualifications.require(tx, userId, kind, at));
  const attempt = async (ctx: Context, request: Partial<typeof entry> = {}) => qualifications.create(ctx, { ...entry, ...request });
  const problem = (status: number, code: string) => expect.objectContaining({ options: expect.objectContaining({ status, code }) as unknown });

  beforeAll(async () => {
    database = await testDatabase({ name: 'utility-care-qualifications', migrate: async (url) => void (await migrate('utility-care-qualifications', url, migrations)) });
    source = await new DataSource({ type: 'postgres', url: database.app, entities: [Qualification], extra: { pipeline: true } }).initialize();
    tenants = new TenantDatabase(source);
    qualifications = new Qualifications(tenants, new Directory());
    for (const tenantId of [east, west]) {
      await tenants.write(systemContext(tenantId, false), async (tx) => {
        await replicas.tenant(tx, make(TenantChanged, {
          id: tenantId, version: 1, name: tenantId, kind: 'company', parentId: null, path: [tenantId], sandbox: false, sandboxOf: null, clockOffsetMs: 0, zone: 'Asia/Shanghai', modules: [], status: 'active',
        }));
        if (tenantId === west) return;
        for (const [id, name, unitId] of [[wu, '吴志远', repairUnit], [ma, '马晓东', repairUnit], [zhou, '周敏', deskUnit]] as const) {
          await replicas.user(tx, make(UserChanged, { id, version: 1, name, title: '', staffNumber: name, unitId, roles: [], active: true }));
        }
      });
    }
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  test('refused with the person and the kind named, then accepted up to the last minute of the last day in the tenant zone', async () => {
    await expect(require(wu, 'equipment_repair', evening)).rejects.toMatchObject({ options: { status: 422, code: 'unqualified', clause: 'UC-10a', title: { zh: '不能派给吴志远，缺燃气设备检修上岗资格' } } });
    expect(await qualifications.create(manager(), entry)).toMatchObject({ userName: '吴志远', kindName: { zh: '燃气设备检修' }, validFrom: '2026-01-01', validTo: '2026-11-23', revokedAt: null });
    await expect(require(wu, 'equipment_repair', evening)).resolves.toBeUndefined();
    await expect(require(wu, 'equipment_repair', midnight)).rejects.toEqual(problem(422, 'unqualified'));
    await expect(require(wu, 'lpg_repair', evening)).rejects.toEqual(problem(422, 'unqualified'));
  });

  test('candidates are told apart in one question', async () => {
    const found = await tenants.read(systemContext(east, false), (tx) => qualifications.qualified(tx, [wu, ma], 'equipment_repair', evening));
    expect([...found]).toEqual([[wu, true], [ma, false]]);
  });

  test('a revoked one holds no more, cannot be revoked twice, and keeps its dates and the reason', async () => {
    const { id } = await qualifications.create(manager(), { ...entry, userId: ma, kind: 'network_repair', validTo: '2030-12-31' });
    await expect(require(ma, 'network_repair', evening)).resolves.toBeUndefined();
    expect(await qualifications.revoke(manager(), id, '违章作业')).toMatchObject({ validFrom: '2026-01-01', validTo: '2030-12-31', valid: false, revokeReason: '违章作业', version: 2 });
    await expect(require(ma, 'network_repair', evening)).rejects.toEqual(problem(422, 'unqualified'));
    await expect(qualifications.revoke(manager(), id, '再撤一次')).rejects.toEqual(problem(409, 'revoked'));
  });

  test('bad input is refused with the field named', async () => {
    const fieldOf = (request: Partial<typeof entry>) => attempt(manager(), request).catch((e: Problem) => e.options.errors?.map(({ field, code }) => [field, code]));
    expect(await fieldOf({ validTo: '2025-12-31' })).toEqual([['validTo', 'order']]);
    expect(await fieldOf({ validFrom: '2026-02-31' })).toEqual([['validFrom', 'date']]);
    expect(await fieldOf({ userId: newId() })).toEqual([['userId', 'unknown_user']]);
  });

  test('the list goes page by page from what ends first, and shows what runs out soon', async () => {
    const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const expiring = await qualifications.create(manager(), { ...entry, userId: zhou, kind: 'intake_desk', validTo: soon(20) });
    await qualifications.create(manager(), { ...entry, userId: zhou, kind: 'alarm_rescue', validTo: soon(400) });
    expect((await qualifications.list(manager(), { expiringDays: 30, userId: zhou })).items.map(({ id }) => id)).toEqual([expiring.id]);
    const first = await qualifications.list(manager(), { userId: zhou, limit: 1 });
    const second = await qualifications.list(manager(), { userId: zhou, limit: 1, cursor: first.nextCursor! });
    expect([first, second].map(({ items }) => items.map(({ kind }) => kind))).toEqual([['intake_desk'], ['alarm_rescue']]);
    expect(second.nextCursor).toBeNull();
  });

  test('a manager reaches the people of the own units only', async () => {
    const desk = manager(east, [deskUnit]);
    expect(new Set((await qualifications.list(desk, {})).items.map(({ userName }) => userName))).toEqual(new Set(['周敏']));
    await expect(attempt(desk)).rejects.toEqual(problem(403, 'forbidden'));
    await expect(attempt(manager(east, 'all', ['qualification.read']))).rejects.toEqual(problem(403, 'forbidden'));
  });

  test('another tenant sees nothing of it and cannot touch it', async () => {
    const { items } = await qualifications.list(manager(), {});
    expect(items.length).toBeGreaterThan(0);
    expect((await qualifications.list(manager(west), {})).items).toEqual([]);
    await expect(qualifications.revoke(manager(west), items[0]!.id, '别家的人')).rejects.toEqual(problem(404, 'not_found'));
    await expect(require(wu, 'equipment_repair', evening, west)).rejects.toEqual(problem(422, 'unqualified'));
  });
});
