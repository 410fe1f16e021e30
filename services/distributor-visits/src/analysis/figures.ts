import { Injectable, type OnModuleInit } from '@nestjs/common';
import { statement, type Tx } from '@luyue/platform';
import { type Bought, CustomerRecord } from '../customers/customer-record.ts';
import { type VisitFacts, VisitSeams } from '../visit-seams.ts';
import { monthOf } from './analysis.rules.ts';

const VISITED = statement('figures_visited', `
  INSERT INTO customer_month (tenant_id, unit_id, month, customer_id, visits, bought_fen) VALUES ($1, $2, $3, $4, 1, 0) ON CONFLICT (tenant_id, unit_id, month, customer_id) DO UPDATE SET visits = customer_month.visits + 1`);
const BOUGHT = statement('figures_bought', `
  INSERT INTO customer_month (tenant_id, unit_id, month, customer_id, visits, bought_fen)
  SELECT $1::uuid, unit_id, month, customer_id, 0, sum(fen) FROM unnest($2::uuid[], $3::date[], $4::uuid[], $5::bigint[]) AS b(unit_id, month, customer_id, fen) GROUP BY unit_id, month, customer_id ORDER BY unit_id, month, customer_id
  ON CONFLICT (tenant_id, unit_id, month, customer_id) DO UPDATE SET bought_fen = customer_month.bought_fen + excluded.bought_fen`);
// Surveys of one customer and month follow each other: what the first has added the second sees.
const ALONE = statement('figures_alone', `SELECT pg_advisory_xact_lock(hashtextextended('figures/' || $1::text || '/' || $2::text || '/' || $3::text, 0))`);
// What the customer told in the month is counted anew from its few surveys, so that a survey that took another's place counts once. The difference goes to the region's row.
const TOLD = statement('figures_told', `
  WITH fresh AS (
    SELECT lower(regexp_replace(normalize(product, NFKC), '\\s+', '', 'g')) AS key, (array_agg(product ORDER BY day DESC, answer_id DESC))[1] AS product, coalesce((array_agg(quantity ORDER BY day DESC, answer_id DESC) FILTER (WHERE measure = 'stock'))[1], 0) AS stock,
      coalesce(sum(quantity) FILTER (WHERE measure = 'purchases'), 0) AS purchases, coalesce(sum(amount_fen) FILTER (WHERE measure = 'purchases'), 0)::bigint AS purchases_fen,
      coalesce(sum(quantity) FILTER (WHERE measure = 'sales'), 0) AS sales, coalesce(sum(amount_fen) FILTER (WHERE measure = 'sales'), 0)::bigint AS sales_fen
    FROM survey_line WHERE tenant_id = $1 AND customer_id = $2 AND day >= $3::date AND day < $3::date + interval '1 month' GROUP BY 1),
  before AS (DELETE FROM customer_product_month WHERE tenant_id = $1 AND customer_id = $2 AND month = $3::date RETURNING *),
  change AS (
    SELECT unit_id, region_id, product_key AS key, NULL::text AS product, -1 AS customers, -stock AS stock, -purchases AS purchases, -purchases_fen AS purchases_fen, -sales AS sales, -sales_fen AS sales_fen FROM before
    UNION ALL SELECT $4::uuid, $5::uuid, key, product, 1, stock, purchases, purchases_fen, sales, sales_fen FROM fresh)
  INSERT INTO product_month (tenant_id, unit_id, month, region_id, product_key, product, customers, stock, purchases, purchases_fen, sales, sales_fen)
  SELECT $1, unit_id, $3::date, region_id, key, coalesce(max(product), key), sum(customers), sum(stock), sum(purchases), sum(purchases_fen), sum(sales), sum(sales_fen) FROM change GROUP BY unit_id, region_id, key ORDER BY unit_id, region_id, key
  ON CONFLICT (tenant_id, unit_id, month, region_id, product_key) DO UPDATE SET product = CASE WHEN excluded.product = excluded.product_key THEN product_month.product ELSE excluded.product END, customers = product_month.customers + excluded.customers, stock = product_month.stock + excluded.stock,
    purchases = product_month.purchases + excluded.purchases, purchases_fen = product_month.purchases_fen + excluded.purchases_fen, sales = product_month.sales + excluded.sales, sales_fen = product_month.sales_fen + excluded.sales_fen`);
const KEEP = statement('figures_keep', `
  INSERT INTO customer_product_month (tenant_id, customer_id, month, product_key, unit_id, region_id, stock, purchases, purchases_fen, sales, sales_fen)
  SELECT $1, $2, $3::date, lower(regexp_replace(normalize(product, NFKC), '\\s+', '', 'g')), $4, $5, coalesce((array_agg(quantity ORDER BY day DESC, answer_id DESC) FILTER (WHERE measure = 'stock'))[1], 0),
    coalesce(sum(quantity) FILTER (WHERE measure = 'purchases'), 0), coalesce(sum(amount_fen) FILTER (WHERE measure = 'purchases'), 0)::bigint, coalesce(sum(quantity) FILTER (WHERE measure = 'sales'), 0), coalesce(sum(amount_fen) FILTER (WHERE measure = 'sales'), 0)::bigint
  FROM survey_line WHERE tenant_id = $1 AND customer_id = $2 AND day >= $3::date AND day < $3::date + interval '1 month' GROUP BY 4`);
/** Region of customers that have none. */
export const NO_REGION = '00000000-0000-0000-0000-000000000000';

/** Keeps the figures of the analysis up with each fact, in its transaction: reading a year costs what it shows, not what ever happened. */
@Injectable()
export class Figures implements OnModuleInit {
  constructor(private readonly seams: VisitSeams, private readonly customers: CustomerRecord) {}

  onModuleInit(): void {
    this.seams.onVisit((tx, visit) => this.visited(tx, visit));
    this.seams.onSurvey((tx, visit) => this.told(tx, visit));
    this.customers.onPurchase((tx, bought) => this.bought(tx, bought));
  }

  private async visited(tx: Tx, { unitId, customerId, day }: VisitFacts): Promise<void> { await tx.sql(VISITED, [tx.tenantId, unitId, monthOf(day), customerId]); }

  private async bought(tx: Tx, bought: Bought[]): Promise<void> {
    if (bought.length) await tx.sql(BOUGHT, [tx.tenantId, bought.map((b) => b.customer.unitId), bought.map((b) => monthOf(b.purchase.boughtOn)), bought.map((b) => b.customer.id), bought.map((b) => b.purchase.amountFen)]);
  }

  private async told(tx: Tx, { customerId, unitId, regionId, day }: VisitFacts): Promise<void> {
    const month = monthOf(day);
    await tx.sql(ALONE, [tx.tenantId, customerId, month]);
    await tx.sql(TOLD, [tx.tenantId, customerId, month, unitId, regionId ?? NO_REGION]);
    await tx.sql(KEEP, [tx.tenantId, customerId, month, unitId, regionId ?? NO_REGION]);
  }
}
