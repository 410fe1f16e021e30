import type { DocumentTransferView } from './document-transfers/transfer-views.ts';
import { type Brokerage, BUYER, type Running, SELLER } from './brokerage.harness.ts';
import type { DealView } from './views.ts';

/** The seller does not come himself: his brother acts for him. */
export const ACTED_FOR = [{ ...SELLER, representative: { name: '钱勇', phone: '13700001111', idNumber: '11010519491231002X' } }, BUYER];

/** The documents of a deal in tests: brought, refused, accepted. */
export function papers(stage: Running) {
  const view = async (at: Brokerage, deal: { id: string }): Promise<DocumentTransferView> => (await stage.staff(at).agent.get<DocumentTransferView>(`deals/${deal.id}/transfer`)).body;
  /** A document's id by the key of its template, that of the first party where there are several. */
  const item = async (at: Brokerage, deal: { id: string }, key: string): Promise<DocumentTransferView['items'][number]> => {
    const found = (await view(at, deal)).items.find((i) => i.key === key);
    if (!found) throw new Error(`no ${key} on the list`);
    return found;
  };
  const states = async (at: Brokerage, deal: { id: string }): Promise<string[]> => (await view(at, deal)).items.map((i) => `${i.key}${i.whose && ` ${i.whose}`}: ${i.state}`);

  /** The agent brings everything but these. */
  async function bringAll(at: Brokerage, deal: { id: string }, but: string[] = []): Promise<void> {
    for (const { id, key, state } of (await view(at, deal)).items) {
      if (but.includes(key) || !['missing', 'refused'].includes(state)) continue;
      const { status, body } = await stage.staff(at).agent.send('POST', `deals/${deal.id}/transfer/items/${id}/bring`);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    }
  }

  /** A deal whose documents were accepted now. */
  async function taken(at: Brokerage, more: object = {}): Promise<DealView> {
    const deal = await stage.assigned(at, more);
    await bringAll(at, deal);
    const { status, body } = await stage.staff(at).specialist.send<DealView>('POST', `deals/${deal.id}/transfer/accept`);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  return { view, item, states, bringAll, taken };
}
