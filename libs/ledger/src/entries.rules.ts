import { InvalidValue, Money, yuan } from '@luyue/kernel';

/** What the entries are about, e.g. `{type: 'deal', id}`: each book is in balance for itself. */
export interface Book { type: string; id: string }

/** One side of an entry; amounts are above zero. */
export type Line<C extends string = string> = { account: C; debit: Money } | { account: C; credit: Money };

/** A line as it is stored: fen, debit above zero, credit below. */
export interface Movement { account: string; amount: bigint }

const invalid = (code: string, message: string): InvalidValue => new InvalidValue('lines', `ledger.${code}`, message);

/**
 * The movements of an entry, by account.
 * @throws InvalidValue `ledger.unbalanced` unless debit and credit are equal, `ledger.amount` for one that is not above zero, `ledger.twice` for an
 * account that occurs twice, `ledger.short` for less than two lines: all of them are mistakes of the room, not of its user
 */
export function movementsOf(lines: readonly Line[]): Movement[] {
  const movements = lines.map((line) => {
    const amount = 'debit' in line ? line.debit.fen : line.credit.fen;
    if (amount <= 0n) throw invalid('amount', `an amount is above zero, the other side says the rest: ${line.account} ${yuan(amount)}`);
    return { account: line.account, amount: 'debit' in line ? amount : -amount };
  });
  if (movements.length < 2) throw invalid('short', 'an entry has two sides');
  if (new Set(movements.map((m) => m.account)).size < movements.length) throw invalid('twice', 'an account occurs once in an entry');
  const rest = movements.reduce((sum, { amount }) => sum + amount, 0n);
  if (rest !== 0n) throw invalid('unbalanced', `debit and credit differ by ${yuan(rest)}`);
  return movements.sort(byAccount);
}

/** What takes the movements back, fen by fen. */
export const reversed = (movements: readonly Movement[]): Movement[] => movements.map(({ account, amount }) => ({ account, amount: -amount }));

/** Whether two entries move the same money. */
export function sameMovements(a: readonly Movement[], b: readonly Movement[]): boolean {
  const [left, right] = [[...a].sort(byAccount), [...b].sort(byAccount)];
  return left.length === right.length && left.every(({ account, amount }, i) => account === right[i]!.account && amount === right[i]!.amount);
}

const byAccount = (a: Movement, b: Movement): number => (a.account < b.account ? -1 : 1);
