import type { Migration } from '@luyue/platform';
import { Customers1700000000502 } from './customers.migration.ts';
import { Regions1700000000500 } from './regions.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [
  Regions1700000000500, Customers1700000000502,
];
