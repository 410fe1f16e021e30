import { PB, partyOf, type PropertyCompany } from './property.ts';
import { eventually, type Json } from './stage.ts';

/** The buyer pays the shop. */
export const receive = ({ who }: PropertyCompany, deal: Json, amount: string, receivedAt: string): Promise<Json> =>
  who.agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: partyOf(deal, 'buyer').id, amount, receivedAt, method: 'transfer' });

export const receiptOf = async ({ who }: PropertyCompany, deal: Json, id: string): Promise<Json> => (await who.agent.get(`${PB}/deals/${deal.id}/receipts`)).items.find((r: Json) => r.id === id);

/** Until everybody who is owed the report has it. */
export const reported = (at: PropertyCompany, deal: Json, id: string): Promise<Json> => eventually('the report is complete', async () => {
  const receipt = await receiptOf(at, deal, id);
  return receipt.report.state === 'complete' && receipt;
});
