// The environment of each service and of the gateway: nothing else tells them where they run.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_DATABASE, rolesOf } from './databases.mjs';
import { root } from './services.mjs';

/** The tests make thousands of people; theirs is the only environment that names this (libs/testing). */
const cheaperPasswords = () => process.env.PASSWORD_MEMORY_KIB ? { PASSWORD_MEMORY_KIB: process.env.PASSWORD_MEMORY_KIB } : {};

/**
 * @param {{data: string, secrets: ReturnType<typeof import('./secrets.mjs').loadSecrets>, postgres: {url: Function},
 *   broker: {kind: 'kafka'|'embedded', bootstrap?: string}, logLevel: string, publicUrl?: string}} platform what runs, and where; `publicUrl` is the
 *   gateway's, for links in messages
 * @returns {{forService: (service: object) => Record<string, string>, forGateway: (port: number, addresses: Record<string, string>) => Record<string, string>}}
 *   `addresses` maps `TENANCY_URL` and so on to the services' URLs
 */
export function environments({ data, secrets, postgres, broker, logLevel, publicUrl = 'http://127.0.0.1' }) {
  const keys = join(data, 'keys', 'user-tokens');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const as = (database, role) => postgres.url(database, role, secrets.passwordOf(role));
  const common = (name) => {
    const own = join(data, 'services', name);
    mkdirSync(own, { recursive: true });
    return { SERVICE_NAME: name, DATA_DIR: own, LOG_LEVEL: logLevel, INTERNAL_PUBLIC_KEY: secrets.internalKeys.publicKey, USER_TOKEN_KEYS_DIR: keys };
  };
  return {
    forService({ name, database }) {
      const { owner, app, relay } = rolesOf(database);
      return {
        ...common(name), PORT: '0', ...(name === 'tenancy' ? { OPERATOR_KEY: secrets.passwordOf('operator'), ...cheaperPasswords() } : {}), ...(name === 'property-brokerage' ? { PUBLIC_URL: publicUrl } : {}),
        DATABASE_URL: as(database, app), DATABASE_MIGRATION_URL: as(database, owner), DATABASE_RELAY_URL: as(database, relay),
        ...(broker.kind === 'kafka' ? { BROKER: 'kafka', KAFKA_BOOTSTRAP: broker.bootstrap } : { BROKER: 'embedded', BROKER_DATABASE_URL: as(LOG_DATABASE, LOG_DATABASE) }),
      };
    },
    forGateway: (port, addresses) => ({
      ...common('gateway'), PORT: String(port), ...addresses,
      INTERNAL_PRIVATE_KEY: secrets.internalKeys.privateKey, CONSOLE_DIR: join(root, 'gateway', 'console', 'dist'),
    }),
  };
}
