import { PB, PHONE, type PropertyCompany } from './property.ts';
import type { Json, SignedIn } from './stage.ts';

export async function stepOf({ who }: PropertyCompany, deal: Json, key: string): Promise<Json> {
  return (await who.specialist.get(`${PB}/deals/${deal.id}/steps`)).steps.find((s: Json) => s.key === key);
}

export const finishPath = async (stage: PropertyCompany, deal: Json, key: string): Promise<string> => `${PB}/deals/${deal.id}/steps/${(await stepOf(stage, deal, key)).id}/finish`;

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
