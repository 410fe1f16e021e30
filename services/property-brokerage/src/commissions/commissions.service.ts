import { Injectable } from '@nestjs/common';
import { Money, newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, may, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { DealRecord, permitDeal, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Receipts } from '../held-funds/receipts.service.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import type { DealAction } from '../views.ts';
import { CommissionConfirmation } from './commission.entity.ts';
import { CommissionList, sideView, storedFigures } from './commission-list.ts';
import type { CheckCommission, CommissionConfirmationView, CommissionView, ConfirmCommission } from './commissions.http.ts';
import { type CommissionFigure, type ConfirmationStatus, confirmationMoves, differs, figuresOf, mayCheck } from './commissions.rules.ts';

const fenOf = (amount: string): bigint => Money.parse(amount).fen;
const NOT_TAKEN = { zh: '接单以后才能确认佣金', en: 'The commission is confirmed once the deal was taken' };

/** The specialist confirms what the company earned with a deal (PB-3.2); somebody else checks it. Nothing of the deal itself changes by it, so that it is possible after the archive, too. */
@Injectable()
export class Commissions {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly receipts: Receipts, private readonly slips: SlipList, private readonly views: CommissionList) {}

  get(ctx: Context, dealId: string): Promise<CommissionView> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId, 'funds.read')));
  }

  /** As the figures are now. Throws 400 for a difference without its reason, 409 before the deal is taken, after its cancellation, and while the last confirmation stands. */
  confirm(ctx: Context, dealId: string, { reasonSeller = '', reasonBuyer = '' }: ConfirmCommission): Promise<CommissionView> {
    permit(ctx, 'deal.work');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.locked(tx, dealId, 'deal.work');
      permitSpecialist(ctx, deal);
      const [figures, before] = await Promise.all([this.figures(tx, deal), this.confirmations(tx, dealId)]);
      const no = confirmRefusal(deal, before.at(-1), figures);
      if (no) throw refuse.conflict(no.code, no, { clause: 'PB-3.2' });
      const [seller, buyer] = figures as [CommissionFigure, CommissionFigure];
      const unexplained = [{ figure: seller, reason: reasonSeller, field: 'reasonSeller' }, { figure: buyer, reason: reasonBuyer, field: 'reasonBuyer' }].filter(({ figure, reason }) => differs(figure) && !reason);
      if (unexplained.length) throw refuse.fields(unexplained.map(({ field }) => ({ field, code: 'required', message: { zh: '实收与约定不一致，写明原因', en: 'say why what was received is not what was agreed' } })), 'PB-3.2');
      await tx.insert(CommissionConfirmation, {
        tenantId: tx.tenantId, id: newId(), version: 1, dealId, shopUnitId: deal.shopUnitId, departmentUnitId: deal.departmentUnitId, agentUserId: deal.agentUserId, round: before.length + 1, status: 'confirmed', agreedSellerFen: `${seller.agreed}`, agreedBuyerFen: `${buyer.agreed}`,
        receivedSellerFen: `${seller.received}`, receivedBuyerFen: `${buyer.received}`, reasonSeller: differs(seller) ? reasonSeller : '', reasonBuyer: differs(buyer) ? reasonBuyer : '', confirmedById: ctx.userId!, confirmedBy: ctx.userName, confirmedAt: tx.now, settledBy: null, settledAt: null, returnReason: null,
      });
      await this.record.write(tx, dealId, { kind: 'money', title: `确认佣金 ${yuan(seller.received + buyer.received)}`, text: `约定 ${yuan(seller.agreed + buyer.agreed)}`, clauseId: 'PB-3.2' });
      return this.view(tx, deal);
    });
  }

  /** Throws 422 for whoever confirmed it, 409 where nothing waits or money has moved since. */
  check(ctx: Context, dealId: string, { decision, reason }: CheckCommission): Promise<CommissionView> {
    permit(ctx, 'commission.check');
    return this.database.write(ctx, async (tx) => {
      const deal = await this.locked(tx, dealId, 'commission.check');
      const all = await this.confirmations(tx, dealId);
      const waiting = all.at(-1);
      if (waiting?.status !== 'confirmed') throw refuse.conflict('not_confirmed', { zh: '没有待复核的佣金确认', en: 'No confirmation waits for its check' }, { clause: 'PB-3.2' });
      if (!mayCheck(waiting, ctx.userId)) throw refuse.rule('PB-3.2', 'own_confirmation', { zh: '确认人不能自己复核', en: 'Nobody checks what they confirmed' });
      if (decision === 'check') {
        if (!sameFigures(storedFigures(waiting), await this.figures(tx, deal))) throw refuse.conflict('figures_changed', { zh: '确认之后款项有变，请退回重新确认', en: 'Money has moved since it was confirmed; return it' }, { clause: 'PB-3.2' });
        const former = all.find((c) => c.status === 'checked');
        if (former) await this.move(tx, former, 'superseded', {});
      }
      await this.move(tx, waiting, decision === 'check' ? 'checked' : 'returned', { settledBy: ctx.userName, settledAt: tx.now, returnReason: decision === 'return' ? reason! : null });
      await this.record.write(tx, dealId, { kind: 'money', title: decision === 'check' ? '佣金复核通过' : '佣金确认退回', text: reason ?? '', clauseId: 'PB-3.2' });
      return this.view(tx, deal);
    });
  }

  list(ctx: Context, status: ConfirmationStatus, limit: number, cursor: string | undefined): Promise<Page<CommissionConfirmationView>> {
    const units = unitsOf(ctx, 'funds.read');
    const after = decodeCursor(cursor, 2);
    const [compare, order] = status === 'confirmed' ? ['>', 'ASC' as const] : ['<', 'DESC' as const];
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(CommissionConfirmation, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status });
      if (units !== 'all') query.andWhere('(c.shopUnitId = ANY (:units) OR c.departmentUnitId = ANY (:units))', { units });
      if (after) query.andWhere(`(c.confirmedAt, c.id) ${compare} (:at, :id)`, { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.confirmedAt', order).addOrderBy('c.id', order).limit(limit + 1).getMany();
      const cut = page(rows, limit, (c) => [c.confirmedAt.toISOString(), c.id], (c) => c);
      return { ...cut, items: await this.views.views(tx, cut.items) };
    });
  }

  private async view(tx: Tx, deal: Deal): Promise<CommissionView> {
    const [figures, confirmations] = await Promise.all([this.figures(tx, deal), this.confirmations(tx, deal.id)]);
    const last = confirmations.at(-1);
    return {
      dealId: deal.id, state: !last || last.status === 'superseded' ? 'open' : last.status, sides: figures.map((figure) => sideView(deal.business, figure, '')), changedSince: last !== undefined && !sameFigures(storedFigures(last), figures),
      confirmations: await this.views.views(tx, confirmations.toReversed()), actions: actionsOf(tx.ctx, deal, last, figures),
    };
  }

  private async figures(tx: Tx, deal: Deal): Promise<CommissionFigure[]> {
    const [receipts, slips] = await Promise.all([this.receipts.inDeal(tx, deal.id), this.slips.inDeal(tx, deal.id)]);
    return figuresOf({
      agreed: { seller: BigInt(deal.commissionSellerFen), buyer: BigInt(deal.commissionBuyerFen) },
      receipts: receipts.filter((r) => r.kind === 'commission').map((r) => ({ side: r.side, fen: fenOf(r.amount), reversal: r.reversalOf !== null })),
      slips: slips.filter((s) => s.status === 'paid').map((s) => ({ purpose: s.purpose, from: s.from, fen: fenOf(s.amount) })),
    });
  }

  private confirmations(tx: Tx, dealId: string): Promise<CommissionConfirmation[]> {
    return tx.manager.createQueryBuilder(CommissionConfirmation, 'c').where('c.tenantId = :tenant AND c.dealId = :dealId', { tenant: tx.tenantId, dealId }).orderBy('c.round').getMany();
  }

  /** The deal, held so that no money moves meanwhile; archived ones, too. */
  private async locked(tx: Tx, dealId: string, permission: string): Promise<Deal> {
    const deal = await this.record.lock(tx, dealId);
    permitDeal(tx.ctx, permission, deal);
    return deal;
  }

  private async move(tx: Tx, row: CommissionConfirmation, to: ConfirmationStatus, patch: Partial<CommissionConfirmation>): Promise<void> {
    if (!confirmationMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...confirmationMoves[row.status]], 'PB-3.2');
    await tx.update(CommissionConfirmation, row, { ...patch, status: to });
  }
}

