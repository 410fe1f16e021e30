import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { type Context, statement, TenantDatabase, type Text, type Tx } from '@luyue/platform';
import { cellsAgain, type ImportColumns, importTemplate, type Mapped, mappedPieces, rejectedTable, type RejectedRow, type Upload, uploadedSheet, Workbooks } from '@luyue/reports';
import { permitStation, refuseClosed, stationScope } from '../stations/station-scope.ts';
import type { AuthorisedStation } from '../stations/station.entity.ts';
import { Stations } from '../stations/stations.service.ts';
import type { RepairOrder } from './order.entity.ts';
import type { OrderImport } from './order-views.ts';
import { LEVEL_NAMES, partsOf, REPAIR_LEVELS, type RepairLevel } from './repair-orders.rules.ts';
import { newOrder } from './repair-orders.service.ts';

const MOST_MEGABYTES = 10;
const MOST_ROWS = 50_000;
const SHOWN = 1_000;
const LEVELS = Object.fromEntries(REPAIR_LEVELS.flatMap((level) => [[LEVEL_NAMES[level].zh, level], [LEVEL_NAMES[level].en, level]]));
const COLUMNS = {
  station: { zh: '授权站编号', en: 'station', kind: 'text', max: 40 }, number: { zh: '工单号', en: 'number', kind: 'text', required: true, max: 40 }, model: { zh: '机型', en: 'model', kind: 'text', max: 60 }, serial: { zh: '串号', en: 'serial', kind: 'text', max: 60 },
  fault: { zh: '故障', en: 'fault', kind: 'text', max: 300 }, level: { zh: '维修级别', en: 'level', kind: 'choice', choices: LEVELS }, parts: { zh: '配件', en: 'parts', kind: 'text', max: 500 }, customerName: { zh: '客户', en: 'customer', kind: 'text', max: 60 },
  customerPhone: { zh: '客户电话', en: 'phone', kind: 'text', max: 20 }, soldOn: { zh: '销售日期', en: 'sold on', kind: 'date' }, repairedOn: { zh: '维修日期', en: 'repaired on', kind: 'date' },
} as const satisfies ImportColumns;
type Row = Mapped<typeof COLUMNS>;

const BY_NUMBERS = statement('stations_by_numbers', `SELECT id FROM authorised_station WHERE tenant_id = $1 AND number = ANY ($2::text[])`);
// A number that is taken, in the file itself too, is left out: whoever is not answered was not taken.
const ADD = statement('repair_orders_add', `
  INSERT INTO repair_order (tenant_id, id, version, station_id, department_unit_id, region_id, number, month, model, serial, fault, level, parts, customer_name, customer_phone, sold_on, repaired_on, missing, status, origin, entered_at, entered_by, returns)
  SELECT $1::uuid, o.id, 1, o."stationId", o."departmentUnitId", o."regionId", o.number, o.month, o.model, o.serial, o.fault, o.level, nullif(o.parts, 'null'::jsonb), o."customerName", o."customerPhone", o."soldOn", o."repairedOn", o.missing, o.status, o.origin, $3::timestamptz, $4::text, 0
  FROM jsonb_to_recordset($2::jsonb) AS o(id uuid, "stationId" uuid, "departmentUnitId" uuid, "regionId" uuid, number text, month text, model text, serial text, fault text, level text, parts jsonb, "customerName" text, "customerPhone" text, "soldOn" date,
    "repairedOn" date, missing text[], status text, origin text)
  ON CONFLICT (tenant_id, station_id, number) DO NOTHING RETURNING id`);

