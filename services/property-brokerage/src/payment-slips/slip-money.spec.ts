import fc from 'fast-check';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { ACCOUNT, money, type Till } from '../money.harness.ts';
import type { DealView } from '../views.ts';

let stage: Running;
let till: Till;
let here: Brokerage;
beforeAll(async () => {
  stage = await startBrokerage();
  till = money(stage);
  here = await stage.company('江州置业');
}, 60_000);
afterAll(() => stage.stop());

const refund = (deal: DealView, amount: string, account = 'held_buyer') => stage.staff(here).specialist.send('POST', `deals/${deal.id}/payment-slips`, {
  purpose: 'refund', from: account, amount, payeePartyId: deal.parties.find((p) => account.endsWith(p.side))!.id, fields: ACCOUNT,
});

test('PB-4.7 fifty pay-outs at once with ten keys pay at most what the deal holds, each slip once', async () => {
  const deal = await stage.assigned(here);
  await till.received(here, deal, '100000');
  const { specialist, supervisor, finance } = stage.staff(here);
  const slips: string[] = [];
  for (let i = 0; i < 10; i += 1) slips.push((await refund(deal, '20000')).body.id);
  // Ten drafts promise 200 000; sent at once, those that fit into 100 000 set their money aside.
  const sent = await Promise.all(slips.map((id) => specialist.send('POST', `payment-slips/${id}/submit`)));
  expect(sent.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 422, 422, 422, 422, 422]);
  for (const { status, body } of sent) if (status === 200) await supervisor.send('POST', `payment-slips/${body.id}/decide`, { decision: 'approve' });
  const paidAt = (await stage.now(here)).toISOString();
  const paid = await Promise.all(Array.from({ length: 50 }, (_, i) => finance.send('POST', `payment-slips/${slips[i % 10]}/pay`, { paidAt }, { 'idempotency-key': `pay-${slips[i % 10]}` })));
  for (const [i, id] of slips.entries()) {
    const answers = paid.filter((_, n) => n % 10 === i).map((a) => a.status);
    // A repetition is told the first answer, or that the first is still on its way.
    expect([id, answers.filter((s) => s !== 200 && s !== 409)]).toEqual([id, []]);
    expect(answers.includes(200)).toBe(sent[i]!.status === 200);
  }
  expect(await till.book(here, deal)).toMatchObject({ held: '0.00', inPayment: '0.00' });
  const entries = (await finance.get(`deals/${deal.id}/book/entries?limit=200`)).body.items.filter((e: { kind: string }) => e.kind === 'pay_out');
  expect(new Set(entries.map((e: { reference: string }) => e.reference)).size).toBe(5);
  expect(entries).toHaveLength(5);
  expect(await till.discrepancies(here)).toEqual([]);
}, 60_000);

test('PB-4.7 a reversal and a slip at once never take the same money', async () => {
  for (let round = 0; round < 5; round += 1) {
    const deal = await stage.assigned(here);
    const receipt = await till.received(here, deal, '1000');
    const { id } = (await refund(deal, '1000')).body;
    const [reversed, sent] = await Promise.all([stage.staff(here).agent.send('POST', `receipts/${receipt.id}/reverse`, { reason: '重复录入' }), stage.staff(here).specialist.send('POST', `payment-slips/${id}/submit`)]);
    expect([[201, 422], [422, 200]]).toContainEqual([reversed.status, sent.status]);
  }
  expect(await till.discrepancies(here)).toEqual([]);
}, 60_000);

type Step = { do: 'receive'; account: string; fen: number } | { do: 'reverse' | 'submit' | 'approve' | 'return' | 'pay' | 'withdraw' | 'giveBack'; which: number } | { do: 'make'; account: string; fen: number };
const ACCOUNTS = ['held_seller', 'held_buyer', 'tax_buyer', 'commission_seller'];
const KINDS: Record<string, string> = { held: 'deposit', tax: 'tax', commission: 'commission' };
const amount = { account: fc.constantFrom(...ACCOUNTS), fen: fc.integer({ min: 1, max: 9_999 }) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('receive' as const), ...amount }) }, { weight: 3, arbitrary: fc.record({ do: fc.constant('make' as const), ...amount }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('reverse' as const, 'submit' as const, 'submit' as const, 'approve' as const, 'approve' as const, 'return' as const, 'pay' as const, 'withdraw' as const, 'giveBack' as const), which: fc.nat(20) }) },
);
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** What a bookkeeper would write on one sheet: free money by account, and what slips have set aside. */
class Sheet {
  readonly free: Record<string, number> = Object.fromEntries(ACCOUNTS.map((code) => [code, 0]));
  inPayment = 0;
  readonly receipts: { id: string; account: string; fen: number; reversed: boolean }[] = [];
  readonly slips: { id: string; account: string; fen: number; status: string }[] = [];
  get held(): number { return Object.values(this.free).reduce((sum, fen) => sum + fen, this.inPayment); }
}

