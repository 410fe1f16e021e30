import type { Person, UnitPlan } from './company.mjs';

export const CHANNEL_UNITS: UnitPlan[];
export const CHANNEL_STAFF: Person[];
