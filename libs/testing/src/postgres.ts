import { randomBytes } from 'node:crypto';
import { escapeIdentifier, type Client } from 'pg';
import { ensureRole, ensureRoles, LOG_DATABASE, prepareDatabase, rolesOf, withClient } from '../../../infra/local/databases.mjs';
import { testRun } from './run.ts';

/** A service as the tests see it: its folder name, and what brings an empty database up to date. */
export interface TestedService {
  /** Folder name, e.g. `utility-care`. Whoever migrates differently must take a different name: the name is the template's key. */
  name: string;
  /** Runs the migrations with the owner's URL and closes its connections. */
  migrate(ownerUrl: string): Promise<void>;
}

/** One migrated, empty database; URLs by role as in production (infra/local/databases.mjs). */
export interface TestDatabase {
  name: string;
  app: string;
  owner: string;
  relay: string;
  /** Removes the database, open connections or not. */
  drop(): Promise<void>;
}

/**
 * Gives the calling test file a database of its own: a clone of a template (about 50 ms) that the first caller of a run migrates.
 * Call it in `beforeAll`, `drop` it in `afterAll`. Rejects with the migration's error.
 */
export async function testDatabase(service: TestedService): Promise<TestDatabase> {
  const base = service.name.replaceAll('-', '_');
  const roles = rolesOf(base);
  const template = `tpl_${base}`;
  const name = newName(base);
  await withClient(superuserUrl('postgres'), async (superuser) => {
    await ensureTemplate(superuser, service, base, template);
    await clone(superuser, name, template, roles.owner);
  });
  const as = (role: string) => urlOf(name, role, passwordOf(role));
  return { name, app: as(roles.app), owner: as(roles.owner), relay: as(roles.relay), drop: () => dropDatabase(name) };
}

/** An empty database owned by the one role of its URL, as the embedded broker's log has it. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = newName(LOG_DATABASE);
  await withClient(superuserUrl('postgres'), (superuser) => alone(superuser, LOG_DATABASE, async () => {
    await ensureRole(superuser, LOG_DATABASE, passwordOf(LOG_DATABASE));
    await clone(superuser, name, 'template1', LOG_DATABASE);
  }));
  return { url: urlOf(name, LOG_DATABASE, passwordOf(LOG_DATABASE)), drop: () => dropDatabase(name) };
}

/** The superuser's URL of a database: for what no service may do, such as ending another's connections. */
export function superuserUrl(database: string): string {
  const { user, password } = testRun().postgres;
  return urlOf(database, user, password);
}

/** Made under a working name and renamed when migrated, so that a half-migrated template is never cloned. */
async function ensureTemplate(superuser: Client, service: TestedService, base: string, template: string): Promise<void> {
  await alone(superuser, template, async () => {
    const found = await superuser.query('select 1 from pg_database where datname = $1', [template]);
    if (found.rowCount) return;
    const making = `making_${base}`;
    const roles = rolesOf(base);
    await ensureRoles(superuser, base, passwordOf);
    await superuser.query(`drop database if exists ${escapeIdentifier(making)} with (force)`);
    await clone(superuser, making, 'template1', roles.owner);
    await prepareDatabase(superuserUrl(making), roles);
    await service.migrate(urlOf(making, roles.owner, passwordOf(roles.owner)));
    await superuser.query(`alter database ${escapeIdentifier(making)} rename to ${escapeIdentifier(template)}`);
  });
}

/** One worker at a time does `work` for this key. */
async function alone(superuser: Client, key: string, work: () => Promise<void>): Promise<void> {
  await superuser.query('select pg_advisory_lock(hashtext($1))', [key]);
  try {
    await work();
  } finally {
    await superuser.query('select pg_advisory_unlock(hashtext($1))', [key]);
  }
}

async function clone(superuser: Client, name: string, template: string, owner: string): Promise<void> {
  // A file copy beats the write-ahead log by half where nothing need survive.
  await superuser.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} strategy file_copy owner ${escapeIdentifier(owner)}`);
}

async function dropDatabase(name: string): Promise<void> {
  await withClient(superuserUrl('postgres'), (superuser) => superuser.query(`drop database if exists ${escapeIdentifier(name)} with (force)`));
}

const newName = (base: string) => `${base}_w${process.env.JEST_WORKER_ID ?? '1'}_${randomBytes(4).toString('hex')}`;
const urlOf = (database: string, user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${testRun().postgres.port}/${database}`;
/** The server lives as long as the run and listens on 127.0.0.1 only; its own random password makes the roles' just as private. */
const passwordOf = (role: string) => `${role}-${testRun().postgres.password}`;
