// After all tests of a run: servers stopped, their data gone.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removePostgresData } from '../../../infra/local/postgres.mjs';

export default async function teardown() {
  const { folder, postgres, kafka, platform, server } = globalThis.luyueTestRun;
  server.close();
  await Promise.all([postgres.stop(), kafka?.then((broker) => broker.stop(), () => undefined), platform?.then((whole) => whole.stop(), () => undefined)]);
  removeTestFolder(folder);
}

/** Deletes the folder of a test run, wherever its PostgreSQL data really lie. */
export function removeTestFolder(folder) {
  removePostgresData(join(folder, 'postgres'));
  removePostgresData(join(folder, 'platform', 'postgres'));
  rmSync(folder, { recursive: true, force: true });
}
