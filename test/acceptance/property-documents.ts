import { assignedDeal, PB, PHONE } from './property.ts';
import type { Json, SignedIn } from './stage.ts';
import type { Company } from '../../infra/local/company.mjs';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown) => Promise<Json>;

/** Asks every operation of the transfer of documents, the introductions and the contract copy once, on a deal of its own (PB-4.1c to PB-4.4); answers the deal, which its specialist has taken. */
export async function everyDocumentOperation(of: Company, who: Record<'agent' | 'specialist' | 'supervisor', SignedIn>, signedAt: string, ask: Ask): Promise<Json> {
  const { agent, specialist, supervisor } = who;
  const deal = await assignedDeal({ of, who }, { signedAt });
  const path = `${PB}/deals/${deal.id}/transfer`;
  const items = async (): Promise<Json[]> => (await specialist.get(path)).items;
  for (const zh of ['公证书', '户口本', '收入证明']) await specialist.post(`${path}/items`, { name: { zh, en: zh }, reason: '银行要求' });
  const [wrong, unneeded, income] = (await items()).filter((item) => !item.fromTemplate).map((item) => `${path}/items/${item.id}`);
  await ask(specialist, 'DELETE', wrong!);
  await specialist.post(`${unneeded}/not-applicable`, { reason: '银行不要了' });
  await agent.post(`${income}/bring`, { originalPlace: '原件在柜 A-17' });
  await specialist.post(`${income}/refuse`, { reason: '没有盖章' });
  await agent.post(`${income}/bring`);
  await specialist.post(`${income}/accept`);
  await specialist.post(`${path}/refuse`, { itemIds: [(await items())[0]!.id], reason: '还没交来' });
  for (const { id, state } of await items()) if (['missing', 'refused'].includes(state)) await agent.post(`${path}/items/${id}/bring`);
  await specialist.post(`${path}/accept`);
  await agent.post(`${PB}/deals/${deal.id}/introductions/calls`, { partyId: deal.parties[0].id, outcome: 'reached' });
  await specialist.post(`${PB}/deals/${deal.id}/introductions/texts`, { phone: PHONE });
  await specialist.post(`${PB}/deals/${deal.id}/contract-copy/hand-over`, { note: '原件一份' });
  await supervisor.post(`${PB}/deals/${deal.id}/contract-copy/check`, { result: 'checked' });
  return deal;
}
