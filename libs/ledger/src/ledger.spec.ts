import { newId } from '@luyue/kernel';
import { AT, chart, deal, LedgerHarness, yuan } from './ledger.harness.ts';

let here: LedgerHarness;
beforeAll(async () => { here = await LedgerHarness.start(); }, 60_000);
afterAll(() => here.stop());

describe('an entry', () => {
  it('moves its accounts and says what they hold then', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const posted = await here.receive(ctx, book, '300000.00');
    expect(posted).toMatchObject({ number: 1, repeated: false });
    expect([posted.balances.held, posted.balances.bank, posted.balances.commission].map(String)).toEqual(['300000.00', '300000.00', 'undefined']);
    await here.write(ctx, (tx) => here.ledger.post(tx, chart, {
      book, kind: 'commission', reference: 'commission', at: AT, clause: 'PB-4.7', lines: [{ account: 'held', debit: yuan('6000') }, { account: 'commission', credit: yuan('6000') }],
    }));
    expect(await here.balances(ctx, book)).toEqual({ bank: '300000.00', held: '294000.00', commission: '6000.00' });
    expect(await here.balances(ctx, deal())).toEqual({ bank: '0.00', held: '0.00', commission: '0.00' });
  });

  it('of an account that the chart does not have does not compile', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    // @ts-expect-error there is no account `cash` in the chart
    const posting = (tx: Parameters<Parameters<typeof here.write>[1]>[0]) => here.ledger.post(tx, chart, { book, kind: 'x', reference: 'x', at: AT, clause: 'PB-4.6', lines: [{ account: 'cash', debit: yuan('1') }, { account: 'held', credit: yuan('1') }] });
    await expect(here.write(ctx, posting)).rejects.toThrow('the chart has no account cash');
  });

  it('posted twice under one reference is one entry, and a conflict where the money, the kind or the day differ', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const first = await here.receive(ctx, book, '100.00', 'receipt-1');
    const again = await here.receive(ctx, book, '100.00', 'receipt-1');
    expect(again).toMatchObject({ id: first.id, number: 1, repeated: true });
    expect(String(again.balances.held)).toBe('100.00');
    await expect(here.receive(ctx, book, '100.01', 'receipt-1')).rejects.toMatchObject({ options: { status: 409, code: 'reference_taken', clause: 'PB-4.6', extra: { entryId: first.id } } });
    await expect(here.payOut(ctx, book, '100.00', 'receipt-1')).rejects.toMatchObject({ options: { code: 'reference_taken' } });
    await expect(here.write(ctx, (tx) => here.ledger.post(tx, chart, { book, kind: 'receipt', reference: 'receipt-1', at: new Date(AT.getTime() + 1), clause: 'PB-4.6', lines: [{ account: 'bank', debit: yuan('100') }, { account: 'held', credit: yuan('100') }] })))
      .rejects.toMatchObject({ options: { code: 'reference_taken' } });
    expect(await here.receive(ctx, deal(), '100.01', 'receipt-1')).toMatchObject({ repeated: false });
    expect(await here.balances(ctx, book)).toMatchObject({ held: '100.00' });
  });

  it('PB-4.7 above what is held is refused, with the clause and what is held; to the last fen it is not', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await expect(here.payOut(ctx, book, '0.01')).rejects.toMatchObject({ options: { status: 422, code: 'insufficient', clause: 'PB-4.7', extra: { account: 'held', held: '0.00', asked: '0.01' } } });
    await here.receive(ctx, book, '500.00');
    await expect(here.payOut(ctx, book, '500.01')).rejects.toMatchObject({ options: { title: { zh: '代管房款只有 500.00 元，不够 500.01 元', en: 'Held funds holds 500.00 yuan, less than 500.01' } } });
    expect(await here.balances(ctx, book)).toMatchObject({ bank: '500.00', held: '500.00' });
    await here.payOut(ctx, book, '500.00');
    expect(await here.balances(ctx, book)).toMatchObject({ bank: '0.00', held: '0.00' });
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('is gone with its transaction, and so is a refused one that the caller swallows', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '10.00');
    await expect(here.write(ctx, async (tx) => {
      await here.ledger.post(tx, chart, { book, kind: 'receipt', reference: 'lost', at: AT, clause: 'PB-4.6', lines: [{ account: 'bank', debit: yuan('5') }, { account: 'held', credit: yuan('5') }] });
      throw new Error('no');
    })).rejects.toThrow('no');
    await expect(here.write(ctx, (tx) => here.ledger.post(tx, chart, { book, kind: 'pay_out', reference: 'too much', at: AT, clause: 'PB-4.7', lines: [{ account: 'held', debit: yuan('11') }, { account: 'bank', credit: yuan('11') }] }).catch(() => undefined)))
      .rejects.toThrow('not in balance');
    expect(await here.balances(ctx, book)).toMatchObject({ bank: '10.00', held: '10.00' });
    expect((await here.receive(ctx, book, '1.00')).number).toBe(2);
  });
});

