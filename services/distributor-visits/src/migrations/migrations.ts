import type { Migration } from '@luyue/platform';
import { CustomerGrades1700000000564 } from './customer-grades.migration.ts';
import { Customers1700000000502 } from './customers.migration.ts';
import { PlanApprovals1700000000514 } from './plan-approvals.migration.ts';
import { Plans1700000000508 } from './plans.migration.ts';
import { DailyReports1700000000560 } from './daily-reports.migration.ts';
import { UrgentReportDrops1700000000565 } from './urgent-report-drops.migration.ts';
import { UrgentReports1700000000561 } from './urgent-reports.migration.ts';
import { Grades1700000000563 } from './grades.migration.ts';
import { Regions1700000000500 } from './regions.migration.ts';
import { Surveys1700000000512 } from './surveys.migration.ts';
import { Visits1700000000510 } from './visits.migration.ts';
import { Opinions1700000000530 } from './opinions.migration.ts';
import { Intelligence1700000000531 } from './intelligence.migration.ts';
import { Items1700000000532 } from './items.migration.ts';
import { Problems1700000000533 } from './problems.migration.ts';
import { Events1700000000534 } from './events.migration.ts';
import { Analysis1700000000535 } from './analysis.migration.ts';

/** In the order of their numbers. */
export const migrations: Migration[] = [
  Regions1700000000500, Customers1700000000502, Plans1700000000508, Visits1700000000510, Surveys1700000000512, PlanApprovals1700000000514,
  Opinions1700000000530,
  Intelligence1700000000531,
  Items1700000000532,
  Problems1700000000533,
  Events1700000000534,
  Analysis1700000000535,
  DailyReports1700000000560, UrgentReports1700000000561,
  Grades1700000000563, CustomerGrades1700000000564,
  UrgentReportDrops1700000000565,
];
