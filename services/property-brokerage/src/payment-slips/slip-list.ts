import { Injectable } from '@nestjs/common';
import { ApprovalList } from '@luyue/approvals';
import { Money, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import type { Business } from '../deal-kinds.ts';
import { DealRecord, permitDeal } from '../deals/deal-record.ts';
import { type Account, accountName } from '../held-funds/deal-book.ts';
import { HeldFunds } from '../held-funds/held-funds.service.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { PayoutConditions } from '../payout-conditions/payout-conditions.service.ts';
import type { PaymentSlipView, SlipHindrance } from './payment-slips.http.ts';
import { isOpenToChange, maskAccount, missingFields, PURPOSE_NAMES, type SlipField } from './payment-slips.rules.ts';
import { PaymentSlip } from './slip.entity.ts';
import { SlipForms } from './slip-forms.ts';

export interface SlipFilter { status?: string; maker?: 'me'; limit: number; cursor?: string }

const SLIP = { zh: '付款单', en: 'payment slip' };
const DEALS = statement('slip_deals', 'SELECT id, number, title, business FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');

/** Reading slips, each with its audit, its copies and what stands in its way. */
@Injectable()
export class SlipList {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly funds: HeldFunds, private readonly conditions: PayoutConditions, private readonly messages: DealMessages, private readonly approvals: ApprovalList,
    private readonly forms: SlipForms,
  ) {}

  ofDeal(ctx: Context, dealId: string): Promise<{ items: PaymentSlipView[] }> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, dealId, 'funds.read');
      return { items: await this.inDeal(tx, dealId) };
    });
  }

  /** What was paid to this party, in yuan; for rooms that have asked who reads. */
  async paidTo(tx: Tx, dealId: string, partyId: string): Promise<{ id: string; number: string; what: Text; amount: string; at: Date }[]> {
    const rows = await tx.manager.createQueryBuilder(PaymentSlip, 's').where(`s.tenantId = :tenant AND s.dealId = :dealId AND s.payeePartyId = :partyId AND s.status = 'paid'`, { tenant: tx.tenantId, dealId, partyId }).orderBy('s.paidAt').addOrderBy('s.id').getMany();
    return rows.map(({ id, number, purpose, amountFen, paidAt }) => ({ id, number, what: PURPOSE_NAMES[purpose], amount: yuan(amountFen), at: paidAt! }));
  }

  /** The same for rooms that have asked their own permission. */
  async inDeal(tx: Tx, dealId: string): Promise<PaymentSlipView[]> {
    const rows = await tx.manager.createQueryBuilder(PaymentSlip, 's').where('s.tenantId = :tenant AND s.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('s.madeAt').addOrderBy('s.id').getMany();
    return this.views(tx, rows);
  }

  get(ctx: Context, id: string): Promise<PaymentSlipView> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      const slip = await tx.get(PaymentSlip, id, SLIP);
      permitDeal(ctx, 'funds.read', slip);
      return this.view(tx, slip);
    });
  }

  /** A slip of this deal, as the reader may see it; 404 for any other. */
  async ofThe(tx: Tx, dealId: string, id: string): Promise<{ slip: PaymentSlipView; asked: SlipField[] }> {
    const row = await tx.get(PaymentSlip, id, SLIP);
    if (row.dealId !== dealId) throw refuse.notFound(SLIP);
    return { slip: await this.view(tx, row), asked: await this.forms.at(tx, row.formEdition) };
  }

  /** The deal's slip that went to finance last, else one that has not gone yet; null where there is none. */
  async last(tx: Tx, dealId: string): Promise<PaymentSlip | null> {
    return tx.manager.createQueryBuilder(PaymentSlip, 's').where('s.tenantId = :tenant AND s.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('s.submittedAt', 'DESC', 'NULLS LAST').addOrderBy('s.id', 'DESC').limit(1).getOne();
  }

  list(ctx: Context, filter: SlipFilter): Promise<Page<PaymentSlipView>> {
    const units = unitsOf(ctx, 'funds.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(PaymentSlip, 's').where('s.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('(s.shopUnitId = ANY (:units) OR s.departmentUnitId = ANY (:units))', { units });
      if (filter.status) query.andWhere('s.status = ANY (:status)', { status: filter.status.split(',') });
      if (filter.maker) query.andWhere('s.makerId = :me', { me: ctx.userId });
      if (after) query.andWhere('(s.madeAt, s.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('s.madeAt', 'DESC').addOrderBy('s.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (s) => [s.madeAt.toISOString(), s.id], (s) => s);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  async view(tx: Tx, slip: PaymentSlip): Promise<PaymentSlipView> { return (await this.views(tx, [slip]))[0]!; }

  private async views(tx: Tx, rows: PaymentSlip[]): Promise<PaymentSlipView[]> {
    const [ids, dealIds] = [rows.map((s) => s.id), [...new Set(rows.map((s) => s.dealId))]];
    const [deals, conditions, approvals, sent, balances, form] = await Promise.all([
      tx.sql<{ id: string; number: string; title: string; business: Business }>(DEALS, [tx.tenantId, dealIds]), this.conditions.byIds(tx, rows.flatMap((s) => s.conditionId ?? [])), this.approvals.ofSubjects(tx, ids), this.messages.ofSubjects(tx, ids),
      this.funds.balancesOf(tx, dealIds), this.forms.inForce(tx),
    ]);
    const dealOf = new Map(deals.map((d) => [d.id, d]));
    const submissions = new Map(sent.filter((m) => m.kind === 'payment_slip_submitted').map((m): [string, DealMessage] => [m.subjectId, m]));
    const open = ['slip.make', 'slip.audit', 'slip.pay'].some((permission) => may(tx.ctx, permission));
    return rows.map((s) => {
      const [deal, condition, account] = [dealOf.get(s.dealId)!, s.conditionId ? conditions.get(s.conditionId) : undefined, s.fromAccount as Account];
      const available = balances.get(s.dealId)![account];
      const hindrances: SlipHindrance[] = isOpenToChange(s.status) ? [
        ...(condition && !condition.metAt ? [{ code: 'condition_not_met', text: { zh: `“${condition.label}”的付款条件还没有成立`, en: `The condition of "${condition.label}" has not come true` }, clause: 'PB-4.7' }] : []),
        ...(available.compare(Money.ofFen(BigInt(s.amountFen))) < 0 ? [{ code: 'insufficient', text: { zh: `${accountName(deal.business, account).zh}只有 ${available.text} 元可用`, en: `${accountName(deal.business, account).en}: ${available.text} yuan are available` }, clause: 'PB-4.7' }] : []),
        ...missingFields(form.fields, s.fields).map(({ name }) => ({ code: 'field_missing', text: { zh: `财务要求填${name.zh}`, en: `Finance asks for: ${name.en}` }, clause: 'PB-4.7' })),
      ] : s.status === 'submitted' ? [{ code: 'not_audited', text: { zh: '还没有审核', en: 'It has not been audited' }, clause: 'PB-4.7' }] : [];
      const { accountNumber } = s.fields;
      return {
        id: s.id, version: s.version, number: s.number, dealId: s.dealId, dealNumber: deal.number, dealTitle: deal.title, conditionId: s.conditionId, conditionLabel: condition?.label ?? null, purpose: s.purpose, from: s.fromAccount,
        fromName: accountName(deal.business, account), payeePartyId: s.payeePartyId, payeeName: s.payeeName, amount: yuan(s.amountFen), fields: open || !accountNumber ? s.fields : { ...s.fields, accountNumber: maskAccount(accountNumber) },
        note: s.note, status: s.status, round: s.round, makerId: s.makerId, makerName: s.makerName, madeAt: s.madeAt.toISOString(), submittedAt: s.submittedAt?.toISOString() ?? null, auditedBy: s.auditorNames, auditedAt: s.auditedAt?.toISOString() ?? null,
        reason: s.reason, paidAt: s.paidAt?.toISOString() ?? null, paidBy: s.paidBy, bankReference: s.bankReference, hindrances, approvals: approvals.get(s.id) ?? [],
        copies: (submissions.get(s.id)?.owed ?? []).map(({ key, channel, result, at }) => ({ recipient: key, channel, result, at })),
      };
    });
  }
}
