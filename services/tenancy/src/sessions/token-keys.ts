import { generateKeyPair, type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, decodeJwt, exportJWK, type JWK, SignJWT } from 'jose';
import type { Grant } from '@luyue/platform';

const ALGORITHM = 'RS256';
/** Issuer and audience: the platform itself. */
export const ISSUER = 'luyue';
export const ACCESS_SECONDS = 600;

/** What the gateway reads from an access token. */
export interface AccessClaims { sub: string; tid: string; name: string; unit: string; sid: string; sandbox: boolean; modules: string[]; grants: Grant[] }

interface Key { kid: string; privateKey: KeyObject; jwk: JWK }

/**
 * The keys of access tokens: PEM files of one folder, in the order of their names. The last one signs and all are published, so that a new
 * key is taken into use by putting a file and starting again, while tokens of the old one run out.
 */
export class TokenKeys {
  private constructor(private readonly keys: Key[]) {}

  /** Reads the folder; makes a first key (RSA 2048, readable by the owner only) when it is empty. */
  static async load(folder: string): Promise<TokenKeys> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!(await pemFiles(folder)).length) await firstKey(folder);
    const keys = await Promise.all((await pemFiles(folder)).map(async (file) => readKey(await readFile(join(folder, file), 'utf8'))));
    return new TokenKeys(keys);
  }

  jwks(): { keys: JWK[] } {
    return { keys: this.keys.map((k) => k.jwk) };
  }

  async sign({ sub, ...claims }: AccessClaims): Promise<{ accessToken: string; expiresAt: string }> {
    const { kid, privateKey } = this.keys.at(-1)!;
    const accessToken = await new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, kid, typ: 'at+jwt' }).setSubject(sub).setIssuer(ISSUER).setAudience(ISSUER).setIssuedAt().setExpirationTime(`${ACCESS_SECONDS}s`).sign(privateKey);
    return { accessToken, expiresAt: new Date(decodeJwt(accessToken).exp! * 1000).toISOString() };
  }
}

const pemFiles = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((file) => file.endsWith('.pem')).sort();

async function firstKey(folder: string): Promise<void> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  // `wx`: of several replicas starting at once, one writes and the others take what it wrote.
  await writeFile(join(folder, '0001.pem'), pem, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error; });
}

async function readKey(pem: string): Promise<Key> {
  const privateKey = createPrivateKey(pem);
  const jwk = await exportJWK(createPublicKey(privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, privateKey, jwk: { ...jwk, kid, alg: ALGORITHM, use: 'sig' } };
}
