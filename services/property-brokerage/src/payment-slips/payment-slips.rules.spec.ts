import { DEFAULT_FIELDS, doubledKeys, formAt, isReserved, maskAccount, mayNotPay, missingFields, SLIP_STATUSES, slipMoves, unknownFields } from './payment-slips.rules.ts';

test('PB-4.7 a slip is paid only after its audit, ends paid or withdrawn, and each status is reached', () => {
  for (const status of SLIP_STATUSES) expect([status, slipMoves[status].includes('paid')]).toEqual([status, status === 'audited']);
  expect(SLIP_STATUSES.filter((status) => !slipMoves[status].length)).toEqual(['paid', 'withdrawn']);
  expect(new Set(Object.values(slipMoves).flat())).toEqual(new Set(SLIP_STATUSES.filter((s) => s !== 'draft')));
  expect(SLIP_STATUSES.filter(isReserved)).toEqual(['submitted', 'audited']);
});

test('PB-4.7 maker, auditor and payer are three people, and a machine is none of them', () => {
  const slip = { makerId: 'maker', auditorIds: ['auditor'] };
  expect(['maker', 'auditor', 'payer', null].map((who) => mayNotPay(slip, who))).toEqual([true, true, false, true]);
});

test('PB-4.7 what finance asks for and is not filled in is missing; what it does not ask for is unknown', () => {
  expect(missingFields(DEFAULT_FIELDS, { bank: '江州银行', accountNumber: ' ' }).map((f) => f.key)).toEqual(['accountNumber']);
  expect(unknownFields(DEFAULT_FIELDS, { bank: '江州银行', swift: 'X' })).toEqual(['swift']);
  expect(doubledKeys([...DEFAULT_FIELDS, DEFAULT_FIELDS[0]!])).toEqual(['bank']);
});

test('PB-4.7 the latest edition that has begun is in force', () => {
  const form = (edition: number, from: string) => ({ edition, effectiveFrom: new Date(from) });
  const all = [form(1, '2026-01-01'), form(2, '2026-06-01'), form(3, '2026-06-01')];
  expect([formAt(all, new Date('2025-12-31')), formAt(all, new Date('2026-05-31')), formAt(all, new Date('2026-06-01'))].map((f) => f?.edition)).toEqual([undefined, 1, 3]);
});

test('an account number shows its last four digits', () => {
  expect([maskAccount('6222021234567890123'), maskAccount('12')]).toEqual(['***************0123', '****']);
});
