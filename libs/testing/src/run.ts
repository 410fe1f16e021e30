/** What the global setup started for this run of the tests; it reaches the workers through the environment. */
export interface TestRun {
  postgres: { port: number; user: string; password: string };
  kafka: { ok: boolean; why: string; port: number };
}

/** Throws outside a Jest run that has libs/testing's global setup. */
export function testRun(): TestRun {
  const handed = process.env.LUYUE_TEST_RUN;
  if (!handed) throw new Error('no test servers: jest.config.mjs must name libs/testing/src/jest-global-setup.mjs as globalSetup');
  return JSON.parse(handed) as TestRun;
}
