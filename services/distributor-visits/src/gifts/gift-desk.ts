import { Injectable } from '@nestjs/common';
import { Approvals, type Decision } from '@luyue/approvals';
import { newId } from '@luyue/kernel';
import { type Context, Numbers, permit, refuse, TenantDatabase } from '@luyue/platform';
import { HandOuts } from '../items/hand-outs.ts';
import { ItemBudgets } from '../item-budgets/item-budgets.service.ts';
import type { GiftApplicationView, IssueGifts } from './gifts.http.ts';
import { applicationMoves } from './gifts.rules.ts';
import { Gifts } from './gifts.service.ts';

/** What others do with an application than its maker (DV-6): the superior decides, the keeper issues. */
@Injectable()
export class GiftDesk {
  constructor(private readonly database: TenantDatabase, private readonly gifts: Gifts, private readonly approvals: Approvals, private readonly budgets: ItemBudgets, private readonly handOuts: HandOuts, private readonly numbers: Numbers) {}

  /** Who has a say is the chain's to know (PF-12). Throws 422 naming DV-6 where the budget no longer holds what is approved. */
  decide(ctx: Context, id: string, decision: Decision): Promise<GiftApplicationView> {
    permit(ctx, 'giftItem.read');
    return this.database.write(ctx, async (tx) => {
      const { requestId, status, unitId, amountFen } = await this.gifts.read(tx, id);
      const to = 'return' in decision ? 'returned' : 'approved';
      if (!requestId || status !== 'submitted') throw refuse.transition(status, to, [...applicationMoves[status]], 'DV-6');
      const request = await this.approvals.decide(tx, requestId, decision);
      const row = await this.gifts.lock(tx, id);
      if (to === 'approved') await this.budgets.check(tx, { unitId, kind: 'gift', fen: BigInt(amountFen), at: tx.now, clause: 'DV-6' });
      if (request.status === 'returned') await this.gifts.move(tx, row, 'returned', { reason: request.reason });
      if (request.status === 'approved') await this.gifts.move(tx, row, 'approved', { approvedAt: tx.now, approvedBy: request.history.filter((h) => h.what === 'approved').map((h) => h.by) });
      return this.gifts.view(tx, row);
    });
  }

  /** Throws 409 without approval and for the second time, 422 naming DV-6 above the budget and where the stock does not hold it. */
  async issue(ctx: Context, id: string, body: IssueGifts): Promise<GiftApplicationView> {
    permit(ctx, 'giftItem.work');
    const number = await this.numbers.next(ctx, 'FF');
    return this.database.write(ctx, async (tx) => {
      const row = await this.gifts.lock(tx, id);
      permit(ctx, 'giftItem.work', row.unitId);
      if (!applicationMoves[row.status].includes('issued')) throw refuse.conflict('gift_not_approved', { zh: '没有批准，不能发放', en: 'Nothing is issued without approval' }, { clause: 'DV-6', allowed: [...applicationMoves[row.status]] });
      await this.gifts.special(tx, row.customerId, 'giftItem.work');
      const lines = row.lines.map((line) => ({ ...line, kind: 'gift' as const, priceFen: BigInt(line.priceFen) }));
      const handOut = await this.handOuts.give(tx, lines, body, { id: newId(), unitId: row.unitId, customerId: row.customerId, visitId: null, applicationId: id, at: tx.now, number });
      await this.gifts.move(tx, row, 'issued', { issuedAt: tx.now, issuedBy: ctx.userName, handOutId: handOut.id });
      return this.gifts.view(tx, row);
    });
  }

  takeBack(ctx: Context, id: string, reason: string): Promise<GiftApplicationView> {
    permit(ctx, 'giftItem.work');
    return this.database.write(ctx, async (tx) => {
      const row = await this.gifts.lock(tx, id);
      permit(ctx, 'giftItem.work', row.unitId);
      if (row.status !== 'issued') throw refuse.transition(row.status, 'approved', [...applicationMoves[row.status]], 'DV-6');
      await this.handOuts.undoOf(tx, row.handOutId!, reason);
      await this.gifts.move(tx, row, 'approved', { issuedAt: null, issuedBy: null, handOutId: null });
      return this.gifts.view(tx, row);
    });
  }
}
