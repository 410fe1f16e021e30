import { createHash, randomBytes } from 'node:crypto';
import { isId } from '@luyue/kernel';
import type { Session } from './session.entity.ts';

export const SESSION_DAYS = 30;
export const COOKIE = 'luyue_refresh';
const COOKIE_PATH = '/v1/tenancy/sessions';
const DAY_SECONDS = 86_400;
/** Two tabs may send the same secret at once; the slower one is no thief within this time. */
const LEEWAY_MS = 10_000;

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What the cookie carries. The tenant stands in it because no row is readable without one. */
export interface RefreshToken { tenantId: string; sessionId: string; secret: string }

export const formatToken = ({ tenantId, sessionId, secret }: RefreshToken): string => `${tenantId}.${sessionId}.${secret}`;

/** The token in a `Cookie` header, or null when there is none of ours. */
export function tokenOf(cookies: string | undefined): RefreshToken | null {
  const value = cookies?.split(/;\s*/).find((c) => c.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  const [tenantId, sessionId, secret] = value?.split('.') ?? [];
  return isId(tenantId) && isId(sessionId) && secret ? { tenantId, sessionId, secret } : null;
}

/** `Set-Cookie` for a token, or to take it away. Scripts never see it, and other sites never send it. */
export function cookieFor(token: RefreshToken | null, secure: boolean): string {
  const age = token ? SESSION_DAYS * DAY_SECONDS : 0;
  return `${COOKIE}=${token ? formatToken(token) : ''}; Path=${COOKIE_PATH}; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** `renew`: hand out the next secret. `keep`: another tab was just faster. `ended`: revoked or run out. `stolen`: an old secret came again. */
export type Verdict = 'renew' | 'keep' | 'ended' | 'stolen';

export function judge(session: Pick<Session, 'secretHash' | 'previousHash' | 'rotatedAt' | 'expiresAt' | 'revokedAt'>, secret: string, now: Date): Verdict {
  if (session.revokedAt || session.expiresAt <= now) return 'ended';
  const hash = secretHash(secret);
  if (hash === session.secretHash) return 'renew';
  return hash === session.previousHash && now.getTime() - session.rotatedAt.getTime() <= LEEWAY_MS ? 'keep' : 'stolen';
}
