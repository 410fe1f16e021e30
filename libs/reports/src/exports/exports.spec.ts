import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '@luyue/kernel';
import { Problem, refuse } from '@luyue/platform';
import { until } from '@luyue/testing/service-stage';
import { Workbooks } from '../workbooks/workbooks.ts';
import { ExportsHarness, type Person } from './exports.harness.ts';

let harness: ExportsHarness;
let east: Person;
let west: Person;
beforeAll(async () => {
  harness = await ExportsHarness.start();
  [east, west] = [await harness.tenant(true), await harness.tenant()];
}, 30_000);
afterAll(() => harness.stop());
afterEach(() => { harness.staff.beforePage = () => undefined; });

const turn = () => harness.runner().turn();
const ask = async (person = east, body: object = { kind: 'staff', format: 'csv' }, more = {}) => (await harness.call(person, 'POST', '', body, more)).body.id as string;
const get = async (id: string, person = east, more = {}) => (await harness.call(person, 'GET', `/${id}`, undefined, more)).body;
const lines = async (id: string, person = east) => (await harness.call(person, 'GET', `/${id}/content`)).bytes.toString().replace('\ufeff', '').trim().split('\r\n');
/** Stops the rows before the second page until `go` is called; `reached` says that they stand there. */
function gate() {
  let go!: () => void;
  const open = new Promise<void>((done) => { go = done; });
  const reached = new Promise<void>((done) => { harness.staff.beforePage = (cursor) => (cursor ? (done(), open) : undefined); });
  return { go, reached };
}

