import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithKafka } from '@luyue/testing';
import { readBooks, watchDatabases } from './kills/oracle.ts';
import { killAllAtOnce, killAndTime, type Recovery } from './kills/recovery.ts';
import { openStage, type PartName, type Stage } from './kills/stage.mjs';
import { verdict } from './kills/verdict.ts';
import { Witness } from './kills/witness.ts';
import { Work } from './kills/work.ts';

/** Kills of each part on each broker: some one by one, to take the time; the others all at once. `npm run faults` kills ten times. */
const KILLS = Number(process.env['FAULTS_KILLS'] ?? 4);
const ONE_BY_ONE = Math.max(1, Math.round(KILLS * 0.2));
const PARTS: PartName[] = ['relay', 'consumer', 'database', 'broker', 'writer'];
const REST_MS = 90_000;

/** Seconds from "ready again" until events flow. */
const LIMITS: Record<Stage['kind'], Record<PartName, number>> = {
  embedded: { relay: 1, consumer: 1, database: 1, broker: 1, writer: 1 },
  kafka: { relay: 1, consumer: 3, database: 3, broker: 5, writer: 3 },
};
/** The table says what was measured; as a test only what is far out fails, because machines are noisy. */
const SLACK = 4;
const load = (): number => loadavg()[0]! / cpus().length;

/** Kills everything while people work, lets it come to rest, and answers the times and what does not hold. */
async function killEverything(stage: Stage): Promise<{ times: Recovery[]; wrong: string[] }> {
  await watchDatabases(stage);
  const witness = new Witness(stage);
  const work = new Work(stage);
  try {
    await witness.listen();
    await work.begin();
    await sleep(2_000);
    const times: Recovery[] = [];
    for (let n = 0; n < ONE_BY_ONE; n += 1) for (const part of PARTS) times.push(await killAndTime(stage, part));
    await killAllAtOnce(stage, KILLS - ONE_BY_ONE);
    await work.end();
    let wrong: string[] = [];
    for (const end = Date.now() + REST_MS; Date.now() < end; await sleep(500)) {
      const books = await readBooks(stage);
      wrong = verdict(books, witness, work);
      if (wrong.length) continue;
      const breaches = books.committed.filter(({ type }) => type.includes('.breached.')).length;
      process.stderr.write(`kills on ${stage.kind}: ${KILLS} of each part; ${work.acknowledged.size} cases, ${books.committed.length} events, ${witness.again} delivered again, ${work.retries} requests repeated, ${breaches} breaches\n`);
      break;
    }
    return { times, wrong: [...wrong, ...Object.values(stage.parts).flatMap((part) => part.crashes)] };
  } finally {
    await work.abandon();
    await witness.close();
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const seconds = (ms: number): string => (ms / 1_000).toFixed(2).padStart(6);

function table(kind: Stage['kind'], times: Recovery[]): string {
  const lines = PARTS.map((part) => {
    const of = times.filter((t) => t.part === part);
    const [down, flow, longest] = [median(of.map((t) => t.downMs)), median(of.map((t) => t.flowMs)), Math.max(...of.map((t) => t.flowMs))];
    return `  ${part.padEnd(10)}${seconds(down)} s ${seconds(flow)} s ${seconds(longest)} s   ${LIMITS[kind][part]} s${flow > LIMITS[kind][part] * 1_000 ? '  missed' : ''}`;
  });
  return [`recovery on ${kind}, ${ONE_BY_ONE} kills of each part; from "ready" until a new event is in the ledger; load ${load().toFixed(1)} a core`, '  part       to ready   to flow    longest  limit', ...lines, ''].join('\n');
}

function kills(kind: Stage['kind']): void {
  let stage: Stage;
  beforeAll(async () => { stage = await openStage(kind); }, 120_000);
  afterAll(() => stage?.close(), 60_000);

  test('nothing is lost, doubled or out of order, and each due time is told once', async () => {
    const { times, wrong } = await killEverything(stage);
    process.stderr.write(table(kind, times));
    expect(wrong.slice(0, 20)).toEqual([]);
    for (const part of PARTS) {
      const flows = times.filter((t) => t.part === part).map((t) => t.flowMs / 1_000);
      expect({ part, median: median(flows) <= SLACK * LIMITS[kind][part], longest: Math.max(...flows) <= 2 * SLACK * LIMITS[kind][part] }).toEqual({ part, median: true, longest: true });
    }
  }, 300_000 + KILLS * 60_000);
}

describe('PF-18: parts killed with -9 under load, on the embedded broker', () => kills('embedded'));
describeWithKafka('PF-18: parts killed with -9 under load, on Kafka', () => kills('kafka'));
