// Makes the databases and roles of the services named as arguments on a PostgreSQL without an operator, and ends; repeatable.
// Reads SUPERUSER_URL, and the password of each role from its own variable: TENANCY_OWNER_PASSWORD, TENANCY_APP_PASSWORD, TENANCY_RELAY_PASSWORD ...
import { ensureDatabase, ensureRoles, rolesOf, withClient } from '../local/databases.mjs';

const { SUPERUSER_URL } = process.env;
if (!SUPERUSER_URL) throw new Error('SUPERUSER_URL is not set');

function passwordOf(role) {
  const variable = `${role.toUpperCase()}_PASSWORD`;
  if (!process.env[variable]) throw new Error(`${variable} is not set`);
  return process.env[variable];
}

await withClient(SUPERUSER_URL, async (superuser) => {
  for (const service of process.argv.slice(2)) {
    const database = service.replaceAll('-', '_');
    await ensureRoles(superuser, database, passwordOf);
    await ensureDatabase(superuser, database, rolesOf(database).owner);
    console.log(`${database}: roles and database are there`);
  }
});
