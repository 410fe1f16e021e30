import { type DomainEvent, make, type MessageRequested, MessageSettled, type MessageResult } from '@luyue/contracts';
import { Ledger } from '@luyue/ledger';
import type { Brokerage, Running } from './brokerage.harness.ts';
import type { ReceiptView } from './held-funds/held-funds.http.ts';
import { DealMessages } from './messages/messages.service.ts';
import type { DealView } from './views.ts';

/** The money of a deal in tests: receipts by the shop, answers of notification, the ledger's own verdict. */
export function money(stage: Running) {
  /** The buyer pays; `more` says what is different. */
  async function received(at: Brokerage, deal: DealView, amount: string, more: object = {}): Promise<ReceiptView> {
    const body = { kind: 'deposit', payerPartyId: deal.parties.find((p) => p.side === 'buyer')!.id, amount, receivedAt: (await stage.now(at)).toISOString(), method: 'transfer', ...more };
    const answer = await stage.staff(at).agent.send('POST', `deals/${deal.id}/receipts`, body);
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** The messages that were asked for about a subject of the deal, the latest last. */
  async function asked(at: Brokerage, kind: string): Promise<MessageRequested[]> {
    return (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1').map((e) => e.payload as unknown as MessageRequested).filter((m) => m.kind === kind);
  }

  /** Notification answers for every recipient and channel, all alike but for those of `but`. */
  async function settle(at: Brokerage, message: MessageRequested, instant: string, but: Record<string, MessageResult | null> = {}, version = 1): Promise<void> {
    const events: DomainEvent[] = message.to.flatMap(({ key, channels }) => channels.flatMap((channel) => {
      const result = `${key}.${channel}` in but ? but[`${key}.${channel}`] : key in but ? but[key] : 'accepted';
      return result ? [make(MessageSettled, { messageId: message.messageId, version, context: 'property-brokerage', recipient: key, channel, result, levelsUp: 0, providerId: null, reason: null, at: instant })] : [];
    }));
    for (const event of events) await stage.write(at, (tx) => stage.get(DealMessages).settled(tx, event as MessageSettled));
  }

  /** What the ledger finds wrong in the tenant's books. */
  const discrepancies = (at: Brokerage) => stage.read(at, (tx) => stage.get(Ledger).verify(tx));

  const book = async (at: Brokerage, deal: DealView) => (await stage.staff(at).finance.get(`deals/${deal.id}/book`)).body;
  const balance = async (at: Brokerage, deal: DealView, code: string): Promise<string> => (await book(at, deal)).accounts.find((a: { code: string }) => a.code === code).balance;
  return { received, asked, settle, discrepancies, book, balance };
}
export type Till = ReturnType<typeof money>;
