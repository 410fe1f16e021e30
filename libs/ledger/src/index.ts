export { StatementEntry, StatementLine } from './book-statement.ts';
export { type AccountSpec, type Chart, defineChart } from './chart.ts';
export type { Book, Line } from './entries.rules.ts';
export { Ledger, type PostedEntry, type Posting } from './ledger.ts';
export type { Discrepancy } from './ledger-checks.ts';
export { Ledger1700000000005 } from './ledger.migration.ts';
export { LedgerModule } from './ledger.module.ts';
