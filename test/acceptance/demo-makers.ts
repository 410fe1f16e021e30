import type { serviceStage } from '@luyue/testing/service-stage';
import type { Person, UnitPlan } from '../../infra/local/company.mjs';
import type { ToldMaker } from '../../infra/local/demo-diary.mjs';

export type Stage = Awaited<ReturnType<typeof serviceStage>>;
export interface Told { of: ToldMaker; rows(sql: string): Promise<Record<string, any>[]> }

/** A company as the demo has it, known to its service alone. */
export async function toldMaker(stage: Stage, name: string, module: string, plan: { staff: Person[]; units: UnitPlan[] }): Promise<Told> {
  const place = await stage.tenant(name, { modules: [module], regulations: [module, 'platform'] });
  const units: Record<string, string> = { root: place.unitId };
  for (const { key, name: unitName, kind, parent = 'root' } of plan.units) units[key] = await stage.unit(place, unitName, { kind, parent: units[parent]! });
  const people: ToldMaker['people'] = {};
  for (const { key, name: personName, unit, at, roles } of plan.staff) people[key] = { ...(await stage.person(place, personName, { roles, unitId: units[unit ?? 'root']!, roleUnitId: units[at ?? 'root']! })), name: personName };
  return { of: { tenant: { id: place.id, name }, units, people, staff: plan.staff, modules: [module] }, rows: (sql) => stage.read(place, (tx) => tx.manager.query(sql)) };
}

/** Clauses by what became of their obligations. */
export async function owedBy({ rows }: Told): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { clause_id: clauseId, status } of await rows('SELECT DISTINCT clause_id, status FROM obligation')) (found[clauseId as string] ??= []).push(status as string);
  return found;
}
