import { cookieFor, formatToken, judge, newSecret, secretHash, tokenOf } from './sessions.rules.ts';

const now = new Date('2026-11-25T08:00:00Z');
const at = (ms: number): Date => new Date(now.getTime() + ms);
const token = { tenantId: '0196f0a0-0000-7000-8000-000000000001', sessionId: '0196f0a0-0000-7000-8000-000000000002', secret: newSecret() };
const session = { secretHash: secretHash('now'), previousHash: secretHash('before'), rotatedAt: at(-10_000), expiresAt: at(1), revokedAt: null };

describe('PF-5 the secret of a session', () => {
  test.each([
    ['the newest renews', session, 'now', 'renew'],
    ['the one before is kept up to ten seconds, for a second tab', session, 'before', 'keep'],
    ['a millisecond later it is stolen', { ...session, rotatedAt: at(-10_001) }, 'before', 'stolen'],
    ['one that never was is stolen', session, 'made up', 'stolen'],
    ['the end is exact: at it the session has run out', { ...session, expiresAt: now }, 'now', 'ended'],
    ['a revoked session stays ended whatever comes', { ...session, revokedAt: at(-1) }, 'made up', 'ended'],
  ] as const)('%s', (_what, row, secret, verdict) => expect(judge(row, secret, now)).toBe(verdict));

  test('a first session has no secret before it', () => {
    expect(judge({ ...session, previousHash: null }, 'before', now)).toBe('stolen');
  });
});

describe('the cookie', () => {
  test('comes back as it went out, among others', () => {
    expect(tokenOf(`theme=dark; luyue_refresh=${formatToken(token)}; x=1`)).toEqual(token);
  });

  test.each([[undefined], [''], ['luyue_refresh='], ['luyue_refresh=a.b.c'], [`other=${formatToken(token)}`], [`luyue_refresh=${token.tenantId}.${token.sessionId}.`]])('%s is no token', (cookies) => {
    expect(tokenOf(cookies)).toBeNull();
  });

  test('is out of reach of scripts and of other sites, and travels encrypted where the browser does', () => {
    expect(cookieFor(token, true)).toBe(`luyue_refresh=${formatToken(token)}; Path=/v1/tenancy/sessions; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure`);
    expect(cookieFor(null, false)).toBe('luyue_refresh=; Path=/v1/tenancy/sessions; Max-Age=0; HttpOnly; SameSite=Strict');
  });
});
