import { testRun } from './run.ts';

const START_MS = 120_000;

/** The bootstrap address of this run's broker; the first caller waits for its start (3-5 s, longer when Maven must fetch it). */
export async function testKafka(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${testRun().kafka.port}/`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

/**
 * A `describe` that needs a real broker: `body` gets a function that returns the bootstrap address once tests run.
 * Without Java or Maven it is skipped and names the reason; with REQUIRE_ALL=1 it fails instead.
 */
export function describeWithKafka(title: string, body: (bootstrap: () => string) => void): void {
  const { ok, why } = testRun().kafka;
  if (!ok && process.env.REQUIRE_ALL === '1') {
    describe(title, () => test('needs a Kafka broker', () => { throw new Error(`REQUIRE_ALL=1, but ${why}`); }));
    return;
  }
  (ok ? describe : describe.skip)(ok ? title : `${title} (skipped: ${why})`, () => {
    let address = '';
    beforeAll(async () => { address = await testKafka(); }, START_MS);
    body(() => address);
  });
}
