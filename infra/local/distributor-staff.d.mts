import type { Person, UnitPlan } from './company.mjs';

export const DISTRIBUTOR_UNITS: UnitPlan[];
export const DISTRIBUTOR_STAFF: Person[];
