export * from './clause-entry.ts';
export * from './clauses.ts';
export { mergeUnique } from './merge-unique.ts';
export type { Cadence, ParameterEntry, ParameterType, ParameterUnit, ParameterValue, Tighter } from './parameter-entry.ts';
export * from './parameters.ts';
export * from './duty-table.ts';
export * from './duty-table.ts';