describe('a reversal', () => {
  it('takes an entry back, once', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const receipt = await here.receive(ctx, book, '70.00');
    const reversal = await here.reverse(ctx, receipt.id);
    expect(await here.balances(ctx, book)).toMatchObject({ bank: '0.00', held: '0.00' });
    await expect(here.reverse(ctx, receipt.id)).rejects.toMatchObject({ options: { status: 409, code: 'already_reversed', clause: 'PB-4.6' } });
    await expect(here.reverse(ctx, reversal.id)).rejects.toMatchObject({ options: { status: 422, code: 'reversal_reversed' } });
    expect(await here.verify(ctx)).toEqual([]);
  });

  it('by several at once happens once', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '500.00');
    const receipt = await here.receive(ctx, book, '70.00');
    const done = await Promise.allSettled(Array.from({ length: 6 }, () => here.reverse(ctx, receipt.id)));
    expect(done.filter((d) => d.status === 'fulfilled')).toHaveLength(1);
    expect(done.filter((d) => d.status === 'rejected').every((d) => (d.reason as { options?: { code: string } }).options?.code === 'already_reversed')).toBe(true);
    expect(await here.balances(ctx, book)).toMatchObject({ held: '500.00' });
  });

  it('of money that was paid out meanwhile is refused with what is held', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const receipt = await here.receive(ctx, book, '70.00');
    await here.payOut(ctx, book, '50.00');
    await expect(here.reverse(ctx, receipt.id)).rejects.toMatchObject({ options: { code: 'insufficient', extra: { held: '20.00', asked: '70.00' } } });
  });
});

describe('many at once', () => {
  it('50 withdrawals of one book with 10 references take at most what is held, each reference once', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '650.00');
    const done = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => here.payOut(ctx, book, '100.00', `slip-${i % 10}`)));
    const paid = done.flatMap((d) => (d.status === 'fulfilled' ? [d.value] : []));
    const refused = done.flatMap((d) => (d.status === 'rejected' ? [d.reason as { options?: { code: string } }] : []));
    expect(new Set(paid.map((p) => p.id)).size).toBe(6);
    expect(paid.filter((p) => !p.repeated)).toHaveLength(6);
    expect(refused.every((r) => r.options?.code === 'insufficient')).toBe(true);
    expect(await here.balances(ctx, book)).toMatchObject({ held: '50.00', bank: '50.00' });
    expect(await here.verify(ctx)).toEqual([]);
  }, 30_000);

  it('transactions with several entries each lock nobody out, and the numbers of a book have no gap', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '1000.00');
    await Promise.all(Array.from({ length: 12 }, (_, i) => here.write(ctx, async (tx) => {
      const steps = [
        { kind: 'pay_out', lines: [{ account: 'held', debit: yuan('3') }, { account: 'bank', credit: yuan('3') }] },
        { kind: 'commission', lines: [{ account: 'held', debit: yuan('2') }, { account: 'commission', credit: yuan('2') }] },
      ] as const;
      for (const step of i % 2 ? steps : [...steps].toReversed()) await here.ledger.post(tx, chart, { book, reference: `${step.kind}-${i}`, at: AT, clause: 'PB-4.7', ...step });
    })));
    expect(await here.balances(ctx, book)).toEqual({ bank: '964.00', held: '940.00', commission: '24.00' });
    const { items } = await here.database.read(ctx, (tx) => here.ledger.statement(tx, book, { limit: 50 }));
    expect(items.map((e) => e.number)).toEqual(Array.from({ length: 25 }, (_, i) => 25 - i));
    expect(await here.verify(ctx)).toEqual([]);
  }, 30_000);
});

