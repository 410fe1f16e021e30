import { emptyDatabase, testDatabase } from '@luyue/testing';
import { migrate } from '@luyue/platform';
import { migrations } from '../migrations/migrations.ts';
import { type Running, startTenancy } from '../tenancy.harness.ts';

let tenancy: Running;
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [database, log] = [await testDatabase({ name: 'tenancy', migrate: async (url) => { await migrate('tenancy', url, migrations); } }), await emptyDatabase()];
  drops.push(database.drop, log.drop);
  tenancy = await startTenancy({ ...database, log: log.url });
}, 60_000);
afterAll(async () => {
  await tenancy.stop();
  for (const drop of drops) await drop();
});

test('boots', async () => {
  const g = await tenancy.group();
  expect(g).toMatchObject({});
  console.log(JSON.stringify(g.as.hq));
});
