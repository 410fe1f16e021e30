import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '@luyue/platform';
import type { Identity } from '../auth/authenticate.ts';

const SECONDS = 10;
/** Longer than any link is; what somebody makes up is not kept whole. */
const MOST_OF_A_LINK = 40;

/** Requests in ten seconds, per replica of the gateway: of one tenant, of one caller, of one address without sign-in, of one private link. */
export interface Limits { tenant: number; caller: number; anonymous: number; link: number }

export class RateLimits {
  private readonly tenant: RateLimiterMemory;
  private readonly caller: RateLimiterMemory;
  private readonly anonymous: RateLimiterMemory;
  private readonly link: RateLimiterMemory;

  constructor(limits: Limits) {
    this.tenant = new RateLimiterMemory({ points: limits.tenant, duration: SECONDS });
    this.caller = new RateLimiterMemory({ points: limits.caller, duration: SECONDS });
    this.anonymous = new RateLimiterMemory({ points: limits.anonymous, duration: SECONDS });
    this.link = new RateLimiterMemory({ points: limits.link, duration: SECONDS });
  }

  /** Throws 429 with Retry-After when a limit is used up (PF-8). */
  async take(identity: Identity, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      if (!identity.caller) {
        await this.anonymous.consume(request.ip);
        const link = request.headers['x-client-link'];
        if (typeof link === 'string') await this.link.consume(link.slice(0, MOST_OF_A_LINK));
        return;
      }
      await this.caller.consume(identity.id);
      await this.tenant.consume(identity.caller.tenantId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const wait = Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
      void reply.header('retry-after', wait);
      throw new Problem({ status: 429, code: 'too_many_requests', clause: 'PF-8', title: { zh: `请求太多，${wait} 秒后再试`, en: `Too many requests; again in ${wait} s` } });
    }
  }
}
