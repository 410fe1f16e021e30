// Preloaded into a service (`--import`): on SIGUSR2 it writes the longest time that its event loop was held since the last time, in ms, to LOOP_FILE.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION = 5;
if (isMainThread && process.env.LOOP_FILE) {
  const held = monitorEventLoopDelay({ resolution: RESOLUTION });
  held.enable();
  process.on('SIGUSR2', () => {
    // What is recorded is the distance of two ticks, which on an idle loop is the resolution.
    writeFileSync(process.env.LOOP_FILE, String(Math.max(0, held.max / 1e6 - RESOLUTION)));
    held.reset();
  });
}