const sameFigures = (a: CommissionFigure[], b: CommissionFigure[]): boolean => a.every((figure, i) => figure.agreed === b[i]!.agreed && figure.received === b[i]!.received);

/** Why the commission cannot be confirmed now; undefined where it can. */
function confirmRefusal(deal: Deal, last: CommissionConfirmation | undefined, figures: CommissionFigure[]): { code: string; zh: string; en: string } | undefined {
  if (!deal.takenAt) return { code: 'not_taken', ...NOT_TAKEN };
  if (deal.status === 'cancelled') return { code: 'deal_closed', zh: '已取消，没有佣金可确认', en: 'It is cancelled; there is no commission to confirm' };
  if (last?.status === 'confirmed') return { code: 'being_checked', zh: '已确认，等待复核', en: 'It is confirmed and waits for its check' };
  if (last?.status === 'checked' && sameFigures(storedFigures(last), figures)) return { code: 'already_checked', zh: '佣金已复核，款项没有变化', en: 'It has been checked, and no money has moved since' };
  return undefined;
}

/** What this person may do; what is not possible yet says why. */
function actionsOf(ctx: Context, deal: Deal, last: CommissionConfirmation | undefined, figures: CommissionFigure[]): DealAction[] {
  const no = confirmRefusal(deal, last, figures);
  const waits = last?.status === 'confirmed';
  const own = waits && !mayCheck(last, ctx.userId);
  return [
    ...(deal.specialistUserId === ctx.userId && !waits ? [{ action: 'confirm-commission', ...(no ? { allowed: false, reason: { zh: no.zh, en: no.en }, clause: 'PB-3.2' } : { allowed: true }) }] : []),
    ...(waits && may(ctx, 'commission.check', deal.departmentUnitId) ? [{ action: 'check-commission', ...(own ? { allowed: false, reason: { zh: '确认人不能自己复核', en: 'Nobody checks what they confirmed' }, clause: 'PB-3.2' } : { allowed: true }) }] : []),
  ];
}