describe('PF-15 an export', () => {
  test('is asked for, written in the background page by page, and fetched', async () => {
    const asked = await harness.call(east, 'POST', '', { kind: 'staff', format: 'xlsx', filter: {} });
    expect(asked).toMatchObject({ status: 202, body: { kind: 'staff', format: 'xlsx', status: 'queued', rows: 0, total: null, contentUrl: null, expiresAt: null } });
    const { id } = asked.body;
    expect(await harness.call(east, 'GET', `/${id}/content`)).toMatchObject({ status: 409, body: { code: 'export_not_ready', clause: 'PF-15' } });
    await turn();
    const done = await get(id);
    expect(done).toMatchObject({ status: 'done', rows: 100, total: 100, failure: null, contentUrl: `/v1/reports-test/exports/${id}/content` });
    expect(Date.parse(done.expiresAt) - Date.parse(done.finishedAt)).toBe(7 * 86_400_000);
    const file = await harness.call(east, 'GET', `/${id}/content`);
    expect(file.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="export-${id}.xlsx"; filename\\*=UTF-8''${encodeURIComponent('员工名册-')}\\d{4}-\\d\\d-\\d\\d\\.xlsx$`));
    expect(file.bytes).toHaveLength(done.bytes);
    expect(file.headers.get('cache-control')).toBe('private, no-store');
    const sheet = await harness.service.app.get(Workbooks, { strict: false }).readWorkbook(file.bytes, { maxRows: 200, maxCells: 1_000 });
    const rows = 'rows' in sheet ? sheet.rows.map(({ cells }) => cells.map(({ value }) => value)) : [];
    expect([rows.length, rows[0], rows[1], rows.at(-1)]).toEqual([101, ['工号', '姓名'], ['0000', '员工0'], ['0099', '员工99']]);
  });

  test('is taken up by a process with routes, and by no other', async () => {
    const [beside, elsewhere] = [harness.runner('http'), harness.runner('sweep', 'consume', 'relay')];
    const id = await ask();
    elsewhere.onApplicationBootstrap();
    await elsewhere.onModuleDestroy();
    expect(await get(id)).toMatchObject({ status: 'queued' });
    beside.onApplicationBootstrap();
    while ((await get(id)).status !== 'done') await sleep(20);
    await beside.onModuleDestroy();
  });

  test('tells how far it is while it runs', async () => {
    const id = await ask();
    const { go, reached } = gate();
    const running = turn();
    await reached;
    expect(await get(id)).toMatchObject({ status: 'running', rows: 40, total: 100 });
    go();
    await running;
    expect(await get(id)).toMatchObject({ status: 'done', rows: 100, total: 100 });
  });

  test('reads with the filter and within the units of whoever asked, in their language', async () => {
    const filtered = await ask(east, { kind: 'staff', format: 'csv', filter: { active: 'no' } });
    const scoped = await ask(east, { kind: 'staff', format: 'csv' }, { units: [east.unitId], language: 'en' });
    await turn();
    await turn();
    expect(await lines(filtered)).toEqual(['工号,姓名', ...Array.from({ length: 10 }, (_, i) => `00${i}0,员工${i * 10}`)]);
    const own = await lines(scoped);
    expect([own.length, own[0], own[1], own[2]]).toEqual([51, 'staff number,name', '0000,员工0', '0002,员工2']);
  });

  test('needs the permission that it declares, when it is asked for and when it is fetched', async () => {
    expect(await harness.call(east, 'POST', '', { kind: 'staff', format: 'csv' }, { permissions: ['case.read'] })).toMatchObject({ status: 403, body: { permission: 'staff.export' } });
    const id = await ask();
    await turn();
    for (const path of [`/${id}`, `/${id}/content`]) expect(await harness.call(east, 'GET', path, undefined, { permissions: [] })).toMatchObject({ status: 403 });
  });

  test.each([
    [{ kind: 'salaries', format: 'csv' }, 'kind', 'isIn'], [{ kind: 'staff', format: 'pdf' }, 'format', 'isIn'], [{ kind: 'staff', format: 'csv', filter: { salary: 1 } }, 'filter.salary', 'whitelistValidation'],
    [{ kind: 'staff', format: 'csv', filter: { active: 'maybe' } }, 'filter.active', 'isIn'], [{ kind: 'plain', format: 'csv', filter: { active: 'yes' } }, 'filter.active', 'whitelistValidation'], [{ kind: 'staff', format: 'csv', filter: 'all' }, 'filter', 'isObject'],
  ])('%o is refused with its field', async (body, field, code) => {
    expect(await harness.call(east, 'POST', '', body)).toMatchObject({ status: 400, body: { errors: [{ field, code }] } });
  });

  test('PF-4 another tenant, and another person of the same one, find nothing', async () => {
    const id = await ask();
    await turn();
    const colleague = { ...east, userId: newId() };
    const stranger = { ...west, userId: east.userId };
    for (const who of [colleague, stranger]) for (const path of [`/${id}`, `/${id}/content`]) expect(await harness.call(who, 'GET', path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await harness.call(east, 'GET', `/${newId()}`)).toMatchObject({ status: 404 });
    expect(await lines(id)).toHaveLength(101);
  });

  test('PF-8 an API client has exports of its own', async () => {
    const id = await ask(east, { kind: 'plain', format: 'csv' }, { clientId: 'k1' });
    expect(await get(id, east, { clientId: 'k1' })).toMatchObject({ status: 'queued' });
    expect(await harness.call(east, 'GET', `/${id}`, undefined, { clientId: 'k2' })).toMatchObject({ status: 404 });
    await turn();
  });

  test('PF-8 the same Idempotency-Key asks once', async () => {
    const body = { kind: 'plain', format: 'csv' };
    const ids = [await ask(east, body, { key: 'export-0001' }), await ask(east, body, { key: 'export-0001' })];
    expect(ids[0]).toBe(ids[1]);
    await turn();
    expect(await turn()).toBe(0);
  });

  test('one person has five unfinished ones at most', async () => {
    const busy = { ...west, userId: newId() };
    const ids = [];
    for (let i = 0; i < 5; i += 1) ids.push(await ask(busy, { kind: 'plain', format: 'csv' }));
    expect(await harness.call(busy, 'POST', '', { kind: 'plain', format: 'csv' })).toMatchObject({ status: 409, body: { code: 'exports_waiting', clause: 'PF-15' } });
    for (const _ of ids) await turn();
    expect(await harness.call(busy, 'POST', '', { kind: 'plain', format: 'csv' })).toMatchObject({ status: 202 });
    await turn();
  });
});

describe('PF-15 an export whose run is killed', () => {
  test('starts over when its lease has run out, and leaves one file', async () => {
    const id = await ask();
    const { reached } = gate();
    void turn();
    await reached;
    await harness.killed(east, id);
    const left = join(harness.folder, 'exports', 'reports-test', east.tenantId, id, '1', 'incoming');
    await mkdir(left, { recursive: true });
    await writeFile(join(left, 'half-a-file'), 'x');
    harness.staff.beforePage = () => undefined;
    await turn();
    expect(await harness.row(east, id)).toMatchObject({ status: 'done', attempts: 2, rows: 100, leaseUntil: null });
    expect(await harness.files(east, id)).toHaveLength(1);
    expect(await lines(id)).toHaveLength(101);
  });

  test('is not taken while its lease holds', async () => {
    const id = await ask();
    const { go, reached } = gate();
    const running = turn();
    await reached;
    expect(await turn()).toBe(0);
    go();
    await running;
    expect(await harness.row(east, id)).toMatchObject({ status: 'done', attempts: 1 });
  });

  test('holds its job between two pages too, and for two minutes at most', async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] });
    try {
      const id = await ask();
      const { go, reached } = gate();
      const running = turn();
      await reached;
      await harness.killed(east, id);
      const held = async () => (await harness.row(east, id)).leaseUntil!.getTime() > Date.now() + 25_000;
      expect(await held()).toBe(false);
      jest.advanceTimersByTime(5_000);
      await until(held, Boolean);
      expect(await turn()).toBe(0);
      // Each one is written before the next is due: one that came late would hold the job again.
      for (let renewed = 1; renewed < 24; renewed += 1) {
        await harness.killed(east, id);
        jest.advanceTimersByTime(5_000);
        await until(held, Boolean);
      }
      await harness.killed(east, id);
      jest.advanceTimersByTime(5_000);
      await sleep(100);
      expect(await held()).toBe(false);
      go();
      await running;
      expect(await harness.row(east, id)).toMatchObject({ status: 'done', attempts: 1 });
    } finally {
      jest.useRealTimers();
    }
  });

  test('and was only slow leaves the job to the run that took it, and no second file', async () => {
    const id = await ask();
    const { go, reached } = gate();
    const slow = turn();
    await reached;
    await harness.killed(east, id);
    harness.staff.beforePage = () => undefined;
    await turn();
    const done = await get(id);
    go();
    await slow;
    expect(await get(id)).toEqual(done);
    expect(done).toMatchObject({ status: 'done', rows: 100 });
    expect(await harness.files(east, id)).toHaveLength(1);
  });

  test('by a fault that passes is tried again, not failed', async () => {
    const id = await ask();
    harness.staff.beforePage = () => { throw new Problem({ status: 503, code: 'busy', title: { zh: '正忙', en: 'busy' } }); };
    await turn();
    expect(await get(id)).toMatchObject({ status: 'running', failure: null });
    harness.staff.beforePage = () => undefined;
    await harness.killed(east, id);
    await turn();
    expect(await harness.row(east, id)).toMatchObject({ status: 'done', attempts: 2 });
  });

  test('three times is given up', async () => {
    const id = await ask();
    harness.staff.beforePage = () => { throw new Error('out of memory'); };
    for (let i = 0; i < 3; i += 1) {
      expect(await turn()).toBe(1);
      expect(await get(id)).toMatchObject({ status: 'running' });
      await harness.killed(east, id);
    }
    expect(await turn()).toBe(0);
    expect(await get(id)).toMatchObject({ status: 'failed', failure: '导出没有做成，已记下', contentUrl: null });
    expect(await harness.files(east, id)).toEqual([]);
  });

  test('PF-18 by an orderly stop waits for another process', async () => {
    const id = await ask();
    const { go, reached } = gate();
    const runner = harness.runner();
    const running = runner.turn();
    await reached;
    const stopped = runner.onModuleDestroy();
    go();
    await Promise.all([running, stopped]);
    expect(await harness.row(east, id)).toMatchObject({ status: 'queued', attempts: 0 });
    harness.staff.beforePage = () => undefined;
    await turn();
    expect(await get(id)).toMatchObject({ status: 'done', rows: 100 });
  });
});

describe('PF-15 an export that ends', () => {
  test('by a refusal says why, in the language of whoever looks', async () => {
    const id = await ask();
    harness.staff.beforePage = () => { throw refuse.rule('PF-15', 'too_wide', { zh: '范围太大', en: 'too wide' }); };
    await turn();
    expect(await get(id)).toMatchObject({ status: 'failed', failure: '范围太大' });
    expect(await get(id, east, { language: 'en' })).toMatchObject({ failure: 'too wide' });
    expect(await harness.files(east, id)).toEqual([]);
  });

  test('after seven days by the clock of its tenant has no file any more', async () => {
    const id = await ask();
    const elsewhere = await ask(west);
    await turn();
    expect(await harness.files(east, id)).toHaveLength(1);
    await harness.setClock(east, 7.01, 2);
    expect(await harness.call(east, 'GET', `/${id}/content`)).toMatchObject({ status: 410, body: { code: 'export_expired', clause: 'PF-15' } });
    await turn();
    expect(await get(id)).toMatchObject({ status: 'expired', contentUrl: null });
    expect(await harness.files(east, id)).toEqual([]);
    expect(await harness.call(east, 'GET', `/${id}/content`)).toMatchObject({ status: 410 });
    expect(await get(elsewhere, west)).toMatchObject({ status: 'done' });
    expect(await harness.files(west, elsewhere)).toHaveLength(1);
  });
});
