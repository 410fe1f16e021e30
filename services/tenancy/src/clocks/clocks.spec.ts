import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';
import { refuseMove, stepOf } from './clocks.rules.ts';

const NOW = new Date('2026-11-25T08:00:00Z');

describe('PF-8 how far a clock moves', () => {
  test.each([
    ['seconds ahead', { advanceSeconds: 90 }, 90_000],
    ['nowhere', { advanceSeconds: 0 }, 0],
    ['to a moment', { to: '2026-11-25T16:00:00.500+08:00' }, 500],
    ['back', { to: '2026-11-25T07:59:59Z' }, -1_000],
  ])('%s', (_what, move, step) => expect(stepOf(NOW, move)).toBe(step));

  test.each([
    ['neither way', {}, 'one_of'],
    ['both ways', { advanceSeconds: 1, to: '2026-12-01T00:00:00Z' }, 'one_of'],
    ['a millisecond back', { to: '2026-11-25T07:59:59.999Z' }, 'clock_backwards'],
    ['the same moment', { to: '2026-11-25T08:00:00Z' }, undefined],
    ['more than ten years', { advanceSeconds: 10 * 366 * 86_400 }, 'clock_too_far'],
  ])('%s', (_what, move, code) => expect(refuseMove(1, NOW, move)?.code).toBe(code));
});

describe("the sandbox's clock", () => {
  let tenancy: Running;
  beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
  afterAll(() => tenancy.stop());

  test('goes forward for the sandbox alone, in the replica and as an event too', async () => {
    const made = await tenancy.provision('Clock');
    const [company, sandbox] = [await tenancy.signIn(made.account), await tenancy.signIn(made.account, made.sandbox.id)];
    const month = 31 * 86_400;
    const before = Date.now();
    const moved = await tenancy.ask('POST', 'sandbox-clock', { as: sandbox, body: { advanceSeconds: month } });
    expect([moved.status, moved.body]).toEqual([200, { sandbox: true, now: expect.any(String), offsetSeconds: month }]);
    const read = await tenancy.ask('GET', 'sandbox-clock', { as: sandbox });
    expect(Math.abs(Date.parse(read.body.now) - before - month * 1000)).toBeLessThan(10_000);
    const stored = await tenancy.database.read(contextOf(sandbox), (tx) => tx.manager.query(`SELECT clock_offset_ms::text AS ms, (SELECT payload::json->>'clockOffsetMs' FROM outbox WHERE type = 'tenancy.tenant.changed.v1' ORDER BY id DESC LIMIT 1) AS told FROM directory_tenant`));
    expect(stored).toEqual([{ ms: String(month * 1000), told: String(month * 1000) }]);
    expect((await tenancy.ask('GET', 'sandbox-clock', { as: company })).body).toMatchObject({ sandbox: false, offsetSeconds: 0 });
    // A month on, the person is still signed in: sessions run by the real clock.
    expect((await tenancy.ask('GET', 'sessions', { as: sandbox })).body.items).toHaveLength(1);
  });

  test('never goes back', async () => {
    const made = await tenancy.provision('Back');
    const as = await tenancy.signIn(made.account, made.sandbox.id);
    const answer = await tenancy.ask('POST', 'sandbox-clock', { as, body: { to: '2020-01-01T00:00:00Z' } });
    expect([answer.status, answer.body.code, answer.body.clause]).toEqual([422, 'clock_backwards', 'PF-8']);
  });

  test('two moves at once both count', async () => {
    const made = await tenancy.provision('Twice');
    const as = await tenancy.signIn(made.account, made.sandbox.id);
    await Promise.all([60, 60, 60].map((advanceSeconds) => tenancy.ask('POST', 'sandbox-clock', { as, body: { advanceSeconds } })));
    expect((await tenancy.ask('GET', 'sandbox-clock', { as })).body.offsetSeconds).toBe(180);
  });

  test('a company has none: its time is the real one', async () => {
    const made = await tenancy.provision('Real');
    const answer = await tenancy.ask('POST', 'sandbox-clock', { as: await tenancy.signIn(made.account), body: { advanceSeconds: 60 } });
    expect([answer.status, answer.body.code]).toEqual([409, 'clock_not_sandbox']);
  });
});
