import type { Migration } from '@luyue/platform';
import { Deals1700000000400 } from './deals.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Deals1700000000400];
