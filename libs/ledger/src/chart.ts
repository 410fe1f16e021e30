import type { Label } from '@luyue/kernel';

/** One account of a book, as the room that keeps it declares it. */
export interface AccountSpec {
  /** Where it grows: `debit` for what is there (a bank account), `credit` for what is owed to somebody (held funds). */
  side: 'debit' | 'credit';
  /** In fen, 0 or less: the balance never goes below it. Left out: no floor. An account that is open keeps the floor that it was opened with. */
  floor?: bigint;
  /** For refusals that people read; the code when left out. */
  name?: Label;
}

/** The accounts that a kind of book may have, by code. */
export type Chart<C extends string = string> = Readonly<Record<C, AccountSpec>>;

/**
 * Declares a chart with its codes as a type, so that a posting to an unknown account does not compile.
 * Throws for a code that is no plain word, and for a floor above zero: an account opens at zero.
 */
export function defineChart<const A extends Record<string, AccountSpec>>(accounts: A): Chart<keyof A & string> {
  for (const [code, { floor }] of Object.entries<AccountSpec>(accounts)) {
    if (!/^[a-z][A-Za-z0-9_]{0,39}$/.test(code)) throw new Error(`${code} is no account code: a letter first, then letters, digits and _`);
    if (floor !== undefined && floor > 0n) throw new Error(`${code}: an account opens at zero, so its floor cannot lie above`);
  }
  return accounts;
}
