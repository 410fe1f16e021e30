import type { HandoverView } from './handovers/handover-views.ts';
import type { Brokerage, Running } from './brokerage.harness.ts';
import type { DealView } from './views.ts';

export const GAS = { utility: 'gas', accountNumber: '0301-118-20462' };
export const WATER = { utility: 'water', accountNumber: 'SH-88121' };
/** The seller owes the house manager; the buyer pays back what the seller has paid ahead. */
export const LINES = [
  { kind: 'property_management', label: '物业管理费', from: 'seller', to: 'other', payee: '滨江物业', amount: '1250.50', period: { from: '2026-07-01', until: '2026-09-17' } },
  { kind: 'heating', label: '预缴取暖费', from: 'buyer', to: 'seller', amount: '800' },
];

/** Handover, settlement and F4 of a deal in tests. */
export function handing(stage: Running) {
  const path = (deal: { id: string }, verb = ''): string => `deals/${deal.id}/handover${verb && `/${verb}`}`;
  const view = async (at: Brokerage, deal: { id: string }): Promise<HandoverView> => (await stage.staff(at).agent.get<HandoverView>(path(deal))).body;
  const handOver = async (at: Brokerage, deal: { id: string }, more: object = {}) => stage.staff(at).agent.send('PUT', path(deal), {
    handedOverAt: (await stage.now(at)).toISOString(), present: [{ name: '钱永年', as: 'seller' }, { name: '周子涵', as: 'buyer' }, { name: '邱晨', as: 'shop' }], items: [{ name: '入户门钥匙', count: 3 }, { name: '燃气卡', count: 1 }],
    readings: [{ meter: 'gas', reading: '1203.5' }, { meter: 'water', meterNumber: 'W-2', reading: '88' }], utilities: [GAS], ...more,
  });
  const settle = (at: Brokerage, deal: { id: string }, lines: object[] = LINES) => stage.staff(at).agent.send('PUT', path(deal, 'settlement'), { lines });
  const confirm = (at: Brokerage, deal: { id: string }, side: string, more: object = {}) => stage.staff(at).agent.send('POST', path(deal, 'settlement/confirm'), { side, ...more });
  const confirmed = async (at: Brokerage, deal: { id: string }, when?: string) => {
    await confirm(at, deal, 'seller', when ? { at: when } : {});
    return confirm(at, deal, 'buyer', when ? { at: when } : {});
  };
  const send = (at: Brokerage, deal: { id: string }) => stage.staff(at).agent.send('POST', path(deal, 'f4/send'));
  const receive = (at: Brokerage, deal: { id: string }) => stage.staff(at).specialist.send<DealView>('POST', path(deal, 'f4/receive'));
  const giveBack = (at: Brokerage, deal: { id: string }, reason = '燃气户号不对') => stage.staff(at).specialist.send('POST', path(deal, 'f4/return'), { reason });

  /** A deal whose F4 was sent now; `more` is about the handover. */
  async function sent(at: Brokerage, deal: { id: string }, more: object = {}): Promise<void> {
    for (const step of [() => handOver(at, deal, more), () => settle(at, deal), () => confirmed(at, deal), () => send(at, deal)]) {
      const { status, body } = await step();
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    }
  }
  /** The same, and the specialist has it. */
  async function received(at: Brokerage, deal: { id: string }, more: object = {}): Promise<DealView> {
    await sent(at, deal, more);
    const { status, body } = await receive(at, deal);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }
  return { path, view, handOver, settle, confirm, confirmed, send, receive, giveBack, sent, received };
}
