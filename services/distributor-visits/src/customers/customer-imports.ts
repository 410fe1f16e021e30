import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { type Context, type FieldError, Numbers, permit, Problem, TenantDatabase, type Text } from '@luyue/platform';
import { cellsAgain, type ImportColumns, importTemplate, type Mapped, mapRows, type RejectedRow, type Upload, uploadedSheet, Workbooks, workbookProblem } from '@luyue/reports';
import { Regions } from '../regions/regions.service.ts';
import type { VisitCustomer } from './customer.entity.ts';
import type { CustomerImport, RegisterCustomer } from './customers.http.ts';
import { CUSTOMER_TYPES } from '../customer-kinds.ts';
import { CUSTOMER_TYPE_NAMES } from './customers.rules.ts';
import { Customers, mayBeSame } from './customers.service.ts';

const MOST_MEGABYTES = 4;
const LIMITS = { maxRows: 3_001, maxCells: 60_000 };
const TYPES = Object.fromEntries(CUSTOMER_TYPES.flatMap((type) => [[CUSTOMER_TYPE_NAMES[type].zh, type], [CUSTOMER_TYPE_NAMES[type].en, type]]));
const COLUMNS = {
  type: { zh: '类型', en: 'type', kind: 'choice', required: true, choices: TYPES }, name: { zh: '名称', en: 'name', kind: 'text', required: true, max: 100 }, region: { zh: '地区', en: 'region', kind: 'text', max: 40 }, city: { zh: '城市', en: 'city', kind: 'text', max: 40 }, address: { zh: '地址', en: 'address', kind: 'text', max: 200 },
  latitude: { zh: '纬度', en: 'latitude', kind: 'number', min: -90, max: 90 }, longitude: { zh: '经度', en: 'longitude', kind: 'number', min: -180, max: 180 }, contact: { zh: '联系人', en: 'contact', kind: 'text', max: 60 }, phone: { zh: '电话', en: 'phone', kind: 'text', max: 30 },
} as const satisfies ImportColumns;
type Row = Mapped<typeof COLUMNS>;

/** Customers from Excel (capability 1): what is right is taken in, the other rows come back with their reasons. */
@Injectable()
export class CustomerImports {
  constructor(private readonly database: TenantDatabase, private readonly customers: Customers, private readonly numbers: Numbers, private readonly directory: Directory, private readonly regions: Regions, private readonly workbooks: Workbooks) {}

  /** An empty table with the columns that are read. */
  async template(ctx: Context): Promise<Readable> {
    permit(ctx, 'visitCustomer.write');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    return importTemplate(this.workbooks, COLUMNS, { title: '客户', zone });
  }

  /** Throws 413 for a file that is too large, 400 for one that is no workbook or lacks columns. */
  async take(ctx: Context, unitId: string, upload: Upload): Promise<CustomerImport> {
    permit(ctx, 'visitCustomer.write', unitId);
    const content = await uploadedSheet(upload, MOST_MEGABYTES);
    const sheet = await this.workbooks.readWorkbook(content, LIMITS);
    if ('errors' in sheet) throw workbookProblem(sheet.errors, 'PF-15');
    const zone = await this.database.read(ctx, (tx) => this.directory.zone(tx));
    const { good, rejected, errors } = mapRows(COLUMNS, sheet, { zone });
    if (errors.some((e) => e.code === 'columns')) throw workbookProblem(errors, 'PF-15');
    const numbers: string[] = [];
    for (let i = 0; i < good.length; i += 1) numbers.push(await this.numbers.next(ctx, 'KH'));
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      const regions = await this.regions.idsByName(tx, unitId);
      const bad: RejectedRow[] = [...rejected];
      const reject = ({ row, value }: (typeof good)[number], reasons: Text[]): void => { bad.push({ row, cells: cellsAgain(COLUMNS, value, zone), reasons }); };
      const read: { from: (typeof good)[number]; made: VisitCustomer }[] = [];
      for (const [i, from] of good.entries()) {
        const { region } = from.value;
        if (region && !regions.has(region)) {
          reject(from, [{ zh: `这个单位没有地区“${region}”`, en: `the unit has no region "${region}"` }]);
          continue;
        }
        const reasons = await this.judge(async () => { read.push({ from, made: (await this.customers.rowsOf(tx, [{ body: bodyOf(from.value, unitId, region ? regions.get(region) : undefined), number: numbers[i]! }], 'import'))[0]! }); });
        if (reasons.length) reject(from, reasons.map((e) => e.message));
      }
      const known = await this.customers.sameAs(tx, read.map(({ made }) => made));
      const taken: VisitCustomer[] = [];
      for (const { from, made } of read) {
        const same = [...known, ...taken].find((other) => mayBeSame(made, other));
        if (same) reject(from, [{ zh: `可能已有档案：${same.number} ${same.name}`, en: `may be there already: ${same.number} ${same.name}` }]);
        else taken.push(made);
      }
      for (let i = 0; i < taken.length; i += 200) await this.customers.add(tx, taken.slice(i, i + 200));
      return {
        fileName: upload.filename.slice(0, 200), rows: good.length + rejected.length, created: taken.length, columns: Object.values(COLUMNS).map((column) => column[ctx.language]),
        rejected: bad.toSorted((one, other) => one.row - other.row).map(({ row, cells, reasons }) => ({ row, cells, reasons })),
      };
    });
  }

  /** What is wrong with a row, field by field. */
  private async judge(work: () => Promise<void>): Promise<FieldError[]> {
    try {
      await work();
      return [];
    } catch (error) {
      if (!(error instanceof Problem) || !error.options.errors) throw error;
      return error.options.errors;
    }
  }
}

function bodyOf({ type, name, city, address, latitude, longitude, contact, phone }: Row, unitId: string, regionId: string | undefined): RegisterCustomer {
  return {
    type: type as VisitCustomer['type'], name, unitId, ...(regionId && { regionId }), ...(city && { city }), ...(address && { address }), ...(latitude !== null && { latitude }), ...(longitude !== null && { longitude }), ...((contact ?? phone) && { contacts: [{ name: contact ?? name, phone: phone ?? '' }] }),
  };
}