/** Repair orders from Excel (OC-3.2.2a): what is right is taken in, complete or not; the other rows come back with their reasons. */
@Injectable()
export class OrderImports {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly stations: Stations, private readonly workbooks: Workbooks) {}

  /** An empty table with the columns that are read. */
  async template(ctx: Context): Promise<Readable> {
    stationScope(ctx, 'repairOrder.write');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    return importTemplate(this.workbooks, COLUMNS, { title: '维修工单', zone });
  }

  /** The rows that came back as a table with their reasons: mended there, it is read again. */
  async rejected(ctx: Context, rows: RejectedRow[]): Promise<Readable> {
    stationScope(ctx, 'repairOrder.write');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    const table = rejectedTable(COLUMNS, rows, ctx.language);
    return this.workbooks.writeTable(table.columns, table.rows, { title: ctx.language === 'zh' ? '未收工单' : 'Rejected orders', zone });
  }

  /** 50 000 rows at most, read and written some thousand at a time in one transaction. Throws 413 for a file that is too large, 400 for one that is no workbook or lacks columns. */
  async take(ctx: Context, stationId: string | undefined, upload: Upload): Promise<OrderImport> {
    stationScope(ctx, 'repairOrder.write');
    const content = await uploadedSheet(upload, MOST_MEGABYTES);
    return this.database.write(ctx, async (tx) => {
      const [zone, today] = [await this.directory.zone(tx), await this.stations.today(tx)];
      const only = stationId ? await this.stations.read(tx, stationId, 'repairOrder.write') : null;
      if (only) refuseClosed(only, 'OC-3.2.2a');
      const known = new Map<string, AuthorisedStation | null>();
      const result = { rows: 0, created: 0, incomplete: 0, rejectedCount: 0, rejected: [] as RejectedRow[] };
      const reject = (row: RejectedRow): void => { if (result.rejectedCount++ < SHOWN) result.rejected.push(row); };
      for await (const { good, rejected, count } of mappedPieces(this.workbooks, COLUMNS, content, { maxRows: MOST_ROWS, zone })) {
        rejected.forEach(reject);
        await this.learn(tx, known, good.map(({ value }) => value.station));
        const made: { row: number; value: Row; order: RepairOrder }[] = [];
        for (const { row, value } of good) {
          const station = value.station ? known.get(value.station) ?? null : only;
          const reasons = reasonsOf(ctx, value, station, only, today);
          if (reasons.length) reject({ row, cells: cellsAgain(COLUMNS, value, zone), reasons });
          else made.push({ row, value, order: orderOf(tx, station!, value, today) });
        }
        const added = new Set((await tx.sql<{ id: string }>(ADD, [tx.tenantId, JSON.stringify(made.map(({ order }) => order)), tx.now, ctx.userName])).map(({ id }) => id));
        for (const { row, value, order } of made) {
          if (!added.has(order.id)) reject({ row, cells: cellsAgain(COLUMNS, value, zone), reasons: [{ zh: '这个站已有同号工单', en: 'the station has an order of that number' }] });
          else if (order.missing.length) result.incomplete += 1;
        }
        result.rows += count;
        result.created += added.size;
      }
      return { fileName: upload.filename.slice(0, 200), columns: Object.values(COLUMNS).map((column) => column[ctx.language]), ...result, rejected: result.rejected.toSorted((a, b) => a.row - b.row).map(({ row, cells, reasons }) => ({ row, cells, reasons })) };
    });
  }

  /** Stations by their numbers, each asked for once. */
  private async learn(tx: Tx, known: Map<string, AuthorisedStation | null>, numbers: (string | null)[]): Promise<void> {
    const unknown = [...new Set(numbers.filter((n): n is string => n !== null && !known.has(n)))];
    if (!unknown.length) return;
    const ids = await tx.sql<{ id: string }>(BY_NUMBERS, [tx.tenantId, unknown]);
    for (const number of unknown) known.set(number, null);
    for (const { station } of (await this.stations.named(tx, ids.map(({ id }) => id))).values()) known.set(station.number, station);
  }
}

function reasonsOf(ctx: Context, { parts, repairedOn, customerPhone }: Row, station: AuthorisedStation | null, only: AuthorisedStation | null, today: string): Text[] {
  const reasons: Text[] = [];
  if (!station) reasons.push({ zh: '没有这个编号的授权站', en: 'no station of that number' });
  else if (only && station.id !== only.id) reasons.push({ zh: '是另一个站的工单', en: 'is an order of another station' });
  else if (station.status === 'closed') reasons.push({ zh: '授权站已关闭', en: 'the station is closed' });
  else if (!mayWrite(ctx, station)) reasons.push({ zh: '不是您能录入的授权站', en: 'you may not enter orders of that station' });
  if (partsOf(parts).bad) reasons.push({ zh: '配件看不懂，例如：电源板×2；排线', en: 'parts are not understood; e.g. power board×2; cable' });
  if (customerPhone && !/^\+?[0-9][0-9 -]{4,19}$/.test(customerPhone)) reasons.push({ zh: '客户电话应是电话号码', en: 'the phone should be a phone number' });
  if (repairedOn && repairedOn > today) reasons.push({ zh: '维修日期还没到', en: 'the day of the repair has not come yet' });
  return reasons;
}

function mayWrite(ctx: Context, station: AuthorisedStation): boolean {
  try {
    permitStation(ctx, 'repairOrder.write', station);
    return true;
  } catch {
    return false;
  }
}

const orderOf = (tx: Tx, station: AuthorisedStation, { number, level, parts, ...fields }: Row, today: string): RepairOrder => {
  const { model, serial, fault, customerName, customerPhone, soldOn, repairedOn } = fields;
  return newOrder(tx, station, { number, model, serial, fault, level: level as RepairLevel | null, parts: partsOf(parts).parts, customerName, customerPhone, soldOn, repairedOn }, { today, origin: 'import' });
};
