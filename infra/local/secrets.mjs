// Passwords and keys of a local platform: random, made when first asked for, kept in the data folder for the next start.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './processes.mjs';

/** @returns {{passwordOf: (who: string) => string, internalKeys: {privateKey: string, publicKey: string}}} keys as PEM, Ed25519 */
export function loadSecrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = JSON.parse(readIfThere(file) || '{"passwords":{}}');
  const save = () => writeFileSync(file, JSON.stringify(kept, null, 2), { mode: 0o600 });
  if (!kept.internalKeys) {
    kept.internalKeys = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    save();
  }
  return {
    internalKeys: kept.internalKeys,
    passwordOf(who) {
      if (!kept.passwords[who]) {
        kept.passwords[who] = randomBytes(24).toString('base64url');
        save();
      }
      return kept.passwords[who];
    },
  };
}
