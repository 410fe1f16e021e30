import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { money, type Till } from '../money.harness.ts';

let stage: Running;
let till: Till;
let east: Brokerage;
let west: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  till = money(stage);
  [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
}, 60_000);
afterAll(() => stage.stop());

const HEADING = '日期,金额,收付,对方户名,流水号';
const FINANCE = ['funds.read', 'funds.reconcile'];

async function upload(at: Brokerage, day: string, lines: string[], { heading = HEADING, permissions = FINANCE }: { heading?: string; permissions?: string[] } = {}) {
  const form = new FormData();
  form.append('file', new Blob([[heading, ...lines].join('\n')], { type: 'text/csv' }), 'statement.csv');
  const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/reconciliations?day=${day}`, { method: 'POST', headers: stage.headersOf(at.finance, permissions), body: form });
  return { status: response.status, body: await response.json() as any };
}
const linesOf = async (at: Brokerage, id: string, query = '') => (await stage.staff(at).finance.get(`reconciliations/${id}/lines${query}`)).body;

test('the day is matched by number, then by amount and name; each difference is explained before it is closed, once', async () => {
  const deal = await stage.assigned(east);
  const [, byName] = [await till.received(east, deal, '50000', { reference: 'B-1' }), await till.received(east, deal, '8000.50'), await till.received(east, deal, '77')];
  // Taken back on the same day: it moved nothing.
  const wrong = await till.received(east, deal, '1');
  await stage.staff(east).agent.send('POST', `receipts/${wrong.id}/reverse`, { reason: '录错' });
  await till.received(east, deal, '66', { receivedAt: '2026-09-17T10:00:00.000Z' });
  const slip = await till.audited(east, deal, '30000');
  await stage.staff(east).finance.send('POST', `payment-slips/${slip.id}/pay`, { paidAt: (await stage.now(east)).toISOString() });

  const { status, body } = await upload(east, '2026-09-18', ['2026-09-18,50000.00,收,周子涵,B-1', '2026/9/18,8000.50,贷,周子涵,X-2', `2026-09-18,"30,000.00",付,钱永年,${slip.number}`, '2026-09-18,12.34,支出,银行,手续费-1']);
  expect([status, body]).toMatchObject([201, { day: '2026-09-18', status: 'open', movements: 4, matched: 3, differences: 2, unexplained: 2, bankIn: '58000.50', bankOut: '30012.34', bookIn: '58077.50', bookOut: '30000.00', madeBy: '财务' }]);
  const { items } = await linesOf(east, body.id);
  expect(items.map((l: any) => [l.state, l.row, l.bank, l.book, l.matchedBy])).toEqual([
    ['bank_only', 5, '12.34', null, null], ['book_only', null, null, '77.00', null], ['matched', 2, '50000.00', '50000.00', 'reference'], ['matched', 4, '30000.00', '30000.00', 'reference'], ['matched', 3, '8000.50', '8000.50', 'name'],
  ]);
  expect(items[4]).toMatchObject({ itemKind: 'receipt', itemId: byName.id, itemNumber: byName.number });

  const { finance } = stage.staff(east);
  const close = () => finance.send('POST', `reconciliations/${body.id}/close`);
  const explain = (line: { id: string }, explanation: string) => finance.send('POST', `reconciliations/${body.id}/lines/${line.id}/explain`, { explanation });
  expect((await close()).body).toMatchObject({ status: 422, code: 'differences_unexplained', unexplained: 2 });
  expect((await explain(items[2], '对上了')).body).toMatchObject({ status: 422, code: 'no_difference' });
  expect((await explain(items[0], '银行手续费')).body).toMatchObject({ explanation: '银行手续费', explainedBy: '财务' });
  await explain(items[0], '转账手续费');
  expect((await linesOf(east, body.id, '?state=unexplained')).items).toHaveLength(1);
  expect((await close()).body).toMatchObject({ unexplained: 1 });
  await explain(items[1], '现金，次日缴存');
  expect((await close()).body).toMatchObject({ status: 'closed', unexplained: 0, endedBy: '财务' });
  expect((await close()).body).toMatchObject({ code: 'transition_refused', allowed: [] });
  expect((await explain(items[1], '改一下')).status).toBe(409);
  expect(await upload(east, '2026-09-18', ['2026-09-18,1,收,甲,'])).toMatchObject({ status: 409, body: { code: 'already_reconciled' } });
  const page = await linesOf(east, body.id, '?state=matched&limit=2');
  expect([page.items.length, (await linesOf(east, body.id, `?state=matched&limit=2&cursor=${page.nextCursor}`)).items.length]).toEqual([2, 1]);
});

test('a day that ten ask for at once is reconciled once; discarded with a reason it can be done anew', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => upload(west, '2026-09-17', ['2026-09-17,1,收,甲,A'])));
  expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  const { body } = answers.find((a) => a.status === 201)!;
  expect((await stage.staff(west).finance.send('POST', `reconciliations/${body.id}/discard`, { reason: '传错了银行' })).body).toMatchObject({ status: 'discarded', reason: '传错了银行' });
  expect((await upload(west, '2026-09-17', ['2026-09-17,2,收,甲,A'])).status).toBe(201);
});

test('a file with bad rows is refused whole, with the reasons by row; so are one without its columns and a day that has not come', async () => {
  const { status, body } = await upload(west, '2026-09-16', ['2026-09-16,1.005,收,甲,A', '2026-09-15,1,收,甲,B', '2026-09-16,1,转,甲,C', '2026-09-16,0,付,甲,D', '2026-09-16,5,收,甲,E', '2026-09-16,5,收,甲,E']);
  expect([status, body.rejectedRows, body.errors.map((e: { field: string; code: string }) => `${e.field} ${e.code}`)]).toEqual([400, 5, ['rows.2 money', 'rows.4 choice', 'rows.3 other_day', 'rows.5 amount', 'rows.7 duplicate']]);
  expect((await upload(west, '2026-09-16', ['1,2'], { heading: '日期,金额' })).body.errors).toMatchObject([{ field: 'file', code: 'columns' }]);
  expect((await upload(west, '2026-09-16', [], { heading: '' })).body.errors).toMatchObject([{ field: 'file', code: 'columns' }]);
  expect((await upload(west, '2026-09-19', [])).body.errors).toMatchObject([{ field: 'day', code: 'future' }]);
  expect((await upload(west, '2026-02-30', [])).body.errors).toMatchObject([{ field: 'day', code: 'date' }]);
  expect((await stage.staff(west).finance.get('reconciliations')).body.items.filter((r: { day: string }) => r.day === '2026-09-16')).toEqual([]);
  expect((await upload(west, '2026-09-16', [])).body).toMatchObject({ movements: 0, differences: 0 });
});

test('PF-14, PF-15 a workbook or a PDF under the name of a CSV is no statement; a formula in one is the words that it is', async () => {
  for (const content of [Buffer.from('%PDF-1.7\n%\u00e2\u00e3'), Buffer.from('504b030414000000080000000000', 'hex'), Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x0a])]) {
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(content)], { type: 'text/csv' }), 'statement.csv');
    const response = await fetch(`http://127.0.0.1:${stage.port}/v1/property-brokerage/reconciliations?day=2026-09-14`, { method: 'POST', headers: stage.headersOf(west.finance, FINANCE), body: form });
    expect([response.status, await response.json()]).toMatchObject([400, { clause: 'PB-4.6', errors: [{ field: 'file' }] }]);
  }
  expect((await stage.staff(west).finance.get('reconciliations')).body.items.filter((r: { day: string }) => r.day === '2026-09-14')).toEqual([]);
  const planted = `=cmd|'/C calc'!A0`;
  const { body } = await upload(west, '2026-09-14', [`2026-09-14,1,收,${planted},A`]);
  expect((await linesOf(west, body.id)).items).toMatchObject([{ counterparty: planted, state: 'bank_only' }]);
});

