import { live, type Life } from './simulation/world.ts';
import type { Planted } from './simulation/postgres-model.ts';

type Timelines = typeof import('./simulation/timeline.ts');
type Clients = typeof import('./simulation/pg-client-model.ts');

// The real relay and dispatcher run below; what they would reach outside of the simulation is replaced by its models.
jest.mock('node:timers/promises', () => ({ setTimeout: jest.requireActual<Timelines>('./simulation/timeline.ts').simulatedSleep }));
jest.mock('uuid', () => ({ ...jest.requireActual<object>('uuid'), v7: jest.requireActual<Timelines>('./simulation/timeline.ts').simulatedId }));
jest.mock('pg', () => ({ ...jest.requireActual<object>('pg'), Client: jest.requireActual<Clients>('./simulation/pg-client-model.ts').PgClientModel }));

const SEEDS = Number(process.env['FAULTS_SEEDS'] ?? 500);
const ONE = process.env['FAULTS_SEED'];

async function lives(seeds: number[]): Promise<Life[]> {
  const all: Life[] = [];
  for (const seed of seeds) {
    const life = await live(seed);
    all.push(life);
    if (life.violations.length) throw new Error(`seed ${seed} (again: npm run faults -- --only simulation --seed ${seed}):\n  ${life.violations.join('\n  ')}`);
  }
  return all;
}

const sum = (all: Life[], of: (life: Life) => number): number => all.reduce((total, life) => total + of(life), 0);

test('nothing is lost, doubled or out of order, and every breach is told once at its due time', async () => {
  const all = await lives(ONE === undefined ? Array.from({ length: SEEDS }, (_, n) => n + 1) : [Number(ONE)]);
  const figures = { seeds: all.length, events: sum(all, (l) => l.events), 'sent again': sum(all, (l) => l.resent), kills: sum(all, (l) => l.kills), 'database and broker restarts': sum(all, (l) => l.restarts), breaches: sum(all, (l) => l.breaches), 'dead letters': sum(all, (l) => l.deadLetters) };
  process.stderr.write(`simulation: ${Object.entries(figures).map(([name, n]) => `${n} ${name}`).join(', ')}\n`);
  // A world in which nothing goes wrong would prove nothing.
  if (all.length >= 100) for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
}, 3_600_000);

test('a seed lives the same life again', async () => {
  expect(await live(7)).toEqual(await live(7));
});

test.each<[Planted, RegExp]>([
  ['relay with a cursor', /^lost/],
  ['relay that deletes before it sends', /^lost/],
  ['relay without an order', /^order/],
  ['inbox without a key', /^twice/],
  ['rows without locks', /^(breach|escalation)/],
  ['sweep that forgets what it missed', /^breach/],
  ['outbox beside the transaction', /^phantom/],
])('a planted fault is found: %s', async (planted, expected) => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { violations } = await live(seed, planted);
    if (violations.some((violation) => expected.test(violation))) return;
  }
  throw new Error(`60 lives did not show the fault`);
}, 60_000);
