import pino from 'pino';
import { newId } from '@luyue/kernel';
import { TenantTurns } from './tenant-turns.ts';

const tenants = Array.from({ length: 5 }, (_, n) => ({ id: newId(), sandbox: n % 2 === 1 }));

it.each([1, 3])('a tenant whose turn fails is logged and counted, and all others have theirs, %i at once', async (lanes) => {
  const [failed, lines, seen] = [[] as string[], [] as { tenant: string; work: string; err: { message: string } }[], [] as string[]];
  const turns = new TenantTurns(pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line)) }), (work) => void failed.push(work));
  const sum = await turns.each('sweep', tenants, async ({ tenantId, sandbox, userId }) => {
    expect([sandbox, userId]).toEqual([tenants.find((t) => t.id === tenantId)!.sandbox, null]);
    if (tenantId === tenants[1]!.id) throw new Error('planted');
    seen.push(tenantId);
    return 10;
  }, lanes);
  expect(sum).toBe(40);
  expect(seen.toSorted()).toEqual(tenants.filter((_, n) => n !== 1).map((t) => t.id).toSorted());
  expect(failed).toEqual(['sweep']);
  expect(lines).toMatchObject([{ tenant: tenants[1]!.id, work: 'sweep', err: { message: 'planted' } }]);
});

it('batches go on while they are full', async () => {
  const sizes = [3, 3, 1, 3];
  expect(await new TenantTurns(pino({ level: 'silent' })).batches(3, async () => sizes.shift()!)).toBe(7);
  expect(sizes).toEqual([3]);
});
