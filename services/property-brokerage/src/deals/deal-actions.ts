import { may, type Context } from '@luyue/platform';
import type { DealAction } from '../views.ts';
import type { Deal, DealParty } from './deal.entity.ts';
import { type DealStatus, dealMoves, isClosed } from './deals.rules.ts';

export interface BasicsGap { field: string; zh: string; en: string }

/** PB-4.1a: what F1 still needs before it can be sent; empty when nothing is. */
export function missingBasics(deal: Pick<Deal, 'contractNumber' | 'priceFen' | 'property'>, parties: Pick<DealParty, 'side'>[]): BasicsGap[] {
  const gap = (lacks: boolean, field: string, zh: string, en: string): BasicsGap[] => (lacks ? [{ field, zh, en }] : []);
  return [
    ...gap(!deal.contractNumber, 'contractNumber', '没有合同编号', 'the contract number is missing'), ...gap(deal.priceFen === '0', 'price', '没有成交价', 'the price is missing'),
    ...gap(!deal.property.address, 'property.address', '没有房屋地址', 'the address is missing'),
    ...gap(!parties.some((p) => p.side === 'seller'), 'parties', '没有卖方（出租方）', 'the seller (lessor) is missing'), ...gap(!parties.some((p) => p.side === 'buyer'), 'parties', '没有买方（承租方）', 'the buyer (lessee) is missing'),
  ];
}

/** What this person may do to the deal now; what is not possible stays visible, with the reason (console principle 5). */
export function actionsOf(ctx: Context, deal: Deal, parties: DealParty[]): DealAction[] {
  if (isClosed(deal.status)) return [];
  const holds = (permission: string): boolean => may(ctx, permission, deal.shopUnitId) || may(ctx, permission, deal.departmentUnitId);
  const possible = (to: DealStatus): boolean => dealMoves[deal.status as DealStatus].includes(to);
  const no = (zh: string, en: string, clause?: string) => ({ allowed: false, reason: { zh, en }, clause });
  const actions: DealAction[] = [];
  const [gap] = missingBasics(deal, parties);
  if (holds('deal.write') && !deal.f1SentAt) actions.push({ action: 'send-f1', ...(gap ? no(gap.zh, gap.en, 'PB-4.1a') : { allowed: true }) });
  if (holds('deal.assign') && !deal.takenAt) actions.push({ action: deal.specialistUserId ? 'reassign' : 'assign', ...(deal.f1SentAt ? { allowed: true } : no('还没收到 F1', 'F1 has not come yet', 'PB-4.1a')) });
  if (holds('deal.assign') && deal.takenAt) actions.push({ action: 'reassign', allowed: true });
  if (deal.specialistUserId === ctx.userId && !deal.specialistAcceptedAt) actions.push({ action: 'accept', allowed: true }, { action: 'decline', allowed: true });
  if (holds('deal.cancel')) actions.push({ action: 'cancel', ...(possible('cancelled') ? { allowed: true } : no('现在不能取消', 'cannot be cancelled now')) });
  actions.push({ action: 'note', allowed: true });
  return actions;
}
