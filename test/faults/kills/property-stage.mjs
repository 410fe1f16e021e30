// Property brokerage and utility care, whole.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../infra/local/services.mjs';
import { openServices } from './services-stage.mjs';

/**
 * The services are prepared, not started: topics come first.
 * @returns {Promise<import('./property-stage.d.mts').PropertyStage>}
 */
export async function openPropertyStage() {
  const { parts, data, asService, ...stage } = await openServices('property', { 'property-brokerage': {}, 'utility-care': {} });
  return {
    ...stage, brokerage: parts['property-brokerage'], care: parts['utility-care'], verifyBooks: () => verify(asService('property_brokerage')),
    exportsFolder: join(data, 'services', 'property-brokerage', 'exports', 'property-brokerage'),
  };
}

function verify(url) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'infra', 'local', 'ledger-verify.mjs')], { encoding: 'utf8', env: { ...process.env, LEDGER_DATABASE_URL: url } });
  return { status, says: stdout.trim().split('\n').at(-1) };
}
