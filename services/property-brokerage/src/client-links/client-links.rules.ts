import { createHash, randomBytes } from 'node:crypto';

/** 96 bits: nobody guesses one through the limits of the gateway, and the address still fits into an SMS. */
const SECRET_BYTES = 12;
const SECRET = /^[\w-]{16}$/;
/** Days that a link lives where nothing is said, and at most. */
export const DAYS = 90;
export const MOST_DAYS = 180;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** What can be a secret at all; anything else is not looked for. */
export const isSecret = (given: unknown): given is string => typeof given === 'string' && SECRET.test(given);

/** The secret stands behind `#`: a browser sends that part to nobody, so no log keeps it. */
export const addressOf = (publicUrl: string, secret: string): string => `${publicUrl}/c#${secret}`;

export type LinkState = 'live' | 'expired' | 'revoked';
export const linkState = (link: { expiresAt: Date; revokedAt: Date | null }, realNow: Date): LinkState => (link.revokedAt ? 'revoked' : link.expiresAt <= realNow ? 'expired' : 'live');
