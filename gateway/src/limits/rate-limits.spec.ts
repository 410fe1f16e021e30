import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from '../auth/authenticate.ts';
import { RateLimits } from './rate-limits.ts';

const from = (ip: string, link?: string): FastifyRequest => ({ ip, headers: { 'x-client-link': link } }) as unknown as FastifyRequest;
const person = (id: string, tenantId = 'tenant-1'): Identity => ({ id, caller: { tenantId } }) as Identity;
const nobody = { id: '' } as Identity;

/** How many of `times` requests pass; then what the first refusal said. */
async function passed(limits: RateLimits, identity: Identity, request: FastifyRequest, times: number): Promise<{ count: number; refusal?: unknown; retryAfter?: unknown }> {
  let retryAfter: unknown;
  const reply = { header: (_name: string, value: unknown) => { retryAfter = value; } } as unknown as FastifyReply;
  for (let count = 0; count < times; count += 1) {
    try {
      await limits.take(identity, request, reply);
    } catch (refusal) {
      return { count, refusal, retryAfter };
    }
  }
  return { count: times };
}

describe('PF-8 limits of requests', () => {
  test('PF-8 an address without sign-in passes its limit and not one more; the refusal says when to come again', async () => {
    const limits = new RateLimits({ tenant: 100, caller: 100, anonymous: 3, link: 100 });
    const { count, refusal, retryAfter } = await passed(limits, nobody, from('192.0.2.1'), 4);
    expect(count).toBe(3);
    expect(refusal).toMatchObject({ options: { status: 429, code: 'too_many_requests', clause: 'PF-8' } });
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(retryAfter).toBeLessThanOrEqual(10);
    expect((await passed(limits, nobody, from('192.0.2.2'), 3)).count).toBe(3);
  });

  test('PF-8 a private link passes its limit from however many addresses it is asked, and harms no other link', async () => {
    const limits = new RateLimits({ tenant: 100, caller: 100, anonymous: 100, link: 2 });
    expect([await passed(limits, nobody, from('192.0.2.1', 'a'.repeat(16)), 2), await passed(limits, nobody, from('192.0.2.2', 'a'.repeat(16)), 1)]).toMatchObject([{ count: 2 }, { count: 0, refusal: { options: { status: 429 } } }]);
    expect((await passed(limits, nobody, from('192.0.2.2', 'b'.repeat(16)), 2)).count).toBe(2);
  });

  test('PF-8 a caller at the limit harms no colleague, whatever address both have', async () => {
    const limits = new RateLimits({ tenant: 100, caller: 2, anonymous: 100, link: 100 });
    expect((await passed(limits, person('busy'), from('192.0.2.1'), 3)).count).toBe(2);
    expect((await passed(limits, person('calm'), from('192.0.2.1'), 2)).count).toBe(2);
  });

  test('PF-8 a tenant at the limit harms no other tenant', async () => {
    const limits = new RateLimits({ tenant: 3, caller: 100, anonymous: 100, link: 100 });
    expect((await passed(limits, person('a'), from('192.0.2.1'), 2)).count).toBe(2);
    expect((await passed(limits, person('b'), from('192.0.2.2'), 2)).count).toBe(1);
    expect((await passed(limits, person('c', 'tenant-2'), from('192.0.2.1'), 2)).count).toBe(2);
  });
});
