import type { Person, UnitPlan } from './company.mjs';

export const OUTSTATION_UNITS: UnitPlan[];
export const OUTSTATION_STAFF: Person[];
