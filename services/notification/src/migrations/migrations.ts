import type { Migration } from '@luyue/platform';
import { Messages1700000000300 } from './messages.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Messages1700000000300];
