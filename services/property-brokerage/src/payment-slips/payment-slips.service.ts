import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ApprovalListener, type ApprovalRequest, Approvals } from '@luyue/approvals';
import { Directory } from '@luyue/directory';
import { Money, newId, yuanText, yuanWords } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, matchVersion, Numbers, permit, refuse, TenantDatabase, type Tx, whenTaken } from '@luyue/platform';
import { type ClosingListener, DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import type { SideAccount } from '../held-funds/held-funds.rules.ts';
import { HeldFunds } from '../held-funds/held-funds.service.ts';
import { amountOf } from '../held-funds/receipts.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import { PayoutConditions, permitMaker } from '../payout-conditions/payout-conditions.service.ts';
import type { MakePaymentSlip, PaymentSlipView, SlipDetails } from './payment-slips.http.ts';
import { isOpenToChange, isReserved, missingFields, PURPOSE_NAMES, sideOf, slipMoves, type SlipField, type SlipStatus, unknownFields } from './payment-slips.rules.ts';
import { PaymentSlip } from './slip.entity.ts';
import { SlipForms } from './slip-forms.ts';
import { SlipList } from './slip-list.ts';

const SLIP = { zh: '付款单', en: 'payment slip' };

/** The specialist writes F3 and sends it to finance; until it is paid or comes back its money is set aside (PB-4.7). */
@Injectable()
export class PaymentSlips implements ApprovalListener, ClosingListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly funds: HeldFunds, private readonly conditions: PayoutConditions, private readonly approvals: Approvals, private readonly obligations: Obligations,
    private readonly messages: DealMessages, private readonly forms: SlipForms, private readonly lists: SlipList, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  onModuleInit(): void { this.record.askBeforeClosing(this); }

  /** A draft. Throws 422 naming PB-4.7 before its condition, and above what the account holds beside what other slips have set aside; 409 where the condition has its slip. */
  async make(ctx: Context, dealId: string, body: MakePaymentSlip): Promise<PaymentSlipView> {
    permit(ctx, 'slip.make');
    const number = await this.numbers.next(ctx, 'FK');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.record.take(tx, dealId, 'slip.make');
      permitMaker(ctx, deal);
      const what = body.conditionId ? await this.ofCondition(tx, deal, body, body.conditionId) : await this.free(tx, deal, body);
      const fields = this.fieldsOf((await this.forms.inForce(tx)).fields, body.fields ?? {});
      await this.funds.needs(tx, deal, what.fromAccount, Money.ofFen(BigInt(what.amountFen)), 'PB-4.7');
      const slip = await tx.insert(PaymentSlip, {
        tenantId: tx.tenantId, id: newId(), version: 1, number, dealId, shopUnitId: deal.shopUnitId, departmentUnitId: deal.departmentUnitId, ...what, fields, note: body.note ?? '', status: 'draft', round: 0, makerId: ctx.userId!, makerName: ctx.userName,
        madeAt: tx.now, submittedAt: null, formEdition: null, reservationId: null, requestId: null, auditorIds: [], auditorNames: [], auditedAt: null, reason: null, paidAt: null, paidBy: null, recordedPaidAt: null, bankReference: null,
      }).catch(whenTaken(() => refuse.conflict('condition_has_slip', { zh: '这个付款条件已经有付款单', en: 'This condition has its payment slip already' }, { clause: 'PB-4.7' })));
      await this.note(tx, deal, slip, '写付款单', '', 'slip-made');
      return this.lists.view(tx, slip);
    });
  }

  edit(ctx: Context, id: string, body: SlipDetails, version: number): Promise<PaymentSlipView> {
    return this.change(ctx, id, version, async (tx, _deal, slip) => {
      if (!isOpenToChange(slip.status)) throw refuse.transition(slip.status, 'draft', [...slipMoves[slip.status]], 'PB-4.7');
      const fields = this.fieldsOf((await this.forms.inForce(tx)).fields, body.fields ?? {});
      await tx.update(PaymentSlip, slip, { fields, note: body.note ?? '', makerId: ctx.userId!, makerName: ctx.userName });
    });
  }

  /** PB-4.7 is met by the submission; audit and payment are separate (reading 7). Its money is set aside from here on. */
  submit(ctx: Context, id: string, version: number | null): Promise<PaymentSlipView> {
    return this.change(ctx, id, version, async (tx, deal, slip) => {
      if (!slipMoves[slip.status].includes('submitted')) throw refuse.transition(slip.status, 'submitted', [...slipMoves[slip.status]], 'PB-4.7');
      if (slip.conditionId) await this.conditions.met(tx, deal, slip.conditionId);
      const form = await this.forms.inForce(tx);
      const missing = missingFields(form.fields, slip.fields);
      if (missing.length) throw refuse.rule('PB-4.7', 'slip_incomplete', { zh: `财务要求填：${missing.map((f) => f.name.zh).join('、')}`, en: `Finance asks for: ${missing.map((f) => f.name.en).join(', ')}` }, { errors: missing.map((f) => ({ field: `fields.${f.key}`, code: 'required', message: { zh: `要填${f.name.zh}`, en: `${f.name.en} is required` } })) });
      const [amount, account, round] = [Money.ofFen(BigInt(slip.amountFen)), slip.fromAccount as SideAccount, slip.round + 1];
      await this.funds.needs(tx, deal, account, amount, 'PB-4.7');
      const reservationId = await this.funds.reserved(tx, deal.id, { id, number: slip.number, round, account, amount, at: tx.now });
      const request = await this.approvals.submit(tx, { matter: await this.matterOf(tx, deal), subject: { type: 'payment_slip', id, number: slip.number, title: deal.title }, unitId: deal.departmentUnitId, amount });
      await this.move(tx, slip, 'submitted', { submittedAt: tx.now, formEdition: form.edition, round, reservationId, requestId: request.id, reason: null, auditorIds: [], auditorNames: [], auditedAt: null, makerId: ctx.userId!, makerName: ctx.userName });
      if (slip.conditionId) await this.obligations.meet(tx, { subjectId: slip.conditionId, clauses: ['PB-4.7'] }, { at: tx.now, note: slip.number, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `付款单 ${slip.number} 送部门财务` }] });
      await this.announce(tx, deal, slip, amount);
      await this.note(tx, deal, slip, '付款单送财务', '', 'slip-submitted');
    });
  }

  /** Given up by its maker, as long as it has not been audited. */
  withdraw(ctx: Context, id: string, reason: string): Promise<PaymentSlipView> {
    permit(ctx, 'slip.make');
    return this.database.write(ctx, async (tx) => {
      const { status, requestId } = await tx.get(PaymentSlip, id, SLIP);
      // The request before the deal, as whoever decides or withdraws it elsewhere locks them.
      if (status === 'submitted' && requestId) await this.approvals.withdraw(tx, requestId);
      const { deal, slip } = await this.taken(tx, id);
      permitMaker(ctx, deal);
      await this.giveUp(tx, deal, slip, reason);
      return this.lists.view(tx, slip);
    });
  }

  /** The maker took it back in the list of approvals. */
  async approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void> {
    if (request.subjectType !== 'payment_slip') return;
    const { dealId } = await tx.get(PaymentSlip, request.subjectId);
    const deal = await this.record.lock(tx, dealId);
    await this.giveUp(tx, deal, await tx.lock(PaymentSlip, request.subjectId), '撤回审批');
  }

  /** Drafts end with their deal; what is with finance still holds money, so that the deal does not close. */
  async dealClosing(tx: Tx, deal: Deal): Promise<void> {
    const rows = await tx.manager.createQueryBuilder(PaymentSlip, 's').where(`s.tenantId = :tenant AND s.dealId = :dealId AND s.status IN ('draft', 'returned')`, { tenant: tx.tenantId, dealId: deal.id }).getMany();
    for (const slip of rows) await this.move(tx, slip, 'withdrawn', { reason: '成交已结束' });
  }

  /** Moves a slip by the transition table; throws 409 naming the moves that are allowed. */
  async move(tx: Tx, slip: PaymentSlip, to: SlipStatus, patch: Partial<PaymentSlip>): Promise<void> {
    const allowed = slipMoves[slip.status];
    if (!allowed.includes(to)) throw refuse.transition(slip.status, to, [...allowed], 'PB-4.7');
    await tx.update(PaymentSlip, slip, { ...patch, status: to });
  }

  /** The slip comes back from finance, its money to the account that it was taken from. */
  async release(tx: Tx, slip: PaymentSlip, reason: string): Promise<void> {
    if (isReserved(slip.status) && slip.reservationId) await this.funds.takenBack(tx, slip.reservationId, reason);
  }

  /** On the timeline, and to whoever watches the deal. */
  async note(tx: Tx, deal: Deal, slip: PaymentSlip, title: string, text: string, change: string, at?: Date): Promise<void> {
    await this.record.write(tx, deal.id, { kind: 'money', title: `${title} ${slip.number} ${yuanText(slip.amountFen)}`, text: text || slip.payeeName, clauseId: 'PB-4.7', ...(at && { at }) });
    await this.record.changed(tx, deal, change);
  }

  /** The slip and its deal, locked in this order as by everybody. */
  async taken(tx: Tx, id: string, permission = 'slip.make'): Promise<{ deal: Deal; slip: PaymentSlip }> {
    const { dealId } = await tx.get(PaymentSlip, id, SLIP);
    const deal = await this.record.take(tx, dealId, permission);
    return { deal, slip: await tx.lock(PaymentSlip, id, SLIP) };
  }

  private change(ctx: Context, id: string, version: number | null, work: (tx: Tx, deal: Deal, slip: PaymentSlip) => Promise<void>): Promise<PaymentSlipView> {
    permit(ctx, 'slip.make');
    return this.database.write(ctx, async (tx) => {
      const { deal, slip } = await this.taken(tx, id);
      permitMaker(ctx, deal);
      matchVersion(slip, version);
      await work(tx, deal, slip);
      return this.lists.view(tx, slip);
    });
  }

  private async giveUp(tx: Tx, deal: Deal, slip: PaymentSlip, reason: string): Promise<void> {
    await this.release(tx, slip, reason);
    await this.move(tx, slip, 'withdrawn', { reason });
    await this.note(tx, deal, slip, '作废付款单', reason, 'slip-withdrawn');
  }

  /** Payee, amount and account are those of the contract. */
  private async ofCondition(tx: Tx, deal: Deal, body: MakePaymentSlip, conditionId: string) {
    const given = (['purpose', 'from', 'amount', 'payeePartyId', 'payeeName'] as const).filter((key) => body[key] !== undefined);
    if (given.length) throw refuse.fields(given.map((field) => ({ field, code: 'of_the_condition', message: { zh: '由付款条件决定，不另填', en: 'is said by the condition' } })), 'PB-4.7');
    const condition = await this.conditions.met(tx, deal, conditionId);
    return { conditionId, purpose: condition.purpose, fromAccount: condition.fromAccount as SideAccount, payeePartyId: condition.payeePartyId, payeeName: condition.payeeName, amountFen: condition.amountFen };
  }

  /** What needs no condition: a side is paid back out of its own money, and commission goes to the company. */
  private async free(tx: Tx, deal: Deal, body: MakePaymentSlip) {
    const need = (field: 'purpose' | 'from' | 'amount' | 'payeePartyId' | 'payeeName', zh: string, en: string): string => {
      const value = body[field];
      if (!value) throw refuse.field(field, 'required', { zh, en }, 'PB-4.7');
      return value;
    };
    const purpose = need('purpose', '没有付款条件的，只能是退款或佣金', 'without a condition it is a refund or commission') as 'refund' | 'commission';
    const fromAccount = need('from', '要写明从哪一方的钱里付', 'whose money pays is missing') as SideAccount;
    const amountFen = amountOf(need('amount', '要填金额', 'the amount is missing')).fen.toString();
    if (purpose === 'commission') return { conditionId: null, purpose, fromAccount, payeePartyId: null, payeeName: need('payeeName', '要写明付给谁', 'the payee is missing'), amountFen };
    const party = await this.record.party(tx, deal.id, need('payeePartyId', '退款要写明退给哪一位', 'whom the refund goes to is missing'), 'payeePartyId');
    if (party.side !== sideOf(fromAccount)) throw refuse.field('from', 'other_side', { zh: '退款只能从本方的钱里退', en: 'a refund comes out of the money of its own side' }, 'PB-4.7');
    return { conditionId: null, purpose, fromAccount, payeePartyId: party.id, payeeName: party.name, amountFen };
  }

  private fieldsOf(form: SlipField[], given: Record<string, string>): Record<string, string> {
    const wrong = [...new Set([...unknownFields(form, given), ...Object.keys(given).filter((key) => typeof given[key] !== 'string' || given[key].length > 200)])];
    if (wrong.length) throw refuse.fields(wrong.map((key) => ({ field: `fields.${key}`, code: 'unknown_field', message: { zh: '财务的表上没有这一栏，或太长', en: 'is no field of the form, or too long' } })), 'PB-4.7');
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.trim()]));
  }

  /** Reading 7: the supervisor audits; a slip of the supervisor's own goes to the department head or the manager. */
  private async matterOf(tx: Tx, deal: Deal): Promise<string> {
    const supervisors = (await this.directory.holders(tx, 'supervisor', deal.departmentUnitId)).users;
    return supervisors.some((user) => user.id === tx.ctx.userId) ? 'payment_slip_of_supervisor' : 'payment_slip';
  }

  /** PB-4.7: to finance; copies by e-mail to manager, supervisor and the staff of the shop that closed the deal. */
  private async announce(tx: Tx, deal: Deal, slip: PaymentSlip, amount: Money): Promise<void> {
    const copy = (key: string, role: string, unitId: string) => ({ key, person: 'role' as const, role, unitId, channels: ['email' as const], copy: true });
    await this.messages.send(tx, deal, {
      kind: 'payment_slip_submitted', clauseId: 'PB-4.7', subjectId: slip.id, unitId: deal.departmentUnitId, values: { slip: slip.number, amount: yuanWords(amount.fen), payee: slip.payeeName, purpose: PURPOSE_NAMES[slip.purpose], specialist: slip.makerName },
      to: [
        { key: 'finance', person: 'role', role: 'department_finance', unitId: deal.departmentUnitId, channels: ['inapp', 'email'], copy: false }, copy('manager', 'department_manager', deal.departmentUnitId),
        copy('supervisor', 'supervisor', deal.departmentUnitId), copy('shop', 'shop', deal.shopUnitId),
      ],
    });
  }
}
