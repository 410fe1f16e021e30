import { Workbooks } from '@luyue/reports';
import { until } from '@luyue/testing/service-stage';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';

let stage: Running;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

/** The file of an export that was asked for, as the texts of its sheet. */
async function written(at: Brokerage, filter: object): Promise<{ rows: number; total: number | null; texts: string }> {
  const { supervisor } = stage.staff(at);
  const asked = await supervisor.send('POST', 'exports', { kind: 'deals', format: 'xlsx', filter }, { 'accept-language': 'zh' });
  expect(asked.status).toBe(202);
  const { status, rows, total } = await until(async () => (await supervisor.get(`exports/${asked.body.id}`)).body, (job) => ['done', 'failed'].includes(job.status));
  expect(status).toBe('done');
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/exports/${asked.body.id}/content`, { headers: stage.headersOf(at.supervisor, ['deal.read']) });
  return { rows, total, texts: JSON.stringify(await stage.get(Workbooks).readWorkbook(Buffer.from(await response.arrayBuffer()), { maxRows: 20, maxCells: 500 })) };
}

test('PF-15 the register has the deals of the company that the filter leaves, with what each owes next, and nobody else\'s', async () => {
  const sale = await stage.assigned(east);
  const lease = await stage.signed(east, { business: 'lease', payment: null, title: '学府名苑 9-602' });
  await stage.signed(west, { title: '翠湖天地 3-801' });
  const all = await written(east, {});
  expect([all.rows, all.total]).toEqual([2, 2]);
  for (const text of [sale.number, '买卖，按揭', '已指定专员', '孙莉', '邱晨', '滨江路地铺', 'PB-4.1c', lease.number, '租赁', '已签约', '学府名苑 9-602', 'PB-4.1a']) expect(all.texts).toContain(text);
  expect(all.texts).not.toContain('翠湖天地');
  // The phone and identity numbers of the parties are not for files.
  expect(all.texts).not.toMatch(/13600004410|11010519491231002X/);
  const leases = await written(east, { business: 'lease' });
  expect([leases.rows, leases.texts.includes(sale.number)]).toEqual([1, false]);
  expect((await written(east, { q: '学府名苑', sort: 'dueAt' })).rows).toBe(1);
  expect((await written(west, {})).rows).toBe(1);
});

test('PF-15 whose shop a deal is not of does not get it in a file either; a filter that the list does not know is refused by its name', async () => {
  const agent = stage.as(west.agent, 'shop', [east.shop]);
  const asked = await agent.send('POST', 'exports', { kind: 'deals', format: 'csv', filter: {} });
  const done = await until(async () => (await agent.get(`exports/${asked.body.id}`)).body, (job) => ['done', 'failed'].includes(job.status));
  expect(done).toMatchObject({ status: 'done', rows: 0, total: 0 });
  expect((await stage.staff(east).supervisor.send('POST', 'exports', { kind: 'deals', format: 'csv', filter: { limit: 5 } })).body).toMatchObject({ status: 400, errors: [{ field: 'filter.limit' }] });
  expect((await stage.staff(east).supervisor.send('POST', 'exports', { kind: 'deals', format: 'csv', filter: { business: 'gift' } })).body).toMatchObject({ status: 400, errors: [{ field: 'filter.business' }] });
});
