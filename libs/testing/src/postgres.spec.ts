import { withClient } from '../../../infra/local/databases.mjs';
import { emptyDatabase, testDatabase, type TestDatabase } from './postgres.ts';

let migrations = 0;
const service = {
  name: 'testing-sample',
  async migrate(ownerUrl: string) {
    migrations += 1;
    await withClient(ownerUrl, (owner) => owner.query(`
      create table note (id int primary key, text text not null);
      grant select, insert on note to testing_sample_app`));
  },
};

describe('a database for one test file', () => {
  const made: TestDatabase[] = [];
  const fresh = async () => {
    const database = await testDatabase(service);
    made.push(database);
    return database;
  };
  afterAll(async () => { await Promise.all(made.map((database) => database.drop())); });

  test('is migrated once a run and cloned from then on, each clone apart', async () => {
    const [first, second] = [await fresh(), await fresh()];
    await withClient(first.app, (app) => app.query(`insert into note values (1, 'only here')`));
    expect(await withClient(second.app, (app) => app.query('select * from note'))).toMatchObject({ rowCount: 0 });
    expect(migrations).toBe(1);
  });

  test('lets the app role do what the migration granted, but neither create nor drop tables nor bypass row policies', async () => {
    const { app } = await fresh();
    await withClient(app, async (client) => {
      await expect(client.query('create table sneaked (id int)')).rejects.toThrow('permission denied for schema public');
      await expect(client.query('drop table note')).rejects.toThrow('must be owner of table note');
      const role = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
      expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
    });
  });

  test('gives the relay role nothing that a migration has not granted', async () => {
    const { relay } = await fresh();
    await expect(withClient(relay, (client) => client.query('select * from note'))).rejects.toThrow('permission denied for table note');
  });

  test('a failed migration names its error and leaves no template behind', async () => {
    const broken = { name: 'testing-broken', migrate: () => Promise.reject(new Error('column "x" does not exist')) };
    await expect(testDatabase(broken)).rejects.toThrow('column "x" does not exist');
    await expect(testDatabase(broken)).rejects.toThrow('column "x" does not exist');
  });
});

test('an empty database belongs to the role of its URL', async () => {
  const { url, drop } = await emptyDatabase();
  await withClient(url, (client) => client.query('create table log_record (position bigint primary key)'));
  await drop();
  await expect(withClient(url, (client) => client.query('select 1'))).rejects.toThrow('does not exist');
});
