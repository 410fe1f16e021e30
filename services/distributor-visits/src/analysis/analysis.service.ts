import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { yuan } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { gradeSql } from '../customers/customer-record.ts';
import { nameKey } from '../name-key.ts';
import { Regions } from '../regions/regions.service.ts';
import type { GradeMonth, ProductAnalysisQuery, ProductMonth, VisitAnalysisQuery, VisitEffect } from './analysis.http.ts';
import { monthsIn, sellThrough } from './analysis.rules.ts';
import { NO_REGION } from './figures.ts';

const MOST_MONTHS = 24;
// A customer counts from the month in which it was registered, by the grade that counts in each month: its grades are spans, read once, and not looked up month by month.
const COVERAGE = statement('analysis_coverage', `
  WITH months AS (SELECT m::date AS month FROM generate_series(($3 || '-01')::date, ($4 || '-01')::date, interval '1 month') AS m),
  spans AS (SELECT c.id, s.grade, greatest(s.begins, date_trunc('month', c.registered_at AT TIME ZONE $5)::date) AS begins, coalesce(lead(s.begins) OVER (PARTITION BY c.id ORDER BY s.begins), 'infinity'::date) AS ends
    FROM visit_customer c CROSS JOIN LATERAL (SELECT '-infinity'::date AS begins, 'none' AS grade UNION ALL SELECT (g->>'from' || '-01')::date, g->>'grade' FROM jsonb_array_elements(c.grades) g) s WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.status = 'active')
  SELECT to_char(m.month, 'YYYY-MM') AS month, s.grade, count(*)::int AS customers, count(*) FILTER (WHERE f.visits > 0)::int AS visited, coalesce(sum(f.visits), 0)::int AS visits
  FROM months m JOIN spans s ON s.begins <= m.month AND s.ends > m.month LEFT JOIN customer_month f ON f.tenant_id = $1 AND f.unit_id = $2 AND f.month = m.month AND f.customer_id = s.id
  GROUP BY m.month, s.grade ORDER BY m.month DESC, s.grade`);
const PRODUCTS = statement('analysis_products', `
  SELECT to_char(month, 'YYYY-MM') AS month, region_id AS "regionId", product, customers, stock::float8 AS stock, purchases::float8 AS purchases, purchases_fen AS "purchasesFen", sales::float8 AS sales, sales_fen AS "salesFen" FROM product_month
  WHERE tenant_id = $1 AND unit_id = $2 AND month BETWEEN ($3 || '-01')::date AND ($4 || '-01')::date AND ($5::uuid IS NULL OR region_id = $5) AND ($6::text IS NULL OR product_key = $6) AND customers > 0 ORDER BY month DESC, product_key, region_id`);
// Counted apart and joined by grade: whatever is known of the rows, nothing is gone through once for every customer.
const EFFECT = statement('analysis_effect', `
  WITH there AS (SELECT coalesce(${gradeSql('visit_customer', '$4')}, 'none') AS grade, greatest(date_trunc('month', registered_at AT TIME ZONE $5)::date, ($3 || '-01')::date) AS begun FROM visit_customer WHERE tenant_id = $1 AND unit_id = $2 AND status = 'active'),
  owed AS (SELECT grade, sum(greatest(0, (date_part('year', ($4 || '-01')::date) - date_part('year', begun)) * 12 + date_part('month', ($4 || '-01')::date) - date_part('month', begun) + 1))::int AS months FROM there GROUP BY grade),
  own AS (SELECT customer_id, count(*) FILTER (WHERE visits > 0) AS visited, sum(bought_fen) FILTER (WHERE visits > 0) AS when_visited, sum(bought_fen) FILTER (WHERE visits = 0) AS otherwise
    FROM customer_month WHERE tenant_id = $1 AND unit_id = $2 AND month BETWEEN ($3 || '-01')::date AND ($4 || '-01')::date GROUP BY customer_id),
  had AS (SELECT coalesce(${gradeSql('c', '$4')}, 'none') AS grade, sum(o.visited)::int AS visited, sum(o.when_visited) AS when_visited, sum(o.otherwise) AS otherwise
    FROM own o JOIN visit_customer c ON c.tenant_id = $1 AND c.id = o.customer_id AND c.status = 'active' GROUP BY 1)
  SELECT o.grade, o.months, coalesce(h.visited, 0) AS visited, coalesce(h.when_visited, 0)::bigint AS "whenVisited", coalesce(h.otherwise, 0)::bigint AS otherwise FROM owed o LEFT JOIN had h ON h.grade = o.grade ORDER BY 1`);

