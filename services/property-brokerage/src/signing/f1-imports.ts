import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { Directory } from '@luyue/directory';
import { type Context, permit, Problem, refuse, TenantDatabase, type Tx, validationPipe } from '@luyue/platform';
import { Workbooks, workbookProblem } from '@luyue/reports';
import { OpenDealBody } from '../basics-body.ts';
import { missingBasics } from '../deals/deal-actions.ts';
import { DealRecord } from '../deals/deal-record.ts';
import { FormNumbers } from '../forms/form-numbers.ts';
import type { DealView } from '../views.ts';
import { basicsOf } from './deal-row.ts';
import { f1Workbook, type F1Read, readF1, TEMPLATE_EDITION } from './f1-workbook.ts';
import type { F1Fault, F1Preview, F1UploadQuery } from './signing.http.ts';
import { Signing } from './signing.service.ts';

/** Of an F1 that people fill in; a picture pasted into it makes it no better. */
const MOST_BYTES = 2 * 1_048_576;
const LIMITS = { maxRows: 200, maxCells: 10_000 };
interface Upload { filename: string; file: Readable & { truncated?: boolean } }

/** F1 as a workbook: the shop fills in the basics, sees what is wrong cell by cell, and opens the deal with it (PB-4.1a). */
@Injectable()
export class F1Imports {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly signing: Signing, private readonly numbers: FormNumbers, private readonly directory: Directory, private readonly workbooks: Workbooks,
  ) {}

  /** Empty, or with what a deal has. */
  async workbook(ctx: Context, dealId?: string): Promise<{ name: string; content: Buffer }> {
    permit(ctx, 'deal.write');
    const layout = await this.database.read(ctx, async (tx) => {
      const deal = dealId ? await this.record.read(tx, dealId, 'deal.write') : null;
      const filled = deal && { deal, parties: await this.record.parties(tx, deal.id) };
      return f1Workbook({ ...(await this.form(tx)), tenantName: await this.directory.tenantName(tx), zone: await this.directory.zone(tx), printedBy: ctx.userName, printedAt: tx.now.toISOString() }, filled ?? undefined);
    });
    return { name: `${layout.title}.xlsx`, content: await this.workbooks.writeForm(layout) };
  }

  /** Throws 400 for a file that is no workbook or hides something, 413 for one that is too large, 422 naming PB-5 for another form, number or edition. */
  async preview(ctx: Context, query: F1UploadQuery, upload: Upload): Promise<F1Preview> {
    permit(ctx, 'deal.write', query.shopUnitId);
    const read = await this.read(ctx, upload);
    const { faults, body } = await this.judged(ctx, query, read);
    const missing = body && !faults.length ? missingBasics(basicsOf(body), body.parties) : [];
    return { fileName: upload.filename.slice(0, 200), number: read.number, faults, missing: missing.map(({ field, zh, en }) => ({ field, text: { zh, en } })), deal: faults.length ? null : body };
  }

  /** One way with `POST deals`. Throws as `preview`, and 400 naming each cell that is not right. */
  async open(ctx: Context, query: F1UploadQuery, upload: Upload): Promise<DealView> {
    permit(ctx, 'deal.write', query.shopUnitId);
    const { faults, body } = await this.judged(ctx, query, await this.read(ctx, upload));
    if (!body || faults.length) throw refuse.fields(faults.map(({ cell, field, code, message }) => ({ field: cell || field, code, message })), faults[0]?.clause ?? 'PB-4.1a');
    return this.signing.open(ctx, body);
  }

  private async read(ctx: Context, { filename, file }: Upload): Promise<F1Read> {
    const content = await buffer(file);
    if (content.length > MOST_BYTES || file.truncated) throw new Problem({ status: 413, code: 'too_large', clause: 'PF-14', title: { zh: 'F1 不能超过 2 MB', en: 'F1 may have 2 MB at most' } });
    if (!/\.xlsx$/i.test(filename)) throw refuse.field('file', 'not_xlsx', { zh: '只收 .xlsx 的 F1', en: 'F1 is an .xlsx file' }, 'PB-4.1a');
    const sheet = await this.workbooks.readWorkbook(content, LIMITS);
    if ('errors' in sheet) throw workbookProblem(sheet.errors, 'PB-4.1a');
    const [form, zone] = await this.database.read(ctx, async (tx) => [await this.form(tx), await this.directory.zone(tx)] as const);
    const read = readF1(sheet, zone);
    if (read.title !== form.title) throw other('other_form', `这不是《${form.title}》`, `This is not ${form.title}`);
    if (read.number !== form.number) throw other('other_number', `表格编号是“${read.number}”，现行编号是“${form.number}”，请下载现行的 F1`, `The form's number is "${read.number}", in force is "${form.number}"; download the F1 in force`);
    if (read.edition !== TEMPLATE_EDITION) throw other('other_edition', `模板版本是“${read.edition}”，现行版本是“${TEMPLATE_EDITION}”，请下载现行的 F1`, `The template's edition is "${read.edition}", in force is "${TEMPLATE_EDITION}"; download the F1 in force`);
    return read;
  }

  /** By the cells, by the shape of a request, and by what signing itself refuses; the last only of a whole form. */
  private async judged(ctx: Context, query: F1UploadQuery, { body: typed, faults: found, cellOf }: F1Read): Promise<{ faults: F1Fault[]; body: OpenDealBody | null }> {
    if (found.length) return { faults: found.map((fault) => ({ ...fault, clause: 'PB-4.1a' })), body: null };
    try {
      const body = await validationPipe().transform({ ...query, ...typed }, { type: 'body', metatype: OpenDealBody }) as OpenDealBody;
      return { body, faults: (await this.signing.faults(ctx, body)).map((fault) => ({ ...fault, cell: cellOf(fault.field) })) };
    } catch (error) {
      if (!(error instanceof Problem) || error.options.status !== 400) throw error;
      return { body: null, faults: (error.options.errors ?? []).map((fault) => ({ ...fault, cell: cellOf(fault.field), clause: 'PB-4.1a' })) };
    }
  }

  private async form(tx: Tx): Promise<{ title: string; number: string }> { return (await this.numbers.inForce(tx))('f1'); }
}

const other = (code: string, zh: string, en: string): Problem => refuse.rule('PB-5', code, { zh, en }, { errors: [{ field: 'file', code, message: { zh, en } }] });
