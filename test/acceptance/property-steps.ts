import { testPlatform } from '@luyue/testing/platform';
import { company, type Company } from '../../infra/local/company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { openDeal } from '../../infra/local/smoke-property.mjs';
import { eventually, type Json, naming, type SignedIn, START_MS } from './stage.ts';

export const PB = '/v1/property-brokerage';
/** Friday, ten in the morning in Shanghai. */
export const BEGIN = '2026-09-18T02:00:00.000Z';
export const PHONE = '13800001111';

/** A property company in its sandbox twin, whose time begins on a day that is over. */
export interface PropertyStage { of: Company; who: Record<'agent' | 'specialist' | 'specialist2' | 'supervisor' | 'admin', SignedIn> }

/** The company of a file of tests, made before its first test. */
export function propertyStage(): { readonly here: PropertyStage } {
  let made: PropertyStage | undefined;
  beforeAll(async () => {
    const platform = await testPlatform();
    const of = await company({ ...naming('PB'), gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company', modules: ['property-brokerage'], staff: PROPERTY_STAFF, units: PROPERTY_UNITS, sandboxStartsAt: BEGIN });
    const keys = ['agent', 'specialist', 'specialist2', 'supervisor', 'admin'] as const;
    made = { of, who: Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await of.signIn(key, true)] as const))) as PropertyStage['who'] };
  }, START_MS);
  return { get here() { return made!; } };
}

/** A deal that was signed, sent to the department and given to its specialist. */
export async function assignedDeal({ of, who }: { of: Company; who: Record<'agent' | 'supervisor', SignedIn> }, more: object): Promise<Json> {
  const deal = await openDeal(who.agent, of, more);
  await who.agent.post(`${PB}/deals/${deal.id}/send-f1`);
  return eventually('the specialist is known', async () => {
    const answer = await who.supervisor.send('POST', `${PB}/deals/${deal.id}/assign`, { body: { specialistUserId: of.people['specialist']!.id } });
    return answer.status === 200 && answer.body;
  });
}

/** A lease whose specialist was named: its required steps are the filing, for which the client comes, and the handover. */
export const assignedLease = (stage: PropertyStage, more: object = {}): Promise<Json> => assignedDeal(stage, { business: 'lease', payment: null, ...more });

export async function stepOf({ who }: PropertyStage, deal: Json, key: string): Promise<Json> {
  return (await who.specialist.get(`${PB}/deals/${deal.id}/steps`)).steps.find((s: Json) => s.key === key);
}

export const finishPath = async (stage: PropertyStage, deal: Json, key: string): Promise<string> => `${PB}/deals/${deal.id}/steps/${(await stepOf(stage, deal, key)).id}/finish`;
export const owedBy = (deal: Json, clauseId: string): Json[] => deal.obligations.filter((o: Json) => o.clauseId === clauseId);

type Ask = (who: SignedIn, method: string, path: string, body?: unknown) => Promise<Json>;

/** Asks every operation of steps, appointments and progress once, on a deal of this specialist; `at` is a moment that is over. */
export async function everyStepOperation(specialist: SignedIn, deal: Json, at: string, ask: Ask): Promise<void> {
  const path = `${PB}/deals/${deal.id}`;
  const partyIds = deal.parties.map((p: Json) => p.id);
  await specialist.post(`${path}/steps`, { name: { zh: '公证', en: 'Notary' }, waitsFor: 'client', clientPresent: false, required: false, reason: '银行要求' });
  const { steps } = await specialist.get(`${path}/steps`);
  const [first, added] = [steps[0], steps.at(-1)];
  await ask(specialist, 'PUT', `${path}/steps/expected-dates`, { steps: [{ stepId: first.id, expectedOn: '2026-12-31' }] });
  await specialist.post(`${path}/steps/${added.id}/not-applicable`, { reason: '银行不要了' });
  await specialist.post(`${path}/steps/${first.id}/start`, { startedAt: at });
  await specialist.post(`${path}/steps/${first.id}/reject`, { reason: '资料不符' });
  await specialist.post(`${path}/steps/${first.id}/reopen`, { reason: '资料补齐' });
  const later = new Date(Date.parse(at) + 60_000).toISOString();
  const make = (): Promise<Json> => specialist.post(`${path}/appointments`, { stepId: first.id, partyIds, startsAt: at, endsAt: later, place: '政务中心', phone: PHONE });
  const appointment = await make();
  const its = `${path}/appointments/${appointment.id}`;
  await specialist.post(`${its}/change`, { startsAt: at, endsAt: later, place: '政务中心 5 号窗', reason: '换窗口' });
  await specialist.post(`${its}/answer`, { partyId: partyIds[0], answer: 'confirmed' });
  await specialist.post(`${its}/attendance`, { partyIds, specialist: true, presentAt: at, leftAt: later });
  const twice = await make();
  await specialist.post(`${path}/appointments/${twice.id}/cancel`, { reason: '重复了' });
  await specialist.get(`${path}/appointments`);
  await specialist.post(`${path}/steps/${first.id}/finish`, { finishedAt: at, phone: PHONE });
  await specialist.post(`${path}/progress/${first.id}/texts`, { phone: PHONE });
  await specialist.post(`${path}/progress/${first.id}/calls`, { partyId: partyIds[0], channel: 'phone', at });
  await specialist.get(`${path}/progress`);
}
