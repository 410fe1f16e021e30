import type { Person, UnitPlan } from './company.mjs';

export const PROPERTY_UNITS: UnitPlan[];
export const PROPERTY_STAFF: Person[];
