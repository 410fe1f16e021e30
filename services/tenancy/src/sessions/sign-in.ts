import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Problem, refuse, systemContext, TenantDatabase } from '@luyue/platform';
import { resolvePolicy } from '@luyue/regulations';
import { Audit } from '../audit/audit.service.ts';
import { Identities, type IdentityPlace } from '../identities/identities.service.ts';

const MAX_TRIES = 'pf.login.maxTries';
const LOCK_MINUTES = 'pf.login.lockMinutes';

/** Proves who somebody is by account and password (PF-5). */
@Injectable()
export class SignIn {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly identities: Identities, private readonly audit: Audit) {}

  /**
   * The person and their places. Throws 401 `login_failed` with the tries left, the same for an unknown account as for a wrong password and
   * after the same time, or 423 `login_locked` with the time until which it holds.
   */
  async prove(account: string, password: string): Promise<{ identityId: string; places: IdentityPlace[] }> {
    const normal = this.identities.spelling(account);
    const { id, passwordHash } = await this.identities.byAccount(normal);
    const places = id ? await this.identities.places(id) : [];
    const { maxTries, lockMinutes } = await this.limits(places[0]);
    const attempt = await this.identities.attempt(normal, maxTries, lockMinutes);
    if (!attempt.allowed) throw locked(attempt.lockedUntil!);
    const right = await this.identities.verify(passwordHash, password);
    // Somebody without an active place anywhere is answered as if unknown.
    if (id && right && places.length) {
      await this.identities.succeeded(normal);
      return { identityId: id, places };
    }
    if (!attempt.lockedUntil) throw failed(maxTries - attempt.tries);
    if (places[0]) await this.recordLock(places[0]);
    throw locked(attempt.lockedUntil);
  }

  /** The limits of the company that a person belongs to first; those of the registry for everybody else. */
  private async limits(place: IdentityPlace | undefined): Promise<{ maxTries: number; lockMinutes: number }> {
    if (!place) return { maxTries: resolvePolicy(MAX_TRIES, [], new Date(0)).value as number, lockMinutes: resolvePolicy(LOCK_MINUTES, [], new Date(0)).value as number };
    return this.database.read(systemContext(place.tenantId, place.sandbox), async (tx) => {
      const value = await this.directory.policyValues(tx);
      return { maxTries: value<number>(MAX_TRIES), lockMinutes: value<number>(LOCK_MINUTES) };
    });
  }

  private recordLock(place: IdentityPlace): Promise<void> {
    return this.database.write(systemContext(place.tenantId, place.sandbox), (tx) => this.audit.record(tx, { action: 'session.locked', target: { type: 'user', id: place.userId, name: place.name } }));
  }
}

const failed = (attemptsLeft: number): Problem =>
  new Problem({ status: 401, code: 'login_failed', clause: 'PF-5', title: { zh: `账号或密码不对，还可以试 ${attemptsLeft} 次`, en: `Account or password is wrong; ${attemptsLeft} more tries` }, extra: { attemptsLeft } });

const locked = (until: Date): Problem =>
  new Problem({ status: 423, code: 'login_locked', clause: 'PF-5', title: { zh: '失败次数太多，已锁定', en: 'Too many failures; locked for a while' }, extra: { until: until.toISOString() } });

/** Someone who is signed in but not (or no longer) at home in the tenant they ask for. */
export const placeRefused = (): Problem => new Problem({ status: 403, code: 'place_refused', clause: 'PF-5', title: { zh: '您不在这家公司，或已被停用', en: 'You have no place in this company, or no longer' } });

export const sessionEnded = (): Problem => refuse.unauthenticated('session_ended');
