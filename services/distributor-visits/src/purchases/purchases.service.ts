import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { localDate } from '@luyue/kernel';
import { type Context, statement, TenantDatabase, type Text, type Tx, unitsOf } from '@luyue/platform';
import { cellsAgain, importTemplate, mappedPieces, rejectedTable, type RejectedRow, type Upload, uploadedSheet, Workbooks } from '@luyue/reports';
import { normalise } from '@luyue/search';
import { CustomerRecord } from '../customers/customer-record.ts';
import type { PurchaseImport } from './purchases.http.ts';
import { COLUMNS, numberOf, purchaseOf, reasonsOf } from './purchases.rules.ts';

const MOST_MEGABYTES = 4;
const MOST_ROWS = 20_000;
const SHOWN = 1_000;
interface Known { [column: string]: unknown; id: string; unitId: string; number: string; nameKey: string; status: string }

const NAMED = statement('visit_customers_of_purchases', `
  SELECT id, unit_id AS "unitId", number, name_key AS "nameKey", status FROM visit_customer WHERE tenant_id = $1 AND (number = ANY ($2) OR name_key = ANY ($3)) AND ($4::uuid[] IS NULL OR unit_id = ANY ($4))`);
// Two imports of one company follow each other: what the first has taken in the second finds.
const ALONE = statement('visit_customer_purchases_alone', `SELECT pg_advisory_xact_lock(hashtextextended('purchases/' || $1::text, 0))`);
const key = (product: string): string => `lower(regexp_replace(normalize(${product}, NFKC), '\\s+', '', 'g'))`;
// What is there already, or stands twice in the sheet, is left out: whoever is not answered was not taken.
const ADD = statement('visit_customer_purchases_add', `
  INSERT INTO visit_customer_purchase (tenant_id, id, version, customer_id, bought_on, product, quantity, amount_fen, note)
  SELECT $1::uuid, p.id, 1, p."customerId", p."boughtOn", p.product, p.quantity, p."amountFen", p.note FROM (
    SELECT DISTINCT ON (r."customerId", r."boughtOn", ${key('r.product')}, r.quantity, r."amountFen") r.*
    FROM jsonb_to_recordset($2::jsonb) AS r(line int, id uuid, "customerId" uuid, "boughtOn" date, product text, quantity numeric, "amountFen" bigint, note text) ORDER BY r."customerId", r."boughtOn", ${key('r.product')}, r.quantity, r."amountFen", r.line) p
  WHERE NOT EXISTS (SELECT FROM visit_customer_purchase q
    WHERE q.tenant_id = $1 AND q.customer_id = p."customerId" AND q.bought_on = p."boughtOn" AND q.quantity = p.quantity AND q.amount_fen = p."amountFen" AND ${key('q.product')} = ${key('p.product')})
  RETURNING id`);

/** What customers bought, from Excel (capability 1): what is right is taken in once, the other rows come back with their reasons. */
@Injectable()
export class PurchaseImports {
  constructor(private readonly database: TenantDatabase, private readonly record: CustomerRecord, private readonly directory: Directory, private readonly workbooks: Workbooks) {}

  /** An empty table with the columns that are read. */
  async template(ctx: Context): Promise<Readable> {
    unitsOf(ctx, 'visitCustomer.write');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    return importTemplate(this.workbooks, COLUMNS, { title: '进货', zone });
  }

  /** The rows that came back as a table with their reasons: mended there, it is read again. */
  async rejected(ctx: Context, rows: RejectedRow[]): Promise<Readable> {
    unitsOf(ctx, 'visitCustomer.write');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    const table = rejectedTable(COLUMNS, rows, ctx.language);
    return this.workbooks.writeTable(table.columns, table.rows, { title: ctx.language === 'zh' ? '未收进货' : 'Rejected purchases', zone });
  }

  /**
   * 20 000 rows at most, some hundred at a time in one transaction; of customers of the units where the caller may write. A purchase has no number of its own: a row with customer, day, product, quantity and amount of one that is
   * there is that one, and is told instead of taken. Throws 413 for a file that is too large, 400 for one that is no workbook or lacks columns.
   */
  async take(ctx: Context, upload: Upload): Promise<PurchaseImport> {
    const units = unitsOf(ctx, 'visitCustomer.write');
    const content = await uploadedSheet(upload, MOST_MEGABYTES);
    return this.database.write(ctx, async (tx) => {
      const zone = await this.directory.zone(tx);
      const today = localDate(tx.now, zone);
      await tx.sql(ALONE, [tx.tenantId]);
      const result = { rows: 0, created: 0, sameCount: 0, same: [] as number[], rejectedCount: 0, rejected: [] as RejectedRow[] };
      const reject = (row: RejectedRow): void => { if (result.rejectedCount++ < SHOWN) result.rejected.push(row); };
      for await (const { good, rejected, count } of mappedPieces(this.workbooks, COLUMNS, content, { maxRows: MOST_ROWS, zone })) {
        rejected.forEach(reject);
        const named = await this.named(tx, good.map(({ value }) => value.customer), units);
        const bought: { row: number; customer: Known; purchase: ReturnType<typeof purchaseOf> }[] = [];
        for (const { row, value } of good) {
          const customer = named(value.customer);
          const reasons = [...('id' in customer ? [] : [customer]), ...reasonsOf(value, today)];
          if ('id' in customer && !reasons.length) bought.push({ row, customer, purchase: purchaseOf(value) });
          else reject({ row, cells: cellsAgain(COLUMNS, value, zone), reasons });
        }
        const added = new Set((await tx.sql<{ id: string }>(ADD, [tx.tenantId, JSON.stringify(bought.map(({ row, customer, purchase }) => ({ line: row, customerId: customer.id, ...purchase })))])).map(({ id }) => id));
        const taken = bought.filter(({ purchase }) => added.has(purchase.id));
        await this.record.bought(tx, taken);
        for (const { row } of bought.filter(({ purchase }) => !added.has(purchase.id))) if (result.sameCount++ < SHOWN) result.same.push(row);
        result.rows += count;
        result.created += taken.length;
      }
      return { fileName: upload.filename.slice(0, 200), columns: Object.values(COLUMNS).map((column) => column[ctx.language]), ...result, rejected: result.rejected.toSorted((a, b) => a.row - b.row).map(({ row, cells, reasons }) => ({ row, cells, reasons })) };
    });
  }

  /** Who is meant, by number or by the name of one who is active; or why nobody is. */
  private async named(tx: Tx, typed: string[], units: 'all' | string[]): Promise<(one: string) => Known | Text> {
    const all = [...new Set(typed)];
    const found = all.length ? await tx.sql<Known>(NAMED, [tx.tenantId, all.map(numberOf), all.map(normalise), units === 'all' ? null : units]) : [];
    const byNumber = new Map(found.map((each) => [each.number, each]));
    const byName = new Map<string, Known[]>();
    for (const each of found) if (each.status === 'active') byName.set(each.nameKey, [...(byName.get(each.nameKey) ?? []), each]);
    return (one) => {
      const same = byName.get(normalise(one)) ?? [];
      if (same.length > 1) return { zh: `有 ${same.length} 家同名客户，请填编号：${same.map(({ number }) => number).join('、')}`, en: `${same.length} customers have this name; give the number: ${same.map(({ number }) => number).join(', ')}` };
      return byNumber.get(numberOf(one)) ?? same[0] ?? { zh: '没有这个客户', en: 'no such customer' };
    };
  }
}