interface ProductRow { month: string; regionId: string; product: string; customers: number; stock: number; purchases: number; purchasesFen: string; sales: number; salesFen: string }
interface EffectRow { grade: VisitEffect['grade']; months: number; visited: number; whenVisited: string; otherwise: string }

/** The figures of a unit over months (capability 8), from rows that are kept up with each fact. */
@Injectable()
export class Analysis {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly regions: Regions) {}

  coverage(ctx: Context, query: VisitAnalysisQuery): Promise<{ items: GradeMonth[] }> {
    return this.ofUnit(ctx, query, async (tx) => {
      const rows = await tx.sql<Omit<GradeMonth, 'share'> & Record<string, unknown>>(COVERAGE, [tx.tenantId, query.unitId, query.from, query.to, await this.directory.zone(tx)]);
      return rows.map((row): GradeMonth => ({ ...row, share: Math.round((row.visited / row.customers) * 10_000) / 10_000 }));
    });
  }

  products(ctx: Context, query: ProductAnalysisQuery): Promise<{ items: ProductMonth[] }> {
    return this.ofUnit(ctx, query, async (tx) => {
      if (query.regionId) await this.regions.ofUnit(tx, query.regionId, query.unitId);
      const rows = await tx.sql<ProductRow & Record<string, unknown>>(PRODUCTS, [tx.tenantId, query.unitId, query.from, query.to, query.regionId ?? null, query.product ? nameKey(query.product) : null]);
      const names = await this.regions.names(tx, [...new Set(rows.map((r) => r.regionId))]);
      return rows.map(({ regionId, purchasesFen, salesFen, ...r }): ProductMonth => ({
        ...r, regionId: regionId === NO_REGION ? null : regionId, regionName: names.get(regionId) ?? null, purchasesAmount: yuan(purchasesFen), salesAmount: yuan(salesFen), sellThrough: sellThrough(r.sales, r.stock),
      }));
    });
  }

  effect(ctx: Context, query: VisitAnalysisQuery): Promise<{ items: VisitEffect[] }> {
    return this.ofUnit(ctx, query, async (tx) => {
      const rows = await tx.sql<EffectRow & Record<string, unknown>>(EFFECT, [tx.tenantId, query.unitId, query.from, query.to, await this.directory.zone(tx)]);
      return rows.map(({ grade, months, visited, whenVisited, otherwise }): VisitEffect => ({ grade, visitedMonths: visited, otherMonths: months - visited, boughtWhenVisited: average(whenVisited, visited), boughtOtherwise: average(otherwise, months - visited) }));
    });
  }

  /** Throws 403 for another unit, 400 for months out of order or more than two years. */
  private ofUnit<T>(ctx: Context, { unitId, from, to }: VisitAnalysisQuery, look: (tx: Tx) => Promise<T[]>): Promise<{ items: T[] }> {
    permit(ctx, 'visitAnalysis.read');
    const months = monthsIn(from, to);
    if (months < 1 || months > MOST_MONTHS) throw refuse.field('to', 'range', { zh: `结束月份不早于开始月份，最多 ${MOST_MONTHS} 个月`, en: `not before "from", and ${MOST_MONTHS} months at most` });
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      permit(ctx, 'visitAnalysis.read', unitId);
      return { items: await look(tx) };
    });
  }
}

/** Yuan, to the fen below. */
const average = (fen: string, over: number): string => yuan(over > 0 ? BigInt(fen) / BigInt(over) : 0n);
