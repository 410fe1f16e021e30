import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from '../refusal.ts';
import type { ApiKey } from './api-client.entity.ts';

/** Two keys live side by side while a partner changes over; a third waits until one is revoked or has run out (PF-8). */
const LIVE_KEYS = 2;
const HINT_LENGTH = 10;

export const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** A new key, what of it is kept, and what people tell it by. The prefix lets secret scanners find a leaked one. */
export function newKey(): { key: string; hash: string; hint: string } {
  const key = `lyk_${randomBytes(32).toString('base64url')}`;
  return { key, hash: hashOf(key), hint: key.slice(0, HINT_LENGTH) };
}

export const isLive = (key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, now: Date): boolean => !key.revokedAt && key.expiresAt > now;

export function refuseKey(keys: Pick<ApiKey, 'expiresAt' | 'revokedAt'>[], now: Date): Refusal | null {
  if (keys.filter((k) => isLive(k, now)).length < LIVE_KEYS) return null;
  return { clause: 'PF-8', code: 'too_many_keys', status: 409, title: { zh: '已有两把有效的密钥，请先作废一把', en: 'Two keys are live already; revoke one first' } };
}

/** A client is never allowed more than whoever makes it holds, and only what there is (PF-8). */
export function refusePermissions(wanted: string[], known: readonly string[], held: string[]): Refusal | null {
  for (const [i, permission] of wanted.entries()) {
    if (!known.includes(permission)) return { clause: 'PF-8', code: 'unknown_permission', field: `permissions.${i}`, title: { zh: `没有这个权限：${permission}`, en: `no such permission: ${permission}` } };
  }
  const beyond = wanted.find((p) => !held.includes(p));
  return beyond ? { clause: 'PF-8', code: 'permission_beyond', status: 403, title: { zh: `您自己没有这个权限，给不了：${beyond}`, en: `You do not hold this permission and cannot give it: ${beyond}` } } : null;
}
