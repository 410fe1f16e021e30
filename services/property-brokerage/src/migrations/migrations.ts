import type { Migration } from '@luyue/platform';
import { Archives1700000000470 } from './archives.migration.ts';
import { Callbacks1700000000471 } from './callbacks.migration.ts';
import { ClientLinks1700000000490 } from './client-links.migration.ts';
import { Commissions1700000000473 } from './commissions.migration.ts';
import { DealMessages1700000000420 } from './deal-messages.migration.ts';
import { Deals1700000000400 } from './deals.migration.ts';
import { DocumentTransfers1700000000410 } from './document-transfers.migration.ts';
import { EvidencePacks1700000000472 } from './evidence-packs.migration.ts';
import { Utilities1700000000461 } from './utilities.migration.ts';
import { Steps1700000000421 } from './steps.migration.ts';
import { Forms1700000000491 } from './forms.migration.ts';
import { Handovers1700000000460 } from './handovers.migration.ts';
import { HeldFunds1700000000440 } from './held-funds.migration.ts';
import { PaymentSlips1700000000450 } from './payment-slips.migration.ts';
import { Reconciliations1700000000451 } from './reconciliations.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [Deals1700000000400, DocumentTransfers1700000000410, DealMessages1700000000420, Steps1700000000421, HeldFunds1700000000440, PaymentSlips1700000000450, Reconciliations1700000000451, Handovers1700000000460, Utilities1700000000461, Archives1700000000470, Callbacks1700000000471, EvidencePacks1700000000472, Commissions1700000000473, ClientLinks1700000000490, Forms1700000000491];
