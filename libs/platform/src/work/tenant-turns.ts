import type { Logger } from 'pino';
import { type Context, systemContext } from '../auth/context.ts';
import { Loop } from './loop.ts';

export interface WaitingTenant { id: string; sandbox: boolean }

/** Work that comes by itself, tenant by tenant: sweeps, openers, senders. */
export class TenantTurns {
  /** `failed` counts a tenant whose turn did not end well, by the name of the work. */
  constructor(private readonly log: Logger, private readonly failed: (work: string) => void = () => {}) {}

  /** Repeats a whole pass. */
  loop(name: string, everyMs: number, pass: () => Promise<unknown>): Loop { return new Loop(name, everyMs, pass, this.log); }

  /**
   * Each tenant in its turn, `lanes` of them at once; answers the sum of what the turns answered. What one tenant cannot do is logged and counted, and keeps nobody else from their turn; it comes again
   * with the next pass.
   */
  async each(work: string, tenants: Iterable<WaitingTenant>, turn: (ctx: Context) => Promise<number>, lanes = 1): Promise<number> {
    const queue = [...tenants].values();
    let sum = 0;
    const lane = async (): Promise<void> => {
      for (const { id, sandbox } of queue) {
        try {
          const done = await turn(systemContext(id, sandbox));
          // Added after the wait: other lanes have counted meanwhile.
          sum += done;
        } catch (err) {
          this.failed(work);
          this.log.warn({ err, work, tenant: id }, 'the turn of a tenant failed, again');
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return sum;
  }

  /** Batch after batch of one tenant while each is full; answers how many there were. */
  async batches(size: number, batch: () => Promise<number>): Promise<number> {
    let sum = 0;
    for (let done = size; done === size; sum += done) done = await batch();
    return sum;
  }
}
