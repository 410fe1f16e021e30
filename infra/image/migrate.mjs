// Brings the database of the service in this folder up to the release of this image, and ends: run once before the release starts.
// Reads DATABASE_MIGRATION_URL, the owner's address; repeatable. The owner of a database may do all of this, so no superuser is needed.
import 'reflect-metadata';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@luyue/platform';
import pg from 'pg';
import { prepareDatabase, rolesOf, withClient } from '../local/databases.mjs';

const url = process.env.DATABASE_MIGRATION_URL;
if (!url) throw new Error('DATABASE_MIGRATION_URL is not set');
const { definition } = await import(pathToFileURL(join(process.cwd(), 'dist', 'app.module.js')).href);
const database = definition.name.replaceAll('-', '_');
const roles = rolesOf(database);

await withClient(url, (owner) => {
  const [name, app, relay] = [database, roles.app, roles.relay].map(pg.escapeIdentifier);
  return owner.query(`revoke all on database ${name} from public; grant connect on database ${name} to ${app}, ${relay}`);
});
await prepareDatabase(url, roles);
const done = await migrate(definition.name, url, definition.migrations);
console.log(`${definition.name}: ${done} migration(s) carried out`);
