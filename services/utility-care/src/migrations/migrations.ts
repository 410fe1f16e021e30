import type { Migration } from '@luyue/platform';
import { Accounts1700000000110 } from './accounts.migration.ts';
import { Cases1700000000100 } from './cases.migration.ts';
import { Imports1700000000130 } from './imports.migration.ts';
import { Qualifications1700000000120 } from './qualifications.migration.ts';
import { Transfers1700000000140 } from './transfers.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Cases1700000000100, Accounts1700000000110, Qualifications1700000000120, Imports1700000000130, Transfers1700000000140];
