import { Client } from 'pg';
import { contextOf, type Running, startTenancy } from '../tenancy.harness.ts';
import { Audit } from './audit.service.ts';
import { canonical, changes, FIRST_HASH, follow, hashOf } from './audit.rules.ts';

const entry = (seq: number, previousHash: string) => {
  const facts = {
    tenantId: 't', id: `e${seq}`, seq, at: new Date('2026-11-25T08:00:00.123Z'), userId: 'u', clientId: null, by: 'Li', action: 'unit.changed', targetType: 'unit', targetId: 'x', targetName: 'X',
    before: { name: 'A' }, after: { name: 'B' }, requestId: 'r', previousHash,
  };
  return { ...facts, hash: hashOf(facts) };
};

describe('PF-7 the chain', () => {
  const first = entry(1, FIRST_HASH);
  const second = entry(2, first.hash);
  const start = { seq: 0, hash: FIRST_HASH };

  test('holds from its beginning, in pieces too', () => {
    expect(follow(start, [first, second])).toEqual({ seq: 2, hash: second.hash });
    expect(follow({ seq: 1, hash: first.hash }, [second])).toEqual({ seq: 2, hash: second.hash });
  });

  test.each([
    ['a changed word', [first, { ...second, by: 'Wang' }], 2],
    ['a changed moment', [first, { ...second, at: new Date('2026-11-25T08:00:00.124Z') }], 2],
    ['an entry taken out', [second], 1],
    ['entries in another order', [second, first], 1],
    ['the entry after one that was rewritten together with its hash', [{ ...first, by: 'Wang', hash: hashOf({ ...first, by: 'Wang', hash: undefined } as never) }, second], 2],
  ])('breaks at %s', (_what, entries, brokenAt) => expect(follow(start, entries)).toEqual({ brokenAt }));

  test('does not depend on the order in which an object was written', () => {
    expect(canonical({ b: 1, a: { d: [2, { f: 1, e: null }], c: 3 } })).toBe('{"a":{"c":3,"d":[2,{"e":null,"f":1}]},"b":1}');
  });

  test('keeps of an update only what differs', () => {
    expect(changes({ name: 'A', path: ['x'], phone: '1', version: 1 }, { name: 'B', path: ['x'], phone: '1', version: 2 })).toEqual({ before: { name: 'A' }, after: { name: 'B' } });
  });
});

describe('PF-7 the trail', () => {
  let tenancy: Running;
  let group: Awaited<ReturnType<Running['group']>>;
  beforeAll(async () => { tenancy = await startTenancy(); }, 60_000);
  beforeEach(async () => { group = await tenancy.group(); }, 20_000);
  afterAll(() => tenancy.stop());

  const unit = (name: string) => tenancy.ask('POST', 'units', { as: group.as.north, body: { name, kind: 'department', parentId: group.north.rootUnitId } });
  const verify = async (as = group.as.north) => (await tenancy.ask('GET', 'audit-entries/verification', { as })).body;
  /** Past all guards of the service: the owner of the tables with its triggers off. */
  async function tamper(sql: string): Promise<void> {
    const owner = new Client({ connectionString: tenancy.owner });
    await owner.connect();
    await owner.query(`BEGIN; SELECT set_config('app.tenant', '${group.north.id}', true); ALTER TABLE audit_entry DISABLE TRIGGER USER; ${sql}; ALTER TABLE audit_entry ENABLE TRIGGER USER; COMMIT`);
    await owner.end();
  }

  test('says who did what to which record, newest first, page by page', async () => {
    for (const name of ['A', 'B', 'C']) await unit(name);
    const first = await tenancy.ask('GET', 'audit-entries?action=unit.created&limit=2', { as: group.as.north });
    expect(first.body.items.map((e: { target: { name: string } }) => e.target.name)).toEqual(['C', 'B']);
    expect(first.body.items[0]).toMatchObject({ by: { userId: group.as.north.userId, name: 'North Gas admin' }, after: { kind: 'department', parentId: group.north.rootUnitId }, requestId: expect.any(String) });
    const second = await tenancy.ask('GET', `audit-entries?action=unit.created&limit=2&cursor=${first.body.nextCursor}`, { as: group.as.north });
    expect([second.body.items.map((e: { target: { name: string } }) => e.target.name), second.body.nextCursor]).toEqual([['A'], null]);
  });

  test('is whole as long as nobody touches it, with many writers at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => unit(`U${i}`)));
    const whole = await verify();
    expect(whole).toEqual({ ok: true, entries: expect.any(Number), head: expect.stringMatching(/^[0-9a-f]{64}$/), brokenAt: null });
    expect(whole.entries).toBeGreaterThanOrEqual(9);
  });

  test("cannot be changed, shortened or emptied through the service's role", async () => {
    const write = (sql: string) => tenancy.database.write(contextOf(group.as.north), (tx) => tx.manager.query(sql));
    await expect(write(`UPDATE audit_entry SET by = 'nobody'`)).rejects.toThrow('append-only (PF-7)');
    await expect(write('DELETE FROM audit_entry')).rejects.toThrow('append-only (PF-7)');
    await expect(write('TRUNCATE audit_entry')).rejects.toThrow('permission denied');
  });

  test('shows where somebody with more rights has changed it, or cut off its end', async () => {
    await unit('A');
    await tamper(`UPDATE audit_entry SET by = 'nobody' WHERE seq = 2`);
    expect(await verify()).toMatchObject({ ok: false, brokenAt: 2 });
    expect(await verify(group.as.other)).toMatchObject({ ok: true });
  });

  test('shows a cut-off end', async () => {
    await unit('A');
    const { entries } = await verify();
    await tamper(`DELETE FROM audit_entry WHERE seq = ${entries}`);
    expect(await verify()).toMatchObject({ ok: false, brokenAt: entries });
  });

  test('commits with the deed or not at all', async () => {
    const before = (await verify()).entries;
    const deed = { action: 'x', target: { type: 'x', id: 'x', name: 'x' } };
    const failing = tenancy.database.write(contextOf(group.as.north), async (tx) => {
      await tenancy.get(Audit).record(tx, deed);
      throw new Error('the deed failed');
    });
    await expect(failing).rejects.toThrow('the deed failed');
    expect((await verify()).entries).toBe(before);
  });

  test("is the tenant's own, and for whoever may read it", async () => {
    await unit('Only north');
    const foreign = await tenancy.ask('GET', 'audit-entries', { as: group.as.south });
    expect(JSON.stringify(foreign.body)).not.toContain('Only north');
    expect((await tenancy.ask('GET', 'audit-entries', { as: { ...group.as.north, grants: [] } })).body).toMatchObject({ status: 403, permission: 'audit.read' });
  });
});
