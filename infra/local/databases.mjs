// Makes the databases and roles of a service on a running PostgreSQL: the same ones for the launcher and for the tests.
import pg from 'pg';

/** What the migrations may rely on; only the superuser can create some of them. */
const EXTENSIONS = ['btree_gin', 'pg_trgm', 'pgcrypto'];
/** The database of the embedded broker's log, and the role that owns and uses it. */
export const LOG_DATABASE = 'luyue_log';

/** The three roles of a service's database: the owner migrates, the app serves requests under row policies, the relay empties the outbox. */
export const rolesOf = (database) => ({ owner: `${database}_owner`, app: `${database}_app`, relay: `${database}_relay` });

/**
 * Creates the roles of `database` or gives them the passwords of now. None is a superuser or bypasses row policies.
 * @param {import('pg').Client} superuser connected to any database
 * @param {string} database the service's database name
 * @param {(role: string) => string} passwordOf
 */
export async function ensureRoles(superuser, database, passwordOf) {
  for (const role of Object.values(rolesOf(database))) await ensureRole(superuser, role, passwordOf(role));
}

/** Creates or re-keys one login role. */
export async function ensureRole(superuser, role, password) {
  const { rowCount } = await superuser.query('select 1 from pg_roles where rolname = $1', [role]);
  await superuser.query(`${rowCount ? 'alter' : 'create'} role ${pg.escapeIdentifier(role)} login nosuperuser nobypassrls nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`);
}

/** Creates a database owned by `owner` unless it exists; true when it is new. */
export async function ensureDatabase(superuser, database, owner) {
  const { rowCount } = await superuser.query('select 1 from pg_database where datname = $1', [database]);
  if (rowCount) return false;
  await superuser.query(`create database ${pg.escapeIdentifier(database)} owner ${pg.escapeIdentifier(owner)}`);
  return true;
}

/**
 * Prepares a service's empty database for its migrations: extensions, and a schema in which only the owner creates.
 * The rights of app and relay on tables come with the migrations.
 * @param {string} url of the database, as superuser
 * @param {{owner: string, app: string, relay: string}} roles
 */
export async function prepareDatabase(url, roles) {
  const [owner, app, relay] = [roles.owner, roles.app, roles.relay].map(pg.escapeIdentifier);
  await withClient(url, async (client) => {
    for (const extension of EXTENSIONS) await client.query(`create extension if not exists ${extension}`);
    await client.query(`
      revoke all on schema public from public;
      grant all on schema public to ${owner};
      grant usage on schema public to ${app}, ${relay}`);
  });
}

/**
 * Everything PostgreSQL needs before the services start; repeatable.
 * @param {(database: string) => string} superuserUrl
 * @param {string[]} databases of the services
 * @param {(role: string) => string} passwordOf
 */
export async function setUpDatabases(superuserUrl, databases, passwordOf) {
  await withClient(superuserUrl('postgres'), async (superuser) => {
    for (const database of databases) {
      const roles = rolesOf(database);
      await ensureRoles(superuser, database, passwordOf);
      await ensureDatabase(superuser, database, roles.owner);
      await superuser.query(`revoke all on database ${pg.escapeIdentifier(database)} from public;
        grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(roles.app)}, ${pg.escapeIdentifier(roles.relay)}`);
      await prepareDatabase(superuserUrl(database), roles);
    }
    await ensureRole(superuser, LOG_DATABASE, passwordOf(LOG_DATABASE));
    await ensureDatabase(superuser, LOG_DATABASE, LOG_DATABASE);
  });
}

/** Runs `work` with one connection and closes it. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
