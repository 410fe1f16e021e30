import { type DomainEvent, make, type MessageRequested, MessageSettled, type MessageResult } from '@luyue/contracts';
import { Ledger } from '@luyue/ledger';
import type { Brokerage, Running } from './brokerage.harness.ts';
import type { ReceiptView } from './held-funds/held-funds.http.ts';
import type { PaymentSlipView } from './payment-slips/payment-slips.http.ts';
import type { PayoutConditionView } from './payout-conditions/payout-conditions.http.ts';
import { DealMessages } from './messages/messages.service.ts';
import type { DealView } from './views.ts';

/** What the form in code asks for. */
export const ACCOUNT = { bank: '江州银行滨江支行', accountNumber: '6222021234567890123' };

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

  const body = <T>({ status, body: answer }: { status: number; body: T }): T => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(answer)}`);
    return answer;
  };

  /** A condition in words that came true now, of the buyer's money for the seller. */
  async function conditionMet(at: Brokerage, deal: DealView, amount: string, metAt?: string): Promise<PayoutConditionView> {
    const seller = deal.parties.find((p) => p.side === 'seller')!;
    const { specialist } = stage.staff(at);
    const made = body(await specialist.send('POST', `deals/${deal.id}/payout-conditions`, { label: '首付款付卖方', purpose: 'price', from: 'held_buyer', payeePartyId: seller.id, amount, on: { text: '产权过户完成' } }));
    return body(await specialist.send('POST', `payout-conditions/${made.id}/meet`, { metAt: metAt ?? (await stage.now(at)).toISOString() }));
  }

  /** A slip of a condition that is met, filled in as finance asks. */
  async function draft(at: Brokerage, deal: DealView, amount: string): Promise<PaymentSlipView> {
    const { id: conditionId } = await conditionMet(at, deal, amount);
    return body(await stage.staff(at).specialist.send('POST', `deals/${deal.id}/payment-slips`, { conditionId, fields: ACCOUNT }));
  }

  const submitted = async (at: Brokerage, deal: DealView, amount: string): Promise<PaymentSlipView> => body(await stage.staff(at).specialist.send('POST', `payment-slips/${(await draft(at, deal, amount)).id}/submit`));

  const audited = async (at: Brokerage, deal: DealView, amount: string): Promise<PaymentSlipView> => body(await stage.staff(at).supervisor.send('POST', `payment-slips/${(await submitted(at, deal, amount)).id}/decide`, { decision: 'approve' }));

  /** What the ledger finds wrong in the tenant's books. */
  const discrepancies = (at: Brokerage) => stage.read(at, (tx) => stage.get(Ledger).verify(tx));

  const book = async (at: Brokerage, deal: DealView) => (await stage.staff(at).finance.get(`deals/${deal.id}/book`)).body;
  const balance = async (at: Brokerage, deal: DealView, code: string): Promise<string> => (await book(at, deal)).accounts.find((a: { code: string }) => a.code === code).balance;
  return { conditionMet, draft, submitted, audited, received, asked, settle, discrepancies, book, balance };
}
export type Till = ReturnType<typeof money>;
