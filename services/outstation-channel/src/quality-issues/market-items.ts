import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, unitsOf } from '@luyue/platform';
import { MarketItem } from './quality-issue.entity.ts';
import type { MarketItemView, MarketMonth } from './quality-issue-views.ts';
import type { MarketItemQuery, ReportMarketItem } from './quality-issues.http.ts';
const MONTHS = statement('market_item_months', `
  SELECT to_char(at AT TIME ZONE $2, 'YYYY-MM') AS month, kind, count(*)::int AS items FROM market_item
  WHERE tenant_id = $1 AND at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR department_unit_id = ANY ($5)) GROUP BY 1, 2 ORDER BY 1, 2`);
const MOST_MONTHS = 24;

/** What outstation staff hear of quality and competitors (OC-2.3). */
@Injectable()
export class MarketItems {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory) {}

  list(ctx: Context, filter: MarketItemQuery & { limit: number }): Promise<Page<MarketItemView>> {
    const units = unitsOf(ctx, 'qualityIssue.work');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(MarketItem, 'i').where('i.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('i.departmentUnitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('i.kind = :kind', { kind: filter.kind });
      if (after) query.andWhere('(i.at, i.id) < (:at, :id)', { at: after[0], id: after[1] });
      return page(await query.orderBy('i.at', 'DESC').addOrderBy('i.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (i) => [i.at.toISOString(), i.id], view);
    });
  }

  /** Throws 400 for months out of order or more than two years. */
  months(ctx: Context, from: string, to: string): Promise<{ items: MarketMonth[] }> {
    const units = unitsOf(ctx, 'qualityIssue.work');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<MarketMonth & Record<string, unknown>>(MONTHS, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units]) }));
  }

  /** Throws 400 for a competitor without its name. */
  report(ctx: Context, { departmentUnitId, kind, maker, model, text }: ReportMarketItem): Promise<MarketItemView> {
    permit(ctx, 'qualityIssue.work', departmentUnitId);
    if (kind === 'competitor' && !maker) throw refuse.field('maker', 'required', { zh: '要写明是哪家竞争对手', en: 'which competitor' }, 'OC-2.3');
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      return view(await tx.insert(MarketItem, { tenantId: tx.tenantId, id: newId(), departmentUnitId, kind, maker: maker ?? null, model: model ?? null, text, at: tx.now, byName: ctx.userName }));
    });
  }
}

const view = ({ id, departmentUnitId, kind, maker, model, text, at, byName }: MarketItem): MarketItemView => ({ id, departmentUnitId, kind, maker, model, text, at: at.toISOString(), byName });