test('whatever is received, reversed, promised, returned and paid, every fen is where a simple sheet has it, and the ledger verifies', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
    const [deal, sheet] = [await stage.assigned(here), new Sheet()];
    const { agent, specialist, supervisor, finance } = stage.staff(here);
    const post = async (who: typeof agent, path: string, body: object = {}): Promise<boolean> => (await who.send('POST', path, body)).status < 300;
    const ways = {
      submit: async (slip: Sheet['slips'][number]) => [await post(specialist, `payment-slips/${slip.id}/submit`), ['draft', 'returned'].includes(slip.status) && sheet.free[slip.account]! >= slip.fen, 'submitted'],
      approve: async (slip: Sheet['slips'][number]) => [await post(supervisor, `payment-slips/${slip.id}/decide`, { decision: 'approve' }), slip.status === 'submitted', 'audited'],
      return: async (slip: Sheet['slips'][number]) => [await post(supervisor, `payment-slips/${slip.id}/decide`, { decision: 'return', reason: '不符' }), slip.status === 'submitted', 'returned'],
      pay: async (slip: Sheet['slips'][number]) => [await post(finance, `payment-slips/${slip.id}/pay`, { paidAt: (await stage.now(here)).toISOString() }), slip.status === 'audited', 'paid'],
      withdraw: async (slip: Sheet['slips'][number]) => [await post(specialist, `payment-slips/${slip.id}/withdraw`, { reason: '不付' }), ['draft', 'submitted', 'returned'].includes(slip.status), 'withdrawn'],
      giveBack: async (slip: Sheet['slips'][number]) => [await post(finance, `payment-slips/${slip.id}/return`, { reason: '退票' }), slip.status === 'audited', 'returned'],
    } satisfies Record<string, (slip: Sheet['slips'][number]) => Promise<unknown[]>>;
    for (const s of steps) {
      if (s.do === 'receive') {
        const [kind, side] = s.account.split('_') as [string, string];
        const { id } = await till.received(here, deal, yuan(s.fen), { kind: KINDS[kind], payerPartyId: undefined, payerName: '某人', side });
        sheet.receipts.push({ id, account: s.account, fen: s.fen, reversed: false });
        sheet.free[s.account]! += s.fen;
      } else if (s.do === 'make') {
        const { status, body } = await refund(deal, yuan(s.fen), s.account);
        expect(status).toBe(sheet.free[s.account]! >= s.fen ? 201 : 422);
        if (status === 201) sheet.slips.push({ id: body.id, account: s.account, fen: s.fen, status: 'draft' });
      } else if (s.do === 'reverse') {
        const receipt = sheet.receipts[s.which % Math.max(1, sheet.receipts.length)];
        if (!receipt) continue;
        const may = !receipt.reversed && sheet.free[receipt.account]! >= receipt.fen;
        expect(await post(agent, `receipts/${receipt.id}/reverse`, { reason: '记错' })).toBe(may);
        if (may) [receipt.reversed, sheet.free[receipt.account]] = [true, sheet.free[receipt.account]! - receipt.fen];
      } else {
        const slip = sheet.slips[s.which % Math.max(1, sheet.slips.length)];
        if (!slip) continue;
        const [done, may, to] = await ways[s.do](slip) as [boolean, boolean, string];
        expect([s.do, slip.status, done]).toEqual([s.do, slip.status, may]);
        if (!done) continue;
        const [before, after] = [['submitted', 'audited'].includes(slip.status), ['submitted', 'audited'].includes(to)];
        if (!before && after) [sheet.free[slip.account], sheet.inPayment] = [sheet.free[slip.account]! - slip.fen, sheet.inPayment + slip.fen];
        if (before && !after) sheet.inPayment -= slip.fen;
        if (before && ['returned', 'withdrawn'].includes(to)) sheet.free[slip.account]! += slip.fen;
        slip.status = to;
      }
    }
    const book = await till.book(here, deal);
    expect([book.held, book.inPayment]).toEqual([yuan(sheet.held), yuan(sheet.inPayment)]);
    expect(Object.fromEntries(book.accounts.map((a: { code: string; balance: string }) => [a.code, a.balance]))).toMatchObject(Object.fromEntries(ACCOUNTS.map((code) => [code, yuan(sheet.free[code]!)])));
    expect(await till.discrepancies(here)).toEqual([]);
  }), { numRuns: 12 });
}, 120_000);
