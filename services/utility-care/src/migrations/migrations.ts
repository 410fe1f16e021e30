import type { Migration } from '@luyue/platform';
import { Cases1700000000100 } from './cases.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Cases1700000000100];
