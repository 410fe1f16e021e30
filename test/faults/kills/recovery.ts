import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { newestAttempt } from './oracle.ts';
import type { PartName, Stage } from './stage.mjs';

/** One kill: from the kill until the part said that it is ready again, and from there until a new event had taken effect in the ledger; ms. */
export interface Recovery { part: PartName; downMs: number; flowMs: number }

const FLOW_WITHIN_MS = 30_000;

/** Watches the end of the chain: the states that reach insight's ledger. Reconnects by itself. */
class Ledger {
  private client: Client | undefined;

  constructor(private readonly url: string) {}

  async newest(): Promise<number | null> {
    try {
      if (!this.client) {
        const client = new Client({ connectionString: this.url });
        client.on('error', () => { this.client = undefined; });
        await client.connect();
        this.client = client;
      }
      const n = await newestAttempt(this.client);
      if (n === null) await this.close();
      return n;
    } catch {
      await this.close();
      return null;
    }
  }

  async close(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}

/** Kills the part at a random point, starts it again at once, and takes the time until events flow through the whole chain. */
export async function killAndTime(stage: Stage, name: PartName): Promise<Recovery> {
  const part = stage.parts[name];
  const ledger = new Ledger(stage.superuser('insight'));
  try {
    await sleep(200 + Math.random() * 800);
    const killed = performance.now();
    await part.kill();
    await part.start();
    const ready = performance.now();
    // What the ledger holds at this moment was on its way before; anything newer has come through the restarted part.
    let before = await ledger.newest();
    for (const end = ready + FLOW_WITHIN_MS; performance.now() < end; await sleep(5)) {
      const now = await ledger.newest();
      before ??= now;
      if (now !== null && before !== null && now > before) return { part: name, downMs: ready - killed, flowMs: performance.now() - ready };
    }
    throw new Error(`${name}: no event reached the ledger within ${FLOW_WITHIN_MS / 1_000} s of its restart`);
  } finally {
    await ledger.close();
  }
}

/** Kills every part `times` times, all at once and each at moments of its own, so that they also die while another is down. */
export async function killAllAtOnce(stage: Stage, times: number): Promise<void> {
  await Promise.all(Object.values(stage.parts).map(async (part) => {
    for (let n = 0; n < times; n += 1) {
      await sleep(Math.random() * 2_500);
      await part.kill();
      await part.start();
    }
  }));
}
