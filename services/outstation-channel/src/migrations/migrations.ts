import type { Migration } from '@luyue/platform';
import { AskedLeaves1700000000683 } from './asked-leaves.migration.ts';
import { ChannelDocuments1700000000677 } from './channel-documents.migration.ts';
import { ChannelApprovals1700000000684 } from './channel-approvals.migration.ts';
import { Conduct1700000000605 } from './conduct.migration.ts';
import { CrisisDrills1700000000680 } from './crisis-drills.migration.ts';
import { HandoverRules1700000000608 } from './handover-rules.migration.ts';
import { ClaimRecovery1700000000685 } from './claim-recovery.migration.ts';
import { Exchanges1700000000672 } from './exchanges.migration.ts';
import { Incidents1700000000660 } from './incidents.migration.ts';
import { MonthlyReports1700000000674 } from './monthly-reports.migration.ts';
import { Operators1700000000664 } from './operators.migration.ts';
import { FraudSignals1700000000632 } from './fraud-signals.migration.ts';
import { OrderSearch1700000000638 } from './order-search.migration.ts';
import { Postings1700000000602 } from './postings.migration.ts';
import { QualityIssues1700000000670 } from './quality-issues.migration.ts';
import { Rankings1700000000606 } from './rankings.migration.ts';
import { ReachCalls1700000000603 } from './reach-calls.migration.ts';
import { Regions1700000000600 } from './regions.migration.ts';
import { Replacements1700000000637 } from './replacements.migration.ts';
import { RepairOrders1700000000631 } from './repair-orders.migration.ts';
import { Rotations1700000000607 } from './rotations.migration.ts';
import { Settlements1700000000633 } from './settlements.migration.ts';
import { SpareLoans1700000000636 } from './spare-loans.migration.ts';
import { SpareViolations1700000000635 } from './spare-violations.migration.ts';
import { Spares1700000000634 } from './spares.migration.ts';
import { Staff1700000000601 } from './staff.migration.ts';
import { StationDuties1700000000662 } from './station-duties.migration.ts';
import { StationMessages1700000000666 } from './station-messages.migration.ts';
import { Stations1700000000630 } from './stations.migration.ts';
import { TechnicalSupport1700000000678 } from './technical-support.migration.ts';
import { Travel1700000000604 } from './travel.migration.ts';
import { TripEvidence1700000000676 } from './trip-evidence.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [
  Regions1700000000600,
  Staff1700000000601,
  Postings1700000000602,
  ReachCalls1700000000603,
  Travel1700000000604,
  Conduct1700000000605,
  Rankings1700000000606,
  Rotations1700000000607,
  HandoverRules1700000000608,
  Stations1700000000630,
  RepairOrders1700000000631,
  FraudSignals1700000000632,
  Settlements1700000000633,
  Spares1700000000634,
  SpareViolations1700000000635,
  SpareLoans1700000000636,
  Replacements1700000000637,
  OrderSearch1700000000638,
  Incidents1700000000660,
  StationDuties1700000000662,
  Operators1700000000664,
  StationMessages1700000000666,
  QualityIssues1700000000670,
  Exchanges1700000000672,
  MonthlyReports1700000000674,
  TripEvidence1700000000676,
  ChannelDocuments1700000000677,
  TechnicalSupport1700000000678,
  CrisisDrills1700000000680,
  AskedLeaves1700000000683,
  ChannelApprovals1700000000684,
  ClaimRecovery1700000000685,
];
