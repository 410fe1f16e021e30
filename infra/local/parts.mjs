// The running parts of a platform: watched while it runs, stopped in the reverse order of their start.
import { note } from './progress.mjs';

const RESTARTS_A_MINUTE = 3;

/**
 * @typedef {{name: string, pid: number, exited: Promise<number|null>, logFile: string, stop: () => Promise<void>, restart?: () => Promise<object>}} Part
 * @param {{supervised: boolean, onLoss: (part: Part, code: number|null) => Promise<void>}} options `supervised`: a part that ends is started again, as
 *   Kubernetes does, unless it keeps ending; else, and then, `onLoss` hears of it
 */
export function runningParts({ supervised, onLoss }) {
  const parts = [];
  let stopping = false;

  async function watch(part, restarts = []) {
    const code = await part.exited;
    if (stopping) return;
    const recent = restarts.filter((at) => Date.now() - at < 60_000);
    if (!supervised || !part.restart || recent.length >= RESTARTS_A_MINUTE) return onLoss(part, code);
    note(`${part.name} ${endOf(code)}; starting it again`);
    try {
      // Under its old name and in its old place, so that it is stopped in order like the first one.
      Object.assign(part, await part.restart());
    } catch (error) {
      note(`${part.name}: ${error.message}`);
      return onLoss(part, code);
    }
    if (stopping) return part.stop();
    return watch(part, [...recent, Date.now()]);
  }

  return {
    add(part) { parts.push(part); },
    watch() { for (const part of parts) void watch(part); },
    async stop() {
      stopping = true;
      if (parts.length) console.log('\nstopping ...');
      for (const part of parts.reverse()) await part.stop().catch((error) => console.error(`${part.name}: ${error.message}`));
    },
  };
}

/** How a process ended, in words. */
export const endOf = (code) => (code === null ? 'was killed' : `ended with code ${code}`);
