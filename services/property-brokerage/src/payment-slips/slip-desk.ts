import { Injectable } from '@nestjs/common';
import { Approvals, type Decision } from '@luyue/approvals';
import { Money, yuanWords } from '@luyue/kernel';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { DealRecord, permitDeal } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { HeldFunds } from '../held-funds/held-funds.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import type { PayPaymentSlip, PaymentSlipView } from './payment-slips.http.ts';
import { mayNotPay, slipMoves } from './payment-slips.rules.ts';
import { PaymentSlips } from './payment-slips.service.ts';
import { PaymentSlip } from './slip.entity.ts';
import { SlipList } from './slip-list.ts';

const SLIP = { zh: '付款单', en: 'payment slip' };
const OUTCOMES = { audited: { zh: '审核通过', en: 'approved' }, returned: { zh: '已退回', en: 'returned' } };

/** What others do with a slip than its maker: the audit, the payment, giving back what the bank would not pay (PB-4.7). */
@Injectable()
export class SlipDesk {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly slips: PaymentSlips, private readonly approvals: Approvals, private readonly funds: HeldFunds, private readonly messages: DealMessages, private readonly lists: SlipList,
  ) {}

  /** Who has a say is the chain's to know, delegates included: nobody audits their own, nor as the maker's delegate (PF-12). */
  decide(ctx: Context, id: string, decision: Decision): Promise<PaymentSlipView> {
    permit(ctx, 'funds.read');
    return this.database.write(ctx, async (tx) => {
      const { dealId, requestId, status, ...units } = await tx.get(PaymentSlip, id, SLIP);
      permitDeal(ctx, 'funds.read', units);
      const to = 'return' in decision ? 'returned' : 'audited';
      if (!requestId || status !== 'submitted') throw refuse.transition(status, to, [...slipMoves[status]], 'PB-4.7');
      const request = await this.approvals.decide(tx, requestId, decision);
      const deal = await this.record.lock(tx, dealId);
      const slip = await tx.lock(PaymentSlip, id, SLIP);
      // A chain may have further steps.
      if (request.status === 'pending') return this.lists.view(tx, slip);
      if (request.status === 'returned') await this.comeBack(tx, deal, slip, request.reason ?? '', '付款单退回');
      else {
        const auditors = request.history.filter((h) => h.what === 'approved');
        await this.slips.move(tx, slip, 'audited', { auditedAt: tx.now, auditorIds: auditors.flatMap((h) => h.byId ?? []), auditorNames: auditors.map((h) => h.by) });
        await this.tell(tx, deal, slip, 'audited', '');
        await this.slips.note(tx, deal, slip, '付款单审核通过', '', 'slip-audited');
      }
      return this.lists.view(tx, slip);
    });
  }

  /** The money leaves, at the bank's time. Throws 409 unless it was audited, 422 for whoever made or audited it. */
  pay(ctx: Context, id: string, body: PayPaymentSlip): Promise<PaymentSlipView> {
    permit(ctx, 'slip.pay');
    return this.database.write(ctx, async (tx) => {
      const { deal, slip } = await this.slips.taken(tx, id, 'slip.pay');
      if (!slipMoves[slip.status].includes('paid')) throw refuse.transition(slip.status, 'paid', [...slipMoves[slip.status]], 'PB-4.7');
      if (mayNotPay(slip, ctx.userId)) throw refuse.rule('PB-4.7', 'own_payment', { zh: '制单人和审核人不能付款', en: 'Whoever made or audited a slip does not pay it' });
      const paidAt = new Date(body.paidAt);
      if (paidAt > tx.now) throw refuse.field('paidAt', 'future', { zh: '付款时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.7');
      if (paidAt < slip.auditedAt!) throw refuse.rule('PB-4.7', 'paid_before_audit', { zh: '审核之前不能付款', en: 'No money moves before the audit' });
      await this.funds.paidOut(tx, deal.id, { id, number: slip.number, amount: Money.ofFen(BigInt(slip.amountFen)), at: paidAt });
      await this.slips.move(tx, slip, 'paid', { paidAt, paidBy: ctx.userName, recordedPaidAt: tx.now, bankReference: body.bankReference ?? null });
      await this.slips.note(tx, deal, slip, '付出', '', 'slip-paid', paidAt);
      return this.lists.view(tx, slip);
    });
  }

  giveBack(ctx: Context, id: string, reason: string): Promise<PaymentSlipView> {
    permit(ctx, 'slip.pay');
    return this.database.write(ctx, async (tx) => {
      const { deal, slip } = await this.slips.taken(tx, id, 'slip.pay');
      if (slip.status !== 'audited') throw refuse.transition(slip.status, 'returned', [...slipMoves[slip.status]], 'PB-4.7');
      await this.comeBack(tx, deal, slip, reason, '财务退回付款单');
      return this.lists.view(tx, slip);
    });
  }

  private async comeBack(tx: Tx, deal: Deal, slip: PaymentSlip, reason: string, title: string): Promise<void> {
    await this.slips.release(tx, slip, reason);
    await this.slips.move(tx, slip, 'returned', { reason });
    await this.tell(tx, deal, slip, 'returned', reason);
    await this.slips.note(tx, deal, slip, title, reason, 'slip-returned');
  }

  private async tell(tx: Tx, deal: Deal, slip: PaymentSlip, outcome: keyof typeof OUTCOMES, reason: string): Promise<void> {
    await this.messages.send(tx, deal, {
      kind: 'payment_slip_decided', clauseId: 'PB-4.7', subjectId: slip.id, unitId: deal.departmentUnitId,
      values: { slip: slip.number, amount: yuanWords(slip.amountFen), payee: slip.payeeName, outcome: OUTCOMES[outcome], by: tx.ctx.userName, reason },
      to: [{ key: 'maker', person: 'user', userId: slip.makerId, channels: ['inapp'], copy: false }, ...(outcome === 'audited' ? [{ key: 'finance', person: 'role' as const, role: 'department_finance', unitId: deal.departmentUnitId, channels: ['inapp' as const], copy: false }] : [])],
    });
  }
}
