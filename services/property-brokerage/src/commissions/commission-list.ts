import { Injectable } from '@nestjs/common';
import { yuan } from '@luyue/kernel';
import { Directory } from '@luyue/directory';
import { statement, type Tx } from '@luyue/platform';
import { type Business, sideName } from '../deal-kinds.ts';
import type { CommissionConfirmation } from './commission.entity.ts';
import type { CommissionConfirmationView, CommissionSide } from './commissions.http.ts';
import type { CommissionFigure } from './commissions.rules.ts';

const DEALS = statement('commission_deals', 'SELECT id, number, title, business FROM deal WHERE tenant_id = $1 AND id = ANY ($2)');

/** Confirmations as people see them. */
@Injectable()
export class CommissionList {
  constructor(private readonly directory: Directory) {}

  /** Two questions for the whole list. */
  async views(tx: Tx, rows: CommissionConfirmation[]): Promise<CommissionConfirmationView[]> {
    const [deals, people] = await Promise.all([tx.sql<{ id: string; number: string; title: string; business: Business }>(DEALS, [tx.tenantId, [...new Set(rows.map((r) => r.dealId))]]), this.directory.people(tx)]);
    const dealOf = new Map(deals.map((d) => [d.id, d]));
    return rows.map((r) => {
      const deal = dealOf.get(r.dealId)!;
      const { id, version, round, status, dealId, shopUnitId, confirmedBy, settledBy, returnReason } = r;
      return {
        id, version, round, status, dealId, dealNumber: deal.number, dealTitle: deal.title, shopUnitId, shopName: people.units.get(shopUnitId)?.name ?? '', agentName: people.users.get(r.agentUserId)?.name ?? '',
        sides: storedFigures(r).map((figure) => sideView(deal.business, figure, figure.side === 'seller' ? r.reasonSeller : r.reasonBuyer)), confirmedBy, confirmedAt: r.confirmedAt.toISOString(), settledBy, settledAt: r.settledAt?.toISOString() ?? null, returnReason,
      };
    });
  }
}

/** What was confirmed then. */
export const storedFigures = (row: CommissionConfirmation): CommissionFigure[] => [
  { side: 'seller', agreed: BigInt(row.agreedSellerFen), received: BigInt(row.receivedSellerFen) }, { side: 'buyer', agreed: BigInt(row.agreedBuyerFen), received: BigInt(row.receivedBuyerFen) },
];

export const sideView = (business: Business, { side, agreed, received }: CommissionFigure, reason: string): CommissionSide => ({ side, sideName: sideName(business, side), agreed: yuan(agreed), received: yuan(received), difference: yuan(received - agreed), reason });
