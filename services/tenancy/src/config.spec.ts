import { readConfig } from '@luyue/platform/config/config';

// @own-modules: what the environment may hold is decided when it is loaded.
async function environmentIn(mode: string) {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = mode;
  try {
    jest.resetModules();
    return (await import('./config.ts')).TenancyEnvironment;
  } finally {
    process.env['NODE_ENV'] = before;
  }
}

const GIVEN = { SERVICE_NAME: 'tenancy', DATABASE_URL: 'postgres://a:b@127.0.0.1/c', DATABASE_RELAY_URL: 'postgres://a:b@127.0.0.1/c', BROKER: 'embedded', BROKER_DATABASE_URL: 'postgres://a:b@127.0.0.1/c', INTERNAL_PUBLIC_KEY: 'key', DATA_DIR: '/tmp', USER_TOKEN_KEYS_DIR: '/tmp', PORT: '0' };

test('PF-5 hashes of passwords that cost too little are for tests: production does not start with them', async () => {
  const production = await environmentIn('production');
  expect(readConfig(production, GIVEN).PASSWORD_MEMORY_KIB).toBe(19_456);
  expect(() => readConfig(production, { ...GIVEN, PASSWORD_MEMORY_KIB: '64' })).toThrow('PASSWORD_MEMORY_KIB');
  expect(readConfig(await environmentIn('test'), { ...GIVEN, PASSWORD_MEMORY_KIB: '64' }).PASSWORD_MEMORY_KIB).toBe(64);
});
