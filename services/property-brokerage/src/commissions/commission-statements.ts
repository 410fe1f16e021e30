import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Money, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, statement, TenantDatabase, unitsOf } from '@luyue/platform';
import type { DeclaredExport, ExportColumn } from '@luyue/reports';
import { CommissionConfirmation } from './commission.entity.ts';
import { CommissionList } from './commission-list.ts';
import { StatementFilter } from './commission-filter.ts';
import type { CommissionConfirmationView, CommissionSide, CommissionTotal } from './commissions.http.ts';

const PAGE = 200;
/** A month of the tenant's zone, as two instants of the database. */
const FROM = `(:month || '-01')::timestamp AT TIME ZONE :zone`;
const TO = `((:month || '-01')::timestamp + interval '1 month') AT TIME ZONE :zone`;
const TOTALS = statement('commission_totals', `
  SELECT shop_unit_id AS "shopUnitId", agent_user_id AS "agentUserId", count(*)::int AS deals, sum(agreed_seller_fen + agreed_buyer_fen)::text AS agreed, sum(received_seller_fen + received_buyer_fen)::text AS received
  FROM commission_confirmation
  WHERE tenant_id = $1 AND status = 'checked' AND settled_at >= ($2 || '-01')::timestamp AT TIME ZONE $3 AND settled_at < (($2 || '-01')::timestamp + interval '1 month') AT TIME ZONE $3
    AND ($4::uuid[] IS NULL OR shop_unit_id = ANY ($4) OR department_unit_id = ANY ($4)) AND ($5::uuid IS NULL OR shop_unit_id = $5) AND ($6::uuid IS NULL OR agent_user_id = $6)
  GROUP BY 1, 2 ORDER BY sum(received_seller_fen + received_buyer_fen) DESC, 1, 2`);

/** The commission statement (佣金结算表) of a month, by what was checked in it (capability 7); a list, totals, and a file. */
@Injectable()
export class CommissionStatements implements DeclaredExport<StatementFilter> {
  readonly permission = 'funds.read';
  readonly title = { zh: '佣金结算表', en: 'Commission statement' };
  readonly filter = StatementFilter;
  readonly columns: readonly ExportColumn[] = [
    { key: 'dealNumber', zh: '成交编号', en: 'Deal', width: 18 }, { key: 'dealTitle', zh: '成交', en: 'Title', width: 24 }, { key: 'shop', zh: '地铺', en: 'Shop', width: 16 }, { key: 'agent', zh: '经办人', en: 'Agent', width: 10 },
    { key: 'agreedSeller', zh: '卖方（出租方）约定', en: 'Seller (lessor): agreed', kind: 'money' }, { key: 'receivedSeller', zh: '卖方（出租方）实收', en: 'Seller (lessor): received', kind: 'money' },
    { key: 'agreedBuyer', zh: '买方（承租方）约定', en: 'Buyer (lessee): agreed', kind: 'money' }, { key: 'receivedBuyer', zh: '买方（承租方）实收', en: 'Buyer (lessee): received', kind: 'money' },
    { key: 'difference', zh: '差额', en: 'Difference', kind: 'money' }, { key: 'reason', zh: '差额原因', en: 'Why they differ', width: 30 }, { key: 'confirmedBy', zh: '确认人', en: 'Confirmed by', width: 10 }, { key: 'checkedBy', zh: '复核人', en: 'Checked by', width: 10 },
    { key: 'checkedAt', zh: '复核时间', en: 'Checked at', kind: 'time' },
  ];

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly views: CommissionList) {}

  /** In the order of the checks. */
  page(ctx: Context, filter: StatementFilter, limit: number, cursor: string | undefined): Promise<Page<CommissionConfirmationView>> {
    const units = unitsOf(ctx, 'funds.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(CommissionConfirmation, 'c').where(`c.tenantId = :tenant AND c.status = 'checked' AND c.settledAt >= ${FROM} AND c.settledAt < ${TO}`, { tenant: tx.tenantId, month: filter.month, zone: await this.directory.zone(tx) });
      if (units !== 'all') query.andWhere('(c.shopUnitId = ANY (:units) OR c.departmentUnitId = ANY (:units))', { units });
      if (filter.shopUnitId) query.andWhere('c.shopUnitId = :shop', { shop: filter.shopUnitId });
      if (filter.agentUserId) query.andWhere('c.agentUserId = :agent', { agent: filter.agentUserId });
      if (after) query.andWhere('(c.settledAt, c.id) > (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.settledAt').addOrderBy('c.id').limit(limit + 1).getMany();
      const cut = page(rows, limit, (c) => [c.settledAt!.toISOString(), c.id], (c) => c);
      return { ...cut, items: await this.views.views(tx, cut.items) };
    });
  }

  /** By shop and agent, whoever brought most first; one question. */
  totals(ctx: Context, filter: StatementFilter): Promise<{ items: CommissionTotal[] }> {
    const units = unitsOf(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      const [zone, people] = await Promise.all([this.directory.zone(tx), this.directory.people(tx)]);
      const rows = await tx.sql<{ shopUnitId: string; agentUserId: string; deals: number; agreed: string; received: string }>(TOTALS, [tx.tenantId, filter.month, zone, units === 'all' ? null : units, filter.shopUnitId ?? null, filter.agentUserId ?? null]);
      return {
        items: rows.map(({ shopUnitId, agentUserId, deals, agreed, received }) => ({
          shopUnitId, shopName: people.units.get(shopUnitId)?.name ?? '', agentUserId, agentName: people.users.get(agentUserId)?.name ?? '', deals, agreed: yuan(agreed), received: yuan(received), difference: yuan(BigInt(received) - BigInt(agreed)),
        })),
      };
    });
  }

  async rows(ctx: Context, filter: StatementFilter, cursor: string | null): Promise<{ rows: Record<string, string | null>[]; nextCursor: string | null }> {
    const { items, nextCursor } = await this.page(ctx, filter, PAGE, cursor ?? undefined);
    return { rows: items.map(rowOf), nextCursor };
  }
}

function rowOf(c: CommissionConfirmationView): Record<string, string | null> {
  const [seller, buyer] = c.sides as [CommissionSide, CommissionSide];
  return {
    dealNumber: c.dealNumber, dealTitle: c.dealTitle, shop: c.shopName, agent: c.agentName, agreedSeller: seller.agreed, receivedSeller: seller.received, agreedBuyer: buyer.agreed, receivedBuyer: buyer.received,
    difference: differenceOf([seller, buyer]), reason: [seller.reason, buyer.reason].filter(Boolean).join('；'), confirmedBy: c.confirmedBy, checkedBy: c.settledBy, checkedAt: c.settledAt,
  };
}

const differenceOf = (sides: CommissionSide[]): string => sides.reduce((sum, { difference }) => sum.add(Money.parse(difference)), Money.parse('0')).toString();
