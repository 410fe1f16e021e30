import { photo } from '../../infra/local/pictures.mjs';
import { openCase } from '../../infra/local/smoke.mjs';
import { type GasCompany, type Household, type Json, type Role, UC } from './stage.ts';

export const NETWORK = { kind: 'repair', faultScope: 'network', symptom: 'fj', description: '阀门井渗漏，井盖边有气味' };
export const EQUIPMENT = { kind: 'repair', faultScope: 'equipment', symptom: 'bz', description: '表不走字' };
export const ALARM = { kind: 'alarm', symptom: 'lq', description: '厨房有燃气味' };
export const COMPLAINT = { kind: 'complaint', symptom: 'ts', description: '约好上午来，下午才到' };
export const CONSULTATION = { kind: 'consultation', symptom: 'jt', description: '问第二档从多少方起' };

/** A call is taken and saved as a case: contact, type-ahead, save. */
export function report(gas: GasCompany, request: Record<string, unknown>, { home = gas.home(), by = 'callTaker' }: { home?: Household; by?: Role } = {}): Promise<Json> {
  return openCase(gas.who[by], home, request);
}

/** The same for somebody whose household nobody knows, at a unit. */
export async function walkIn(gas: GasCompany, request: Record<string, unknown>, { unitId = gas.unit('centre'), by = 'callTaker' }: { unitId?: string; by?: Role } = {}): Promise<Json> {
  const intake = await gas.who[by].post(`${UC}/intakes`, { channel: 'phone' });
  return gas.who[by].post(`${UC}/cases`, { intakeId: intake.id, unitId, caller: { name: '路人', phone: '13900001234' }, address: '文昌路 18 号', ...request });
}

export const caseOf = (gas: GasCompany, id: string): Promise<Json> => gas.who.supervisor.get(`${UC}/cases/${id}`);

/** An act of somebody on a case; answers its page. */
export const act = (gas: GasCompany, by: Role, found: Json, verb: string, body: object = {}): Promise<Json> => gas.who[by].post(`${UC}/cases/${found.id}/${verb}`, body);

/** Gives a case's order to somebody; answers the case. */
export async function assign(gas: GasCompany, found: Json, to: Exclude<Role, 'admin'>): Promise<Json> {
  await gas.who.dispatcher.post(`${UC}/work-orders/${found.workOrder.id}/assign`, { userId: gas.id(to) });
  return caseOf(gas, found.id);
}

export type Step = 'accept' | 'depart' | 'arrive' | 'handle' | 'repair' | 'no-access';

/** What each step asks for when a test says nothing else. */
async function evidence(gas: GasCompany, by: Role, step: Step): Promise<object> {
  if (step === 'handle') return { note: '关上游阀，浓度降到 0' };
  if (step === 'no-access') return { note: '敲门没人应' };
  if (step !== 'repair') return {};
  const picture = await gas.who[by].upload(`${UC}/attachments`, '压力表.png', photo(Math.floor(Math.random() * 2 ** 31)), 'image/png');
  return { note: '更换密封圈，试压合格', attachmentIds: [picture.id] };
}

/** One milestone from the technician's page, with the device's time where a test gives one; answers the case. */
export async function step(gas: GasCompany, by: Role, found: Json, name: Step, body: { occurredAt?: string; note?: string } = {}): Promise<Json> {
  await gas.who[by].post(`${UC}/work-orders/${found.workOrder.id}/${name}`, { ...(await evidence(gas, by, name)), ...body });
  return caseOf(gas, found.id);
}

/** The milestones one after another; answers the case. */
export async function steps(gas: GasCompany, by: Role, found: Json, ...names: Step[]): Promise<Json> {
  let page = found;
  for (const name of names) page = await step(gas, by, page, name);
  return page;
}

/** A case's newest obligation of a clause, of one of its clocks where it has several. Throws when nothing is owed. */
export function owed(found: Json, clauseId: string, parameterKey?: string): Json {
  const obligation = allOwed(found, clauseId, parameterKey).at(-1);
  if (!obligation) throw new Error(`${found.number} owes nothing under ${clauseId} ${parameterKey ?? ''}: ${found.obligations.map((o: Json) => `${o.clauseId} ${o.status}`).join(', ')}`);
  return obligation;
}

export const allOwed = (found: Json, clauseId: string, parameterKey?: string): Json[] =>
  found.obligations.filter((o: Json) => o.clauseId === clauseId && (!parameterKey || o.parameterKey === parameterKey));

/** "Why this date?" of an obligation, with its evidence and history. */
export const detailOf = (gas: GasCompany, obligation: Json): Promise<Json> => gas.who.supervisor.get(`${UC}/obligations/${obligation.id}`);

/** An instant so many milliseconds after another, as the gateway writes instants. */
export const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
