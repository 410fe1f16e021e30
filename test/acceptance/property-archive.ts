import { company, type Company } from '../../infra/local/company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { assignedDeal, BEGIN, PB, PHONE } from './property.ts';
import { CONTRACT, expectMoney, expectSteps } from './property-forms.ts';
import { eventually, type Json, naming, type SignedIn } from './stage.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;
export type Handlers = Record<'agent' | 'specialist' | 'supervisor', SignedIn>;

export const LEASE = { business: 'lease', payment: null };
export const SHELF = { room: '一号库', cabinet: '3 柜', box: '12 盒', mark: 'B-07' };

/** Sees an assigned lease of the usual contract through to the end of its formalities, so that nothing is owed but its archive; its steps ended at `at`. */
export async function finishLease({ agent, specialist, supervisor }: Handlers, deal: Json, at: string): Promise<Json> {
  const path = `${PB}/deals/${deal.id}`;
  for (const { id, state } of (await specialist.get(`${path}/transfer`)).items) if (state === 'missing') await agent.post(`${path}/transfer/items/${id}/bring`);
  await specialist.post(`${path}/transfer/accept`);
  for (const { id } of deal.parties) await agent.post(`${path}/introductions/calls`, { partyId: id, outcome: 'reached' });
  await specialist.post(`${path}/introductions/texts`, { phone: PHONE });
  await specialist.post(`${path}/contract-copy/hand-over`);
  await supervisor.post(`${path}/contract-copy/check`, { result: 'checked' });
  await expectSteps(specialist, deal, '2027-06-01');
  for (const due of CONTRACT) await expectMoney(specialist, deal, due);
  await specialist.post(`${path}/forms/complete`);
  const told = deal.parties.map((p: Json) => ({ partyId: p.id, channel: 'phone', at }));
  for (const step of (await specialist.get(`${path}/steps`)).steps.filter((s: Json) => s.required)) {
    if (step.clientPresent) await accompany(specialist, deal, step, at);
    await specialist.post(`${path}/steps/${step.id}/finish`, { finishedAt: at, told });
  }
  return eventually('nothing is owed but the archive', async () => {
    const now = await specialist.get(path);
    return now.obligations.filter((o: Json) => o.status === 'open').every((o: Json) => o.clauseId === 'PB-4.10') && now;
  });
}

async function accompany(specialist: SignedIn, deal: Json, step: Json, at: string): Promise<void> {
  const path = `${PB}/deals/${deal.id}/appointments`;
  const [startsAt, endsAt] = [60, 30].map((minutes) => new Date(Date.parse(at) - minutes * 60_000).toISOString());
  const made = await specialist.post(path, { stepId: step.id, partyIds: [deal.parties[0].id], startsAt, endsAt, place: '政务中心', phone: PHONE });
  await specialist.post(`${path}/${made.id}/attendance`, { partyIds: [deal.parties[0].id], specialist: true, presentAt: startsAt, leftAt: endsAt });
}

/** A lease whose formalities are done; `more` says what is different. */
export const doneLease = async (of: Pick<Company, 'units' | 'people'>, who: Handlers, at: string, more: object = {}): Promise<Json> => finishLease(who, await assignedDeal({ of, who }, { ...LEASE, signedAt: at, ...more }), at);

/** Asks every operation of the archive, the callbacks, the evidence packs and the commission once, on a deal of its own (PB-4.10, PB-3.3, PB-3.2, capability 7): in a sandbox, where it is day, since both parties are texted. */
export async function everyArchiveOperation({ url: gatewayUrl, operatorKey }: { url: string; operatorKey: string }, ask: Ask): Promise<void> {
  const of = await company({ ...naming('DA'), gatewayUrl, operatorKey, kind: 'company', modules: ['property-brokerage'], staff: PROPERTY_STAFF, units: PROPERTY_UNITS, sandboxStartsAt: BEGIN });
  const [agent, specialist, supervisor, archivist] = (await Promise.all(['agent', 'specialist', 'supervisor', 'archivist'].map((key) => of.signIn(key, true)))) as [SignedIn, SignedIn, SignedIn, SignedIn];
  const who: Handlers = { agent, specialist, supervisor };
  const deal = await doneLease(of, who, BEGIN);
  const path = `${PB}/deals/${deal.id}`;
  const { catalogue } = await specialist.post(`${path}/archive/items`, { name: '钥匙交接单', medium: 'original' });
  await ask(specialist, 'DELETE', `${path}/archive/items/${catalogue.find((l: Json) => l.source === 'added').key.slice('added:'.length)}`);
  await specialist.post(`${path}/archive/hand-over`);
  await archivist.post(`${path}/archive/return`, { lacking: [{ name: '钥匙交接单', reason: '目录里没有' }] });
  await specialist.post(`${path}/archive/hand-over`, { note: '原件一袋' });
  await archivist.get(`${PB}/archive-handings`);
  await archivist.post(`${path}/archive/receive`, { location: SHELF });
  const { file } = await archivist.get(`${path}/archive`);
  await archivist.post(`${PB}/archive-files/${file.id}/move`, { location: { ...SHELF, box: '13 盒' }, reason: '腾盒' });
  await archivist.post(`${PB}/archive-files/${file.id}/lend`, { borrowerUserId: of.people['supervisor']!.id, purpose: '回访前核对', dueOn: '2040-01-01' });
  for (const each of ['archive-files', `archive-files/${file.id}`, 'archive-loans']) await archivist.get(`${PB}/${each}`);
  await archivist.post(`${PB}/archive-files/${file.id}/take-back`, { note: '完好' });
  const { items } = await supervisor.get(`${PB}/deal-callbacks`);
  await supervisor.post(`${PB}/deal-callbacks/${items[0].id}/attempts`, { outcome: 'reached', score: 5, comment: '办得快' });
  const month = BEGIN.slice(0, 7);
  for (const each of [`deal-callbacks/statistics?from=${month}&to=${month}`, `deals/${deal.id}/callbacks`]) await supervisor.get(`${PB}/${each}`);
  const pack = await supervisor.post(`${path}/evidence-packs`, { reason: '客户投诉' });
  await supervisor.get(`${path}/evidence-packs`);
  await ask(supervisor, 'GET', `${PB}/evidence-packs/${pack.id}/content`);
  await commission(who, deal, month, ask);
}

/** PB-3.2: confirmed, returned, confirmed again and checked; its statement as a list and as a file. */
async function commission({ specialist, supervisor }: Handlers, deal: Json, month: string, ask: Ask): Promise<void> {
  const path = `${PB}/deals/${deal.id}/commission`;
  await specialist.post(`${path}/confirm`, { reasonBuyer: '中介费减免' });
  await supervisor.get(`${PB}/commission-confirmations`);
  await supervisor.post(`${path}/check`, { decision: 'return', reason: '附减免审批' });
  await specialist.post(`${path}/confirm`, { reasonBuyer: '减免审批 2026-18' });
  await supervisor.post(`${path}/check`, { decision: 'check' });
  await supervisor.get(path);
  for (const each of [`commission-statement?month=${month}`, `commission-statement/totals?month=${month}`]) await supervisor.get(`${PB}/${each}`);
  const { id } = await supervisor.post(`${PB}/exports`, { kind: 'commission-statement', format: 'xlsx', filter: { month } });
  await eventually('the statement is written', async () => (await supervisor.get(`${PB}/exports/${id}`)).status === 'done');
  await ask(supervisor, 'GET', `${PB}/exports/${id}/content`);
}
