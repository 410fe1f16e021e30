import { generateKeyPairSync } from 'node:crypto';
import { Injectable, Module } from '@nestjs/common';
import { make, UnitChanged, UserChanged } from '@luyue/contracts';
import { DirectoryModule, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { InternalTokenSigner, migrate, type RunningService, startService, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import { emptyDatabase, type TestDatabase, testDatabase } from '@luyue/testing';
import type { ApprovalListener } from './approval-options.ts';
import type { ApprovalRequest } from './approval.entity.ts';
import { APPROVAL_ENTITIES, APPROVAL_MIGRATIONS, MATTERS, ROLES } from './approvals.harness.ts';
import { ApprovalsModule } from './approvals.module.ts';
import { Approvals } from './approvals.ts';

/** A room that asks for approvals and hears of withdrawals. */
@Injectable()
class Slips implements ApprovalListener {
  readonly withdrawn: string[] = [];
  constructor(private readonly approvals: Approvals) {}
  ask(tx: Tx, unitId: string): Promise<ApprovalRequest> {
    return this.approvals.submit(tx, { matter: 'payment_slip', subject: { type: 'payment_slip', id: newId(), number: 'FK20261124-0001', title: '滨江一号' }, unitId, amount: null });
  }
  async approvalWithdrawn(_tx: Tx, request: ApprovalRequest): Promise<void> { this.withdrawn.push(request.id); }
}
@Module({ providers: [Slips], exports: [Slips] })
class SlipsModule {}
@Module({ imports: [DirectoryModule.forRoot(), SlipsModule, ApprovalsModule.forRoot('approvals-http', { matters: MATTERS, roles: ROLES, imports: [SlipsModule], listeners: [Slips] })] })
class Room {}

interface Tenant { id: string; unit: string; maker: string; supervisor: string; manager: string }

describe('PF-12 the routes of a context', () => {
  let database: TestDatabase;
  let log: Awaited<ReturnType<typeof emptyDatabase>>;
  let service: RunningService;
  let mine: Tenant;
  let theirs: Tenant;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  const signer = new InternalTokenSigner(privateKey);

  async function tenant(): Promise<Tenant> {
    const made = { id: newId(), unit: newId(), maker: newId(), supervisor: newId(), manager: newId() };
    await service.app.get(TenantDatabase).write(systemContext(made.id, false), async (tx) => {
      await replicas.unit(tx, make(UnitChanged, { id: made.unit, version: 1, name: '客户服务部', kind: 'department', parentId: null, path: [made.unit], designations: [], active: true }));
      for (const [id, name, role] of [[made.maker, '周敏', 'specialist'], [made.supervisor, '何静', 'supervisor'], [made.manager, '吴经理', 'department_manager']] as const) {
        await replicas.user(tx, make(UserChanged, { id, version: 1, name, title: '', staffNumber: '', unitId: made.unit, roles: [{ code: role, unitId: made.unit }], active: true }));
      }
    });
    return made;
  }

  interface Asked { as: string | null; of?: Tenant; permissions?: string[]; units?: string[] | 'all'; body?: object; version?: number }
  async function ask(method: string, path: string, { as, of = mine, permissions = [], units = 'all', body, version }: Asked): Promise<{ status: number; body: any; etag: string | null }> {
    const token = signer.seal({ tenantId: of.id, userId: as, userName: as === of.maker ? '周敏' : '吴经理', unitId: of.unit, grants: [{ units, permissions }], sandbox: false, modules: [] }, 60);
    const response = await fetch(`http://127.0.0.1:${service.port}/v1/approvals-http/${path}`, {
      method, headers: { 'x-luyue-context': token, ...(body && { 'content-type': 'application/json' }), ...(version !== undefined && { 'if-match': `"${version}"` }) }, ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json(), etag: response.headers.get('etag') };
  }
  const submit = (of: Tenant) => service.app.get(TenantDatabase).write({ ...systemContext(of.id, false), userId: of.maker, userName: '周敏' }, (tx) => service.app.get(Slips, { strict: false }).ask(tx, of.unit));

  beforeAll(async () => {
    database = await testDatabase({ name: 'approvals-http', migrate: async (url) => void (await migrate('approvals-http', url, APPROVAL_MIGRATIONS)) });
    log = await emptyDatabase();
    service = await startService({ name: 'approvals-http', module: Room, entities: APPROVAL_ENTITIES, migrations: APPROVAL_MIGRATIONS }, {
      SERVICE_NAME: 'approvals-http', PORT: 0, HOST: '127.0.0.1', DATABASE_URL: database.app, DATABASE_RELAY_URL: database.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url,
      INTERNAL_PUBLIC_KEY: publicKey, DATA_DIR: '.', LOG_LEVEL: 'silent', WORK: 'http',
    } as never);
  }, 60_000);
  beforeEach(async () => { [mine, theirs] = [await tenant(), await tenant()]; });
  afterAll(async () => {
    await service.stop();
    await Promise.all([database.drop(), log.drop()]);
  });

  test('show what waits and what one asked for, remind and withdraw; the room hears of the withdrawal', async () => {
    const { id } = await submit(mine);
    const waiting = await ask('GET', 'approvals', { as: mine.supervisor });
    expect(waiting.body.items).toMatchObject([{ id, title: { zh: '付款单' }, status: 'pending', step: 1, maker: { name: '周敏' }, unit: { name: '客户服务部' }, waitingFor: [{ forRole: 'supervisor', people: [{ name: '何静' }] }] }]);
    expect((await ask('GET', 'approvals', { as: mine.maker })).body.items).toEqual([]);
    expect((await ask('GET', 'approvals?list=mine', { as: mine.maker })).body.items).toMatchObject([{ id }]);
    expect((await ask('GET', 'approvals', { as: null })).body).toMatchObject({ status: 403, code: 'person_only' });
    expect((await ask('GET', 'approvals?list=all', { as: mine.maker })).status).toBe(400);
    expect((await ask('POST', `approvals/${id}/remind`, { as: mine.maker })).body).toMatchObject({ id, history: [{ what: 'submitted' }, { what: 'reminded' }] });
    expect((await ask('POST', `approvals/${id}/remind`, { as: mine.maker })).body).toMatchObject({ status: 422, code: 'reminded_lately', nextAt: expect.any(String) });
    expect((await ask('POST', `approvals/${id}/withdraw`, { as: mine.supervisor })).body).toMatchObject({ status: 403, code: 'not_the_maker' });
    expect((await ask('POST', `approvals/${id}/withdraw`, { as: mine.maker })).body).toMatchObject({ status: 'withdrawn', waitingFor: [] });
    expect(service.app.get(Slips, { strict: false }).withdrawn).toEqual([id]);
    expect((await ask('POST', `approvals/${id}/withdraw`, { as: mine.maker })).body).toMatchObject({ status: 409, code: 'transition_refused', allowed: [] });
  });

  test('answer 404 for an id of another tenant', async () => {
    const { id } = await submit(mine);
    for (const verb of ['withdraw', 'remind']) expect((await ask('POST', `approvals/${id}/${verb}`, { as: mine.maker, of: theirs })).status).toBe(404);
    const entrusted = await ask('POST', 'approval-delegates', { as: mine.supervisor, body: { delegateId: mine.manager, to: '2999-01-01T00:00:00Z' } });
    expect(entrusted.body).toMatchObject({ status: 400, errors: [{ field: 'to', code: 'too_long' }] });
    const given = await ask('POST', 'approval-delegates', { as: mine.supervisor, body: { delegateId: mine.manager, to: new Date(Date.now() + 86_400_000).toISOString() } });
    expect((await ask('DELETE', `approval-delegates/${given.body.id}`, { as: mine.supervisor, of: theirs })).status).toBe(404);
    expect((await ask('POST', 'approval-delegates', { as: mine.supervisor, of: theirs, body: { delegateId: theirs.manager, to: new Date(Date.now() + 86_400_000).toISOString() } })).body).toMatchObject({ errors: [{ field: 'userId', code: 'unknown_user' }] });
  });

  describe('publish chains', () => {
    const write = { permissions: ['policy.read', 'policy.write'] };
    const steps = [{ roles: ['supervisor'], mode: 'any' }, { roles: ['department_manager', 'department_finance'], mode: 'all', fromAmount: '20000.00', timeoutWorkingHours: 8 }];

    test('as versions, each with its reason', async () => {
      const first = await ask('GET', 'approval-chains/payment_slip', { as: mine.manager, permissions: ['policy.read'] });
      expect(first).toMatchObject({ status: 200, etag: '"0"', body: { title: { zh: '付款单' }, inForce: { version: 0, effectiveFrom: null }, pending: [], version: 0 } });
      const published = await ask('PUT', 'approval-chains/payment_slip', { as: mine.manager, ...write, version: 0, body: { steps, reason: '两万元以上加会签' } });
      expect(published).toMatchObject({ status: 200, etag: '"1"', body: { inForce: { version: 1, setBy: '吴经理', reason: '两万元以上加会签', steps: [{ roles: ['supervisor'], fromAmount: null }, { fromAmount: '20000.00', timeoutWorkingHours: 8, timeoutHours: null }] } } });
      // As it was read, with its nulls, it can be sent back.
      const later = new Date(Date.now() + 86_400_000).toISOString();
      const again = await ask('PUT', 'approval-chains/payment_slip', { as: mine.manager, ...write, version: 1, body: { steps: published.body.inForce.steps, reason: '明天再说', effectiveFrom: later } });
      expect(again.body).toMatchObject({ inForce: { version: 1 }, pending: [{ version: 2, effectiveFrom: later }], version: 2 });
      expect((await ask('GET', 'approval-chains', { as: mine.manager, permissions: ['policy.read'] })).body.items.map((c: { matter: string; version: number }) => [c.matter, c.version])).toEqual([['payment_slip', 2], ['trip', 0], ['superior', 0], ['gift', 0]]);
      expect((await ask('GET', 'approval-chains/payment_slip', { as: theirs.manager, of: theirs, permissions: ['policy.read'] })).body.version).toBe(0);
    });

    test('by one of two who change the same version', async () => {
      const done = await Promise.all([1, 2].map((n) => ask('PUT', 'approval-chains/gift', { as: mine.manager, ...write, version: 0, body: { steps: steps.slice(0, 1), reason: `第 ${n} 个` } })));
      expect(done.map((d) => d.status).sort()).toEqual([200, 412]);
      expect((await ask('PUT', 'approval-chains/gift', { as: mine.manager, ...write, body: { steps, reason: '没有版本' } })).status).toBe(428);
    });

    test.each<[string, object, object]>([
      ['an unknown role', { steps: [{ roles: ['emperor'], mode: 'any' }] }, { errors: [{ field: 'steps.0.roles.0', code: 'unknown_role' }], clause: 'PF-12' }],
      ['an unknown unit', { steps: [{ roles: ['supervisor'], mode: 'any', unitId: newId() }] }, { errors: [{ field: 'steps.0.unitId', code: 'unknown_unit' }] }],
      ['no step', { steps: [] }, { errors: [{ field: 'steps' }] }],
      ['seven steps', { steps: Array.from({ length: 7 }, () => steps[0]) }, { errors: [{ field: 'steps' }] }],
      ['no step for small amounts', { steps: [steps[1]] }, { errors: [{ field: 'steps', code: 'amount_gap' }] }],
      ['an amount with three decimals', { steps: [steps[0], { roles: ['supervisor'], mode: 'any', fromAmount: '1.005' }] }, { errors: [{ field: 'steps.1.fromAmount' }] }],
      ['a time-out of a month and an hour', { steps: [{ roles: ['supervisor'], mode: 'any', timeoutHours: 721 }] }, { errors: [{ field: 'steps.0.timeoutHours' }] }],
      ['two clocks', { steps: [{ roles: ['supervisor'], mode: 'any', timeoutHours: 1, timeoutWorkingHours: 1 }] }, { errors: [{ field: 'steps.0.timeoutWorkingHours', code: 'two_clocks' }] }],
      ['a mode that there is not', { steps: [{ roles: ['supervisor'], mode: 'most' }] }, { errors: [{ field: 'steps.0.mode' }] }],
      ['a beginning in the past', { steps, effectiveFrom: '2020-01-01T00:00:00Z' }, { status: 422, code: 'chain_in_the_past' }],
    ])('%s is refused', async (_what, body, expected) => {
      expect((await ask('PUT', 'approval-chains/payment_slip', { as: mine.manager, ...write, version: 0, body: { reason: '试试', ...body } })).body).toMatchObject(expected);
    });

    test('of a matter that keeps its steps only with others before them', async () => {
      const put = (given: object[], version: number) => ask('PUT', 'approval-chains/superior', { as: mine.manager, ...write, version, body: { steps: given, reason: '主管先看' } });
      const superior = { roles: ['unit_manager'], mode: 'any', above: true };
      for (const given of [[steps[0]], [superior, steps[0]], [{ ...superior, above: false }]]) expect((await put(given as object[], 0)).body).toMatchObject({ status: 400, clause: 'PF-12', errors: [{ field: 'steps', code: 'step_missing' }] });
      const { body } = await put([steps[0]!, superior], 0);
      expect(body.inForce.steps).toMatchObject([{ roles: ['supervisor'], above: false }, { roles: ['unit_manager'], above: true }]);
      expect((await put(body.inForce.steps, 1)).status).toBe(200);
    });

    test('only with the permission for the whole tenant, and only for a matter that there is', async () => {
      const body = { steps, reason: '试试' };
      expect((await ask('PUT', 'approval-chains/payment_slip', { as: mine.manager, permissions: ['policy.read'], version: 0, body })).status).toBe(403);
      expect((await ask('PUT', 'approval-chains/payment_slip', { as: mine.manager, ...write, units: [mine.unit], version: 0, body })).status).toBe(403);
      expect((await ask('GET', 'approval-chains/payment_slip', { as: mine.manager })).status).toBe(403);
      for (const matter of ['holiday', 'constructor']) expect((await ask('PUT', `approval-chains/${matter}`, { as: mine.manager, ...write, version: 0, body })).status).toBe(404);
    });

    test('a role that only a person of the tenant holds may be named', async () => {
      await service.app.get(TenantDatabase).write(systemContext(mine.id, false), (tx) => replicas.user(tx, make(UserChanged, { id: newId(), version: 1, name: '顾问', title: '', staffNumber: '', unitId: mine.unit, roles: [{ code: 'adviser', unitId: mine.unit }], active: true })));
      expect((await ask('PUT', 'approval-chains/gift', { as: mine.manager, ...write, version: 0, body: { steps: [{ roles: ['adviser'], mode: 'any' }], reason: '请顾问把关' } })).status).toBe(200);
    });
  });

  describe('keep delegates', () => {
    const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();

    test('for a period, ended early when wanted', async () => {
      const given = await ask('POST', 'approval-delegates', { as: mine.supervisor, body: { delegateId: mine.manager, to: tomorrow(), matters: ['payment_slip'] } });
      expect(given).toMatchObject({ status: 201, body: { user: { name: '何静' }, delegate: { name: '吴经理' }, matters: ['payment_slip'] } });
      const { id } = await submit(mine);
      expect((await ask('GET', 'approvals', { as: mine.manager })).body.items).toMatchObject([{ id }]);
      for (const who of ['supervisor', 'manager'] as const) expect((await ask('GET', 'approval-delegates', { as: mine[who] })).body.items).toHaveLength(1);
      expect((await ask('GET', 'approval-delegates', { as: mine.maker })).body.items).toEqual([]);
      expect((await ask('DELETE', `approval-delegates/${given.body.id}`, { as: mine.maker })).status).toBe(403);
      expect((await ask('DELETE', `approval-delegates/${given.body.id}`, { as: mine.supervisor })).status).toBe(200);
      expect((await ask('GET', 'approvals', { as: mine.manager })).body.items).toEqual([]);
      expect((await ask('DELETE', `approval-delegates/${given.body.id}`, { as: mine.supervisor })).body).toMatchObject({ status: 409, code: 'delegation_over' });
    });

    test('of somebody else only by whoever may write that person, and never to themselves', async () => {
      const body = { userId: mine.supervisor, delegateId: mine.maker, to: tomorrow() };
      expect((await ask('POST', 'approval-delegates', { as: mine.manager, body })).status).toBe(403);
      expect((await ask('POST', 'approval-delegates', { as: mine.manager, permissions: ['user.write'], units: [newId()], body })).status).toBe(403);
      expect((await ask('POST', 'approval-delegates', { as: mine.manager, permissions: ['user.write'], body: { ...body, delegateId: mine.manager } })).body).toMatchObject({ errors: [{ field: 'delegateId', code: 'oneself' }] });
      expect((await ask('POST', 'approval-delegates', { as: mine.manager, permissions: ['user.write'], body })).body).toMatchObject({ user: { id: mine.supervisor }, setBy: '吴经理' });
      expect((await ask('GET', `approval-delegates?userId=${mine.supervisor}`, { as: mine.manager })).status).toBe(403);
      expect((await ask('GET', `approval-delegates?userId=${mine.supervisor}`, { as: mine.manager, permissions: ['user.read'] })).body.items).toHaveLength(1);
    });

    test.each<[string, (of: Tenant) => object, object]>([
      ['oneself', (of) => ({ delegateId: of.supervisor }), { field: 'delegateId', code: 'oneself' }],
      ['somebody who is not here', () => ({ delegateId: newId() }), { field: 'delegateId', code: 'unknown_user' }],
      ['an end before the beginning', () => ({ from: '2099-01-02T00:00:00Z', to: '2099-01-01T00:00:00Z' }), { field: 'to', code: 'order' }],
      ['a beginning in the past', () => ({ from: '2020-01-01T00:00:00Z' }), { field: 'from', code: 'past' }],
      ['more than a year', () => ({ from: '2099-01-01T00:00:00Z', to: '2100-01-03T00:00:00Z' }), { field: 'to', code: 'too_long' }],
      ['a matter that there is not', () => ({ matters: ['payment_slip', 'holiday'] }), { field: 'matters.1', code: 'unknown_matter' }],
    ])('%s is refused', async (_what, body, error) => {
      expect((await ask('POST', 'approval-delegates', { as: mine.supervisor, body: { delegateId: mine.manager, to: tomorrow(), ...body(mine) } })).body).toMatchObject({ status: 400, errors: [error] });
    });
  });

  test('are described, each with what it answers', async () => {
    const { paths } = (await (await fetch(`http://127.0.0.1:${service.port}/openapi.json`)).json()) as { paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>> };
    const described = Object.entries(paths).filter(([path]) => path.includes('-http/approval')).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, { responses }]) => [`${verb} ${path.split('/').slice(3).join('/')}`, Object.values(responses).every((r) => r.content)]));
    expect(described.sort()).toEqual([
      'delete approval-delegates/{id}', 'get approval-chains', 'get approval-chains/{matter}', 'get approval-delegates', 'get approvals', 'post approval-delegates', 'post approvals/{id}/remind', 'post approvals/{id}/withdraw',
      'put approval-chains/{matter}',
    ].map((operation) => [operation, true]));
  });

  test('a chain in code that could not be published stops the start', () => {
    expect(() => ApprovalsModule.forRoot('x', { matters: { slip: { title: { zh: '', en: '' }, chain: [{ roles: ['emperor'], mode: 'any' }] } }, roles: ROLES })).toThrow('the chain of slip: steps.0.roles.0 no such role: emperor');
  });
});
