import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../../infra/local/databases.mjs';
import { removePostgresData, startPostgres, type RunningPostgres } from '../../../infra/local/postgres.mjs';

describe('PF-18: PostgreSQL as the launcher starts it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-launcher-'));
  const dataDir = join(folder, 'postgres');
  const started: RunningPostgres[] = [];
  const said: string[] = [];
  const start = async (port = 0) => {
    const postgres = await startPostgres({ dataDir, port, log: (line) => said.push(line) });
    started.push(postgres);
    return postgres;
  };
  const count = (postgres: RunningPostgres) => withClient(postgres.url('postgres'), async (client) => (await client.query<{ n: number }>('select count(*)::int as n from kept')).rows[0]?.n);

  beforeAll(async () => {
    const first = await start();
    await withClient(first.url('postgres'), (client) => client.query('create table kept (id int); insert into kept values (1)'));
  }, 60_000);
  beforeEach(() => { said.length = 0; });
  afterAll(async () => {
    await Promise.all(started.map((postgres) => postgres.stop()));
    removePostgresData(dataDir);
    rmSync(folder, { recursive: true });
  });

  test('is durable, in UTF-8, on 127.0.0.1 alone, and asks for a password', async () => {
    const running = started.at(-1)!;
    await withClient(running.url('postgres'), async (client) => {
      const settings = await client.query(`select current_setting('fsync') fsync, current_setting('server_encoding') encoding, current_setting('listen_addresses') listen`);
      expect(settings.rows).toEqual([{ fsync: 'on', encoding: 'UTF8', listen: '127.0.0.1' }]);
    });
    await expect(withClient(running.url('postgres', running.superuser.user, 'guessed'), async () => undefined)).rejects.toThrow('password authentication failed');
  });

  test('after kill -9 recovers what was committed', async () => {
    process.kill(started.at(-1)!.pid, 'SIGKILL');
    await started.at(-1)!.exited;
    expect(await count(await start())).toBe(1);
  }, 60_000);

  test('a server that a killed launcher left behind is stopped first', async () => {
    const left = started.at(-1)!;
    const next = await start();
    expect(said).toEqual([`stopping the PostgreSQL that an earlier start left behind (process ${left.pid})`]);
    expect(await count(next)).toBe(1);
  }, 60_000);

  test("a stranger's process under the number in the lock is no reason to wait", async () => {
    await started.at(-1)!.stop();
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n2\n\n127.0.0.1\n 0 0\nready\n`);
    const next = await start();
    expect(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]).toBe(String(next.pid));
    expect(await count(next)).toBe(1);
  }, 60_000);

  test('takes another port when the wanted one is busy, and says so', async () => {
    const busy = createServer();
    await new Promise<void>((done) => { busy.listen(0, '127.0.0.1', done); });
    const { port } = busy.address() as AddressInfo;
    await started.at(-1)!.stop();
    const next = await start(port);
    expect(next.port).not.toBe(port);
    expect(said).toEqual([`port ${port} is busy, PostgreSQL takes ${next.port}`]);
    busy.close();
  }, 60_000);
});
