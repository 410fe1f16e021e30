import { mergeUnique } from './merge-unique.ts';
import type { ParameterEntry } from './parameter-entry.ts';
import { rolesAndTransferParameters } from './pb/roles-and-transfer.ts';
import { stepsAndMoneyParameters } from './pb/steps-and-money.ts';
import { customersAndServiceParameters } from './dv/customers-and-service.ts';
import { roundsAndGiftsParameters } from './dv/rounds-and-gifts.ts';
import { visitReportsParameters } from './dv/visit-reports.ts';
import { dutiesOfStaffParameters } from './oc/duties-of-staff.ts';
import { rotationParameters } from './oc/rotation.ts';
import { stationsAndOperatorsParameters } from './oc/stations-and-operators.ts';
import { partnersAndWorkParameters } from './pf/partners-and-work.ts';
import { tenantsAndAccessParameters } from './pf/tenants-and-access.ts';
import { assessmentParameters } from './uc/assessment.ts';
import { centreDutiesParameters } from './uc/centre-duties.ts';
import { conductParameters } from './uc/conduct.ts';
import { feesAndArchivesParameters } from './uc/fees-and-archives.ts';
import { inspectionsAndComplaintsParameters } from './uc/inspections-and-complaints.ts';
import { organisationParameters } from './uc/organisation.ts';
import { qualityParameters } from './uc/quality.ts';
import { staffAndRecordsParameters } from './uc/staff-and-records.ts';
import { supplyAndFaultsParameters } from './uc/supply-and-faults.ts';

const entries = mergeUnique(
  'parameter',
  organisationParameters, centreDutiesParameters, supplyAndFaultsParameters, inspectionsAndComplaintsParameters, conductParameters,
  staffAndRecordsParameters, feesAndArchivesParameters, qualityParameters, assessmentParameters, rolesAndTransferParameters, stepsAndMoneyParameters,
  customersAndServiceParameters, roundsAndGiftsParameters, visitReportsParameters,
  dutiesOfStaffParameters, stationsAndOperatorsParameters, rotationParameters,
  tenantsAndAccessParameters, partnersAndWorkParameters,
);

/** Every policy parameter there is; another key does not compile. */
export type ParameterKey = keyof typeof entries;

export interface Parameter extends ParameterEntry {
  key: ParameterKey;
}

export const parameterKeys = Object.keys(entries) as readonly ParameterKey[];

const parameters = new Map<string, Parameter>(parameterKeys.map((key) => [key, { key, ...entries[key] }]));

export const isParameterKey = (text: string): text is ParameterKey => parameters.has(text);

export const parameter = (key: ParameterKey): Parameter => parameters.get(key)!;
