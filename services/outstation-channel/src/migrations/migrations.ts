import type { Migration } from '@luyue/platform';

/** In the order of their numbers. */
export const migrations: Migration[] = [];
