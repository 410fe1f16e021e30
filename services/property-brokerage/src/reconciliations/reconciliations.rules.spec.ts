import fc from 'fast-check';
import { type BankMovement, type BookItem, doubledRows, reconcile, reconciliationMoves } from './reconciliations.rules.ts';

const movement = (row: number, amount: number, more: Partial<BankMovement> = {}): BankMovement => ({ row, direction: 'in', amountFen: BigInt(amount), counterparty: '周子涵', reference: '', ...more });
const item = (number: string, amount: number, more: Partial<BookItem> = {}): BookItem => ({ kind: 'receipt', id: number, number, direction: 'in', amountFen: BigInt(amount), name: '周子涵', reference: null, ...more });
const told = ({ matches, differences }: ReturnType<typeof reconcile>) => [...matches.map((m) => `${m.row}=${m.item.number} ${m.by}`), ...differences.map((d) => `${d.kind} ${d.movement?.row ?? '-'} ${d.item?.number ?? '-'}`)];

test('the number decides first, the bank’s own or ours, whatever the name; then amount and name', () => {
  expect(told(reconcile(
    [movement(2, 500, { reference: 'b-77', counterparty: '别人' }), movement(3, 500, { reference: 'SK20260918-0002' }), movement(4, 900), movement(5, 500)],
    [item('SK-1', 500), item('SK20260918-0002', 500), item('SK-3', 500, { reference: 'B-77' }), item('SK-4', 900, { name: '周 子涵' })],
  ))).toEqual(['2=SK-3 reference', '3=SK20260918-0002 reference', '4=SK-4 name', '5=SK-1 name']);
});

test('the same number with another amount is one difference, not two; what nobody answers is in the bank or in the book only', () => {
  expect(told(reconcile([movement(2, 500, { reference: 'B-1' }), movement(3, 70)], [item('SK-1', 501, { reference: 'B-1' }), item('SK-2', 71)]))).toEqual(['amount_differs 2 SK-1', 'bank_only 3 -', 'book_only - SK-2']);
});

test('money in never answers money out, and one item answers one movement', () => {
  expect(told(reconcile([movement(2, 500, { direction: 'out' }), movement(3, 500), movement(4, 500)], [item('SK-1', 500)]))).toEqual(['3=SK-1 name', 'bank_only 2 -', 'bank_only 4 -']);
});

test('every movement and every item stands once, in a match or in a difference', () => {
  const name = fc.constantFrom('甲', '乙');
  const direction = fc.constantFrom('in' as const, 'out' as const);
  const movements = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 3 }), counterparty: name, direction, reference: fc.constantFrom('', 'A', 'B') }), { maxLength: 12 });
  const items = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 3 }), name, direction, reference: fc.constantFrom(null, 'A', 'B') }), { maxLength: 12 });
  fc.assert(fc.property(movements, items, (m, i) => {
    const [bank, book] = [m.map((each, n) => movement(n + 2, each.amount, each)), i.map((each, n) => item(`SK-${n}`, each.amount, each))];
    const { matches, differences } = reconcile(bank, book);
    expect([...matches.map((x) => x.row), ...differences.flatMap((x) => x.movement?.row ?? [])].toSorted((a, b) => a - b)).toEqual(bank.map((x) => x.row));
    expect([...matches.map((x) => x.item.id), ...differences.flatMap((x) => x.item?.id ?? [])].toSorted()).toEqual(book.map((x) => x.id).toSorted());
    for (const { row, item: matched } of matches) expect([bank[row - 2]!.amountFen, bank[row - 2]!.direction]).toEqual([matched.amountFen, matched.direction]);
  }));
});

test('a movement told twice is found; without a number two alike may both be true', () => {
  expect(doubledRows([movement(2, 5, { reference: 'A' }), movement(3, 5, { reference: 'a' }), movement(4, 6, { reference: 'A' }), movement(5, 5), movement(6, 5)])).toEqual([3]);
});

test('a closed day stays closed, a discarded one is over', () => {
  expect([reconciliationMoves.closed, reconciliationMoves.discarded]).toEqual([[], []]);
});
