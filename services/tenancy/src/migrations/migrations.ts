import { Agreements1700000000008, Directory1700000000002 } from '@luyue/directory';
import type { Migration } from '@luyue/platform';
import { PartnerAgreements1700000000014 } from './agreements.migration.ts';
import { Audit1700000000011 } from './audit.migration.ts';
import { RulesAndClients1700000000012 } from './rules-and-clients.migration.ts';
import { Suspensions1700000000013 } from './suspensions.migration.ts';
import { Tenancy1700000000010 } from './tenancy.migration.ts';

export const migrations: Migration[] = [Directory1700000000002, Agreements1700000000008, Tenancy1700000000010, Audit1700000000011, RulesAndClients1700000000012, Suspensions1700000000013, PartnerAgreements1700000000014];
