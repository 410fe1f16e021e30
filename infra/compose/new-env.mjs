// Prints .env for compose.yaml: .env.example with random passwords and a new pair of keys.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { privateKey, publicKey } = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
const keys = { INTERNAL_PRIVATE_KEY: privateKey, INTERNAL_PUBLIC_KEY: publicKey };
const example = readFileSync(new URL('.env.example', import.meta.url), 'utf8');
process.stdout.write(example.replace(/^([A-Z_]+)=$/gm, (_line, name) => `${name}=${keys[name] ? JSON.stringify(keys[name]) : randomBytes(24).toString('base64url')}`));
