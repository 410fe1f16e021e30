import { randomBytes } from 'node:crypto';
import { photo } from '../../infra/local/pictures.mjs';
import { assignedDeal, PB, PHONE } from './property.ts';
import { eventually, type Json, type SignedIn } from './stage.ts';
import type { Company } from '../../infra/local/company.mjs';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown) => Promise<Json>;
type Shop = Record<'agent' | 'specialist' | 'supervisor', SignedIn>;

export const handoverPath = (deal: Json, verb = ''): string => `${PB}/deals/${deal.id}/handover${verb && `/${verb}`}`;

async function put(who: SignedIn, path: string, body: object): Promise<Json> {
  const answer = await who.send('PUT', path, { body });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The shop hands the property over at `at`; `more` says what is different. */
export const handOver = (agent: SignedIn, deal: Json, at: string, more: object = {}): Promise<Json> => put(agent, handoverPath(deal), {
  handedOverAt: at, present: [{ name: '钱永年', as: 'seller' }, { name: '周子涵', as: 'buyer' }], items: [{ name: '入户门钥匙', count: 3 }], readings: [{ meter: 'gas', reading: '1203.5' }], utilities: [], ...more,
});

/** The list of fees, confirmed by both sides at `at`. */
export async function settleFees(agent: SignedIn, deal: Json, at: string): Promise<Json> {
  await put(agent, handoverPath(deal, 'settlement'), { lines: [{ kind: 'property_management', label: '物业管理费', from: 'seller', to: 'other', payee: '滨江物业', amount: '1250.50', period: { from: '2026-07-01', until: '2026-09-17' } }] });
  await agent.post(handoverPath(deal, 'settlement/confirm'), { side: 'seller', at });
  return agent.post(handoverPath(deal, 'settlement/confirm'), { side: 'buyer', at });
}

/** Asks every operation of handover, settlement and F4 once, on a deal of its own. */
export async function everyHandoverOperation(of: Company, who: Shop, signedAt: string, ask: Ask): Promise<void> {
  const deal = await assignedDeal({ of, who }, { signedAt });
  await handOver(who.agent, deal, signedAt);
  await settleFees(who.agent, deal, signedAt);
  await ask(who.agent, 'POST', handoverPath(deal, 'f4/send'));
  await who.specialist.post(handoverPath(deal, 'f4/receive'), { phone: PHONE });
  await who.specialist.post(handoverPath(deal, 'f4/return'), { reason: '水表底数抄错' });
  await who.agent.get(handoverPath(deal));
}

export const utilityPath = (deal: Json, verb = ''): string => `${PB}/deals/${deal.id}/utilities${verb && `/${verb}`}`;

/** Asks the gas company, once the service knows of the agreement with it. */
export const requestGas = (specialist: SignedIn, deal: Json, more: object = {}): Promise<Json> => eventually('the agreement is known', async () => {
  const answer = await specialist.send('POST', utilityPath(deal, 'gas/request'), { body: { phone: PHONE, ...more } });
  if (answer.status >= 400 && answer.body.errors?.[0]?.code !== 'no_agreement') throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.status === 200 && answer.body;
});

/** Asks every operation of utilities once, on a deal of its own, while an agreement with a gas company is in force. */
export async function everyUtilityOperation(of: Company, who: Shop, signedAt: string): Promise<void> {
  const { specialist } = who;
  const deal = await assignedDeal({ of, who }, { signedAt });
  await requestGas(specialist, deal);
  await specialist.post(utilityPath(deal, 'gas/withdraw'), { reason: '改由人工办理' });
  await specialist.post(utilityPath(deal, 'gas/lodge'), { place: '营业厅', lodgedAt: signedAt });
  await specialist.post(utilityPath(deal, 'gas/acknowledge'), { acknowledgement: 'R-1', at: signedAt });
  const file = await specialist.upload(`${PB}/attachments`, 'bill.png', photo(randomBytes(4).readUInt32LE()), 'image/png');
  await specialist.post(utilityPath(deal, 'gas/result'), { result: 'done', at: signedAt, reading: '1204.5', attachmentIds: [file.id], phone: PHONE });
  await specialist.get(utilityPath(deal));
  await specialist.get(`${PB}/utility-applications`);
}