describe('the statement of a book', () => {
  it('shows the newest first, each line with the balance after it, page by page', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const receipt = await here.receive(ctx, book, '300.00', 'receipt-1');
    await here.payOut(ctx, book, '120.50', 'slip-1');
    await here.receive(ctx, book, '20.00', 'receipt-2');
    const read = (limit: number, cursor?: string) => here.database.read(ctx, (tx) => here.ledger.statement(tx, book, { limit, cursor }));
    const first = await read(2);
    expect(first.items.map((e) => [e.number, e.kind, e.by, e.at])).toEqual([[3, 'receipt', '赵出纳', AT.toISOString()], [2, 'pay_out', '赵出纳', AT.toISOString()]]);
    expect(first.items[1]!.lines).toEqual([{ account: 'held', debit: '120.50', credit: null, balance: '179.50' }, { account: 'bank', debit: null, credit: '120.50', balance: '179.50' }]);
    const rest = await read(2, first.nextCursor!);
    expect([rest.items.map((e) => e.number), rest.nextCursor]).toEqual([[1], null]);
    await expect(read(2, 'x')).rejects.toMatchObject({ options: { status: 400 } });
    await here.payOut(ctx, book, '199.50');
    await here.receive(ctx, book, '300.00');
    const reversal = await here.reverse(ctx, receipt.id, '对方退票');
    expect((await read(1)).items[0]).toMatchObject({ id: reversal.id, kind: 'receipt', reversalOf: receipt.id, note: '对方退票', reversedBy: null });
    expect((await read(9)).items.at(-1)).toMatchObject({ id: receipt.id, reversedBy: reversal.id });
  });

  it('balances of many books are one question', async () => {
    const ctx = here.tenant();
    const books = [deal(), deal(), deal()];
    await here.receive(ctx, books[0]!, '1.00');
    await here.receive(ctx, books[1]!, '2.00');
    const found = await here.database.read(ctx, (tx) => here.ledger.balancesOf(tx, chart, 'deal', books.map((b) => b.id)));
    expect(books.map((b) => String(found.get(b.id)!.held))).toEqual(['1.00', '2.00', '0.00']);
  });
});

describe('PF-4 two tenants', () => {
  it('with the same book and reference have books of their own, and reverse nothing of each other', async () => {
    const [mine, theirs, book] = [here.tenant(), here.tenant(), deal()];
    const receipt = await here.receive(mine, book, '9.00', 'receipt-1');
    expect(await here.balances(theirs, book)).toMatchObject({ held: '0.00' });
    await expect(here.reverse(theirs, receipt.id)).rejects.toMatchObject({ options: { status: 404 } });
    await expect(here.payOut(theirs, book, '1.00')).rejects.toMatchObject({ options: { code: 'insufficient' } });
    expect(await here.receive(theirs, book, '4.00', 'receipt-1')).toMatchObject({ number: 1, repeated: false });
    expect([await here.balances(mine, book), await here.balances(theirs, book)]).toMatchObject([{ held: '9.00' }, { held: '4.00' }]);
    expect((await here.database.read(theirs, (tx) => here.ledger.statement(tx, book, { limit: 9 }))).items).toHaveLength(1);
  });

  it('that one transaction writes for are both held to balanced entries', async () => {
    const [a, b, book] = [here.tenant(), here.tenant(), deal()];
    await here.database.writeMany([a, b], (tx) => here.ledger.post(tx, chart, { book, kind: 'receipt', reference: 'r', at: AT, clause: 'PB-4.6', lines: [{ account: 'bank', debit: yuan('8') }, { account: 'held', credit: yuan('8') }] }));
    expect([await here.balances(a, book), await here.balances(b, book)]).toMatchObject([{ held: '8.00' }, { held: '8.00' }]);
  });
});

