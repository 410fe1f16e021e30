// The one list of services: the folders of services/ that have an application module.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** `utility-care` -> its package, database (`utility_care`) and the name of the variable with its address (`UTILITY_CARE_URL`). */
export function describeService(name) {
  const database = name.replaceAll('-', '_');
  return { name, packageName: `@luyue/${name}`, folder: join(root, 'services', name), database, urlVariable: `${database.toUpperCase()}_URL` };
}

/** All services, tenancy first: the others learn tenants, units and users from its events. */
export function services() {
  const names = readdirSync(join(root, 'services')).filter((name) => existsSync(join(root, 'services', name, 'src', 'app.module.ts'))).sort();
  return [...names.filter((name) => name === 'tenancy'), ...names.filter((name) => name !== 'tenancy')].map(describeService);
}
