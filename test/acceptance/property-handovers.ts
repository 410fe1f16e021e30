import { assignedDeal, PB } from './property.ts';
import type { Json, SignedIn } from './stage.ts';
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
  await who.specialist.post(handoverPath(deal, 'f4/receive'));
  await who.specialist.post(handoverPath(deal, 'f4/return'), { reason: '水表底数抄错' });
  await who.agent.get(handoverPath(deal));
}