describe('the database itself refuses', () => {
  const insertEntry = `INSERT INTO ledger_entry (tenant_id, id, book_type, book_id, number, kind, reference, happened_at, posted_at, posted_by_name, clause_id) VALUES ($1, $2::uuid, 'deal', $3, $4, 'x', $2::uuid::text, now(), now(), 'x', 'PB-4.6')`;
  const insertPosting = `INSERT INTO ledger_posting (tenant_id, book_type, book_id, code, seq, entry_id, amount, balance) VALUES ($1, 'deal', $2, $3, $4, $5, $6, 0)`;

  it('an entry whose sum is not zero, and one without postings', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '5.00');
    const plant = (amounts: number[]) => here.write(ctx, async ({ manager, tenantId }) => {
      const id = newId();
      await manager.query(insertEntry, [tenantId, id, book.id, 2]);
      for (const [i, amount] of amounts.entries()) await manager.query(insertPosting, [tenantId, book.id, ['bank', 'held'][i], 2, id, amount]);
    });
    for (const amounts of [[100, -99], [100], []]) await expect(plant(amounts)).rejects.toThrow('not in balance');
    await expect(plant([100, -100])).resolves.toBeUndefined();
  });

  it('a posting that is added to an entry later', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    const { id } = await here.receive(ctx, book, '5.00');
    await here.write(ctx, (tx) => here.ledger.post(tx, chart, { book, kind: 'x', reference: 'x', at: AT, clause: 'PB-4.7', lines: [{ account: 'held', debit: yuan('1') }, { account: 'commission', credit: yuan('1') }] }));
    await expect(here.write(ctx, ({ manager, tenantId }) => manager.query(insertPosting, [tenantId, book.id, 'commission', 2, id, 100]))).rejects.toThrow('not in balance');
  });

  it.each([
    ['an entry that is changed', `UPDATE ledger_entry SET note = 'x'`], ['an entry that is deleted', 'DELETE FROM ledger_entry'],
    ['a posting that is changed', 'UPDATE ledger_posting SET amount = amount + 1'], ['a posting that is deleted', 'DELETE FROM ledger_posting'], ['an account that is deleted', 'DELETE FROM ledger_account'],
  ])('%s', async (_what, sql) => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '5.00');
    await expect(here.write(ctx, ({ manager }) => manager.query(sql))).rejects.toThrow('append-only');
  });

  it('a balance below its floor', async () => {
    const [ctx, book] = [here.tenant(), deal()];
    await here.receive(ctx, book, '5.00');
    await expect(here.write(ctx, ({ manager }) => manager.query(`UPDATE ledger_account SET balance = -1 WHERE code = 'held'`))).rejects.toThrow('ledger_account_floor');
  });

  it('PF-4 rows of another tenant, and sees none', async () => {
    const [mine, theirs, book] = [here.tenant(), here.tenant(), deal()];
    const { id } = await here.receive(mine, book, '5.00');
    for (const table of ['ledger_account', 'ledger_entry', 'ledger_posting']) expect(await here.write(theirs, ({ manager }) => manager.query(`SELECT * FROM ${table}`))).toEqual([]);
    await expect(here.write(theirs, ({ manager }) => manager.query(insertEntry, [mine.tenantId, newId(), book.id, 2]))).rejects.toThrow('row-level security');
    await expect(here.write(theirs, ({ manager }) => manager.query(insertPosting, [mine.tenantId, book.id, 'held', 2, id, 1]))).rejects.toThrow('row-level security');
    await expect(here.write(theirs, ({ manager, tenantId }) => manager.query(insertPosting, [tenantId, book.id, 'held', 1, id, 1]))).rejects.toThrow('foreign key');
    expect(await here.write(theirs, ({ manager }) => manager.query(`UPDATE ledger_account SET balance = 1 RETURNING code`))).toEqual([[], 0]);
  });
});
