import type { Label } from '@luyue/kernel';
import type { ClauseEntry, Strength } from './clause-entry.ts';
import { mergeUnique } from './merge-unique.ts';
import type { ParameterKey } from './parameters.ts';
import { rolesAndTransfer } from './pb/roles-and-transfer.ts';
import { stepsAndMoney } from './pb/steps-and-money.ts';
import { customersAndService } from './dv/customers-and-service.ts';
import { roundsAndGifts } from './dv/rounds-and-gifts.ts';
import { visitReports } from './dv/visit-reports.ts';
import { dutiesOfStaff } from './oc/duties-of-staff.ts';
import { rotation } from './oc/rotation.ts';
import { stationsAndOperators } from './oc/stations-and-operators.ts';
import { operation } from './pf/operation.ts';
import { partnersAndWork } from './pf/partners-and-work.ts';
import { tenantsAndAccess } from './pf/tenants-and-access.ts';
import { assessment } from './uc/assessment.ts';
import { centreDuties } from './uc/centre-duties.ts';
import { conduct } from './uc/conduct.ts';
import { feesAndArchives } from './uc/fees-and-archives.ts';
import { inspectionsAndComplaints } from './uc/inspections-and-complaints.ts';
import { organisation } from './uc/organisation.ts';
import { quality } from './uc/quality.ts';
import { staffAndRecords } from './uc/staff-and-records.ts';
import { supplyAndFaults } from './uc/supply-and-faults.ts';

const entries = mergeUnique(
  'clause',
  organisation, centreDuties, supplyAndFaults, inspectionsAndComplaints, conduct, staffAndRecords, feesAndArchives, quality, assessment,
  rolesAndTransfer, stepsAndMoney,
  customersAndService, roundsAndGifts, visitReports,
  dutiesOfStaff, stationsAndOperators, rotation,
  tenantsAndAccess, partnersAndWork, operation,
);

/** Every clause there is; another id does not compile. */
export type ClauseId = keyof typeof entries;

/** The rulebooks known here, by the prefix of their clause ids; `platform` holds the product rules every tenant has. */
const RULEBOOKS = { UC: 'utility-care', PB: 'property-brokerage', DV: 'distributor-visits', OC: 'outstation-channel', PF: 'platform' } as const;
export type Regulation = (typeof RULEBOOKS)[keyof typeof RULEBOOKS];
export const REGULATIONS: readonly Regulation[] = Object.values(RULEBOOKS);

/** What a tenant subscribes to (PF-3): a bounded context with its rulebook. */
export type Module = Exclude<Regulation, 'platform'>;
export const MODULES: readonly Module[] = REGULATIONS.filter((r) => r !== 'platform');

/** What each rulebook is called. */
export const RULEBOOK_TITLES: Readonly<Record<Module, Label>> = {
  'utility-care': { zh: '燃气客户服务管理办法', en: 'Gas customer service rulebook' },
  'property-brokerage': { zh: '租售业务客户服务管理办法', en: 'Rental and sales customer service rulebook' },
  'distributor-visits': { zh: '客户巡访管理办法', en: 'Distributor visits rulebook' },
  'outstation-channel': { zh: '驻外渠道管理办法', en: 'Outstation channel rulebook' },
};

export interface Clause extends ClauseEntry {
  id: ClauseId;
  regulation: Regulation;
  strength: Strength;
  parameters: readonly ParameterKey[];
}

export const clauseIds = Object.keys(entries) as readonly ClauseId[];

const clauses = new Map<string, Clause>(clauseIds.map((id) => {
  const entry: ClauseEntry = entries[id];
  const regulation = RULEBOOKS[id.split('-', 1)[0] as keyof typeof RULEBOOKS];
  return [id, { ...entry, id, regulation, strength: entry.strength ?? 'strict', parameters: entry.parameters ?? [] }];
}));

export const isClauseId = (text: string): text is ClauseId => clauses.has(text);

/** A clause of a rulebook; asking for an id that is in none of them does not compile. */
export const clause = (id: ClauseId): Clause => clauses.get(id)!;

/** The clauses of one rulebook in its own order. */
export const clausesOf = (regulation: Regulation): Clause[] => clauseIds.map(clause).filter((entry) => entry.regulation === regulation);

/** The rulebook whose number a parameter is: keys begin with its prefix (R20). */
export const regulationOf = (key: ParameterKey): Regulation => RULEBOOKS[key.split('.', 1)[0]!.toUpperCase() as keyof typeof RULEBOOKS];

/** The clauses a parameter belongs to. */
export const clausesWith = (key: ParameterKey): ClauseId[] => clauseIds.filter((id) => clause(id).parameters.includes(key));
