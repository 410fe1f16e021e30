import type { Migration } from '@luyue/platform';
import { Ledger1700000000200 } from './ledger.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Ledger1700000000200];
