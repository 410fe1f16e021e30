import type { Migration } from '@luyue/platform';
import { Messages1700000000300 } from './messages.migration.ts';
import { Requests1700000000302 } from './requests.migration.ts';
import { Templates1700000000301 } from './templates.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Messages1700000000300, Templates1700000000301, Requests1700000000302];
