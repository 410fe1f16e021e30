import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.ts';

/** What the gateway vouches for; `null` is a caller without sign-in (only the public routes of tenancy take it). */
export type VouchedCaller = Omit<Context, 'requestId' | 'traceparent' | 'idempotency' | 'language' | 'at'>;

interface Sealed { caller: VouchedCaller | null; exp: number }

const encode = (data: Buffer | string): string => Buffer.from(data).toString('base64url');

/** Signs internal tokens (Ed25519). Only the gateway holds the private key. */
export class InternalTokenSigner {
  private readonly key: KeyObject;

  constructor(privatePem: string) {
    this.key = createPrivateKey(privatePem);
  }

  /** A token for `seconds`; the gateway caches it as long as the caller's own token, so signing is not on the hot path. */
  seal(caller: VouchedCaller | null, seconds: number): string {
    const body = encode(JSON.stringify({ caller, exp: Math.floor(Date.now() / 1000) + seconds } satisfies Sealed));
    return `${body}.${encode(sign(null, Buffer.from(body), this.key))}`;
  }
}

/** Verifies internal tokens; a token seen before is not verified twice. */
export class InternalTokenVerifier {
  private readonly key: KeyObject;
  private readonly seen = new LRUCache<string, Sealed>({ max: 5_000 });

  constructor(publicPem: string) {
    this.key = createPublicKey(publicPem);
  }

  /** The caller, `null` for an anonymous one, `undefined` for a token that is forged, malformed or expired. */
  open(token: string): VouchedCaller | null | undefined {
    let sealed = this.seen.get(token);
    if (!sealed) {
      const [body, signature] = token.split('.');
      if (!body || !signature || !verify(null, Buffer.from(body), this.key, Buffer.from(signature, 'base64url'))) return undefined;
      sealed = JSON.parse(Buffer.from(body, 'base64url').toString()) as Sealed;
      this.seen.set(token, sealed);
    }
    return sealed.exp * 1000 > Date.now() ? sealed.caller : undefined;
  }
}
