import type { Migration } from '@luyue/platform';
import { Ledger1700000000200 } from './ledger.migration.ts';
import { Replay1700000000210 } from './replay.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Ledger1700000000200, Replay1700000000210];
