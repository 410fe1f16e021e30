import type { Migration } from '@luyue/platform';
import { Postings1700000000602 } from './postings.migration.ts';
import { Regions1700000000600 } from './regions.migration.ts';
import { Staff1700000000601 } from './staff.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [
  Regions1700000000600,
  Staff1700000000601,
  Postings1700000000602,
];