test('PF-4 it is finance’s alone, and each company’s own', async () => {
  expect((await upload(east, '2026-09-15', [], { permissions: ['funds.read', 'funds.receive'] })).body).toMatchObject({ status: 403, permission: 'funds.reconcile' });
  const { body } = await upload(east, '2026-09-15', ['2026-09-15,1,收,甲,A']);
  expect((await stage.staff(west).finance.get(`reconciliations/${body.id}`)).status).toBe(404);
  expect((await stage.staff(west).finance.get(`reconciliations/${body.id}/lines`)).status).toBe(404);
  expect((await stage.staff(east).finance.get(`reconciliations/${body.id}`)).body.day).toBe(body.day);
  expect((await stage.staff(east).agent.get('reconciliations')).body).toMatchObject({ status: 403 });
  const days = async (query: string) => (await stage.staff(east).finance.get(`reconciliations${query}`)).body;
  const first = await days('?limit=1');
  expect([first.items[0].day, (await days(`?limit=1&cursor=${first.nextCursor}`)).items[0].day]).toEqual(['2026-09-18', '2026-09-15']);
});

test('10 000 movements of a day are matched in one piece', async () => {
  const big = await stage.company('大集团');
  const deal = await stage.assigned(big);
  for (let i = 0; i < 3; i += 1) await till.received(big, deal, '100', { reference: `N-${i}` });
  const rows = Array.from({ length: 10_000 }, (_, i) => `2026-09-18,100.00,收,客户${i},N-${i}`);
  const { status, body } = await upload(big, '2026-09-18', rows);
  expect([status, body]).toMatchObject([201, { movements: 10_000, matched: 3, differences: 9_997, bankIn: '1000000.00' }]);
}, 60_000);
