import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, matchVersion, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { AssembledReport, type AssembledReportRow, AssembledReports, FormPrinter, type PrintedForm, type ReportFilter, reportLayout, ReportMails, type WrittenPart } from '@luyue/reports';
import { CustomerRecord } from '../customers/customer-record.ts';
import { DailyRecord } from './daily-record.ts';
import { DailyMatter, DailyReport } from './daily-report.entity.ts';
import type { DailyMatterBody, DailyReportView } from './daily-reports.http.ts';
import { afterSubmission, DAILY, withoutCard } from './daily-reports.rules.ts';

const READ = 'dailyReport.read';
const WRITE = 'dailyReport.write';

/** The visitor's daily report with the customer cards (DV-9a): filled from the day, completed in six contents, submitted. */
@Injectable()
export class DailyReports {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DailyRecord, private readonly reports: AssembledReports, private readonly customers: CustomerRecord, private readonly obligations: Obligations, private readonly ledger: ObligationList,
    private readonly directory: Directory, private readonly printer: FormPrinter, private readonly mails: ReportMails,
  ) {}

  list(ctx: Context, filter: Omit<ReportFilter, 'kind' | 'units'>): Promise<Page<AssembledReportRow>> {
    const units = unitsOf(ctx, READ);
    return this.database.read(ctx, (tx) => this.reports.list(tx, { ...filter, kind: DAILY.kind, units }));
  }

  /** One's own of a day, today's when left out. Throws 422 naming DV-9a for a day without visits. */
  ofDay(ctx: Context, day?: string): Promise<DailyReportView> {
    permit(ctx, WRITE);
    return this.database.read(ctx, async (tx) => {
      const of = day ?? localDate(tx.now, await this.directory.zone(tx));
      const report = ctx.userId && await this.reports.find(tx, DAILY.kind, ctx.userId, of);
      if (!report) throw refuse.rule('DV-9a', 'no_visits', { zh: `${of} 没有巡访，不用写日报`, en: `No visit on ${of}, so there is no report to write` }, { extra: { day: of } });
      return this.view(tx, report);
    });
  }

  get(ctx: Context, id: string, round?: number): Promise<DailyReportView> {
    permit(ctx, READ);
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id), round));
  }

  write(ctx: Context, id: string, version: number, parts: WrittenPart[]): Promise<DailyReportView> {
    return this.own(ctx, id, version, async (tx, report) => { await this.reports.write(tx, report, parts); });
  }

  /** The main matters, in their order; what is left out goes. Throws 409 for a change of one that the supervisor has sorted, or once it is submitted; 400 for a customer that was not visited. */
  setMatters(ctx: Context, id: string, version: number, bodies: DailyMatterBody[]): Promise<DailyReportView> {
    return this.own(ctx, id, null, async (tx, report) => {
      const known = new Map((await this.record.matters(tx, [id])).map((m) => [m.id, m]));
      const visited = new Set((await this.record.visitsOf(tx, id)).map((v) => v.customerId));
      const errors = bodies.flatMap((body, i) => [
        ...(body.customerId && !visited.has(body.customerId) ? [{ field: `matters.${i}.customerId`, code: 'not_visited', message: { zh: '这天没有巡访这个客户', en: 'was not visited on this day' } }] : []),
        ...(body.id !== undefined && !known.has(body.id) ? [{ field: `matters.${i}.id`, code: 'unknown_matter', message: { zh: '这份日报没有这个事项', en: 'the report has no such matter' } }] : []),
      ]);
      if (errors.length) throw refuse.fields(errors, 'DV-9a');
      matchVersion(report, version);
      // A part that now has lines is no longer "none": nobody has to think of the mark.
      await this.reports.write(tx, report, bodies.length ? [{ part: 'matters.matters', none: false }] : []);
      const kept = new Set<string>();
      for (const [i, body] of bodies.entries()) {
        const before = body.id === undefined ? undefined : known.get(body.id);
        const said = { position: i + 1, customerId: body.customerId ?? null, title: body.title, course: body.course, result: body.result, kind: body.kind ?? null };
        if (!before) await tx.insert(DailyMatter, { tenantId: tx.tenantId, id: newId(), version: 1, reportId: id, unitId: report.unitId, ...said, state: 'unsorted', sortedAt: null, sortedBy: null, note: '', urgentFrom: null, urgentReportId: null });
        else {
          if (before.state !== 'unsorted' && (before.title !== said.title || before.course !== said.course || before.result !== said.result)) throw sorted(before);
          kept.add(before.id);
          await tx.update(DailyMatter, before, said);
        }
      }
      for (const gone of [...known.values()].filter((m) => !kept.has(m.id))) {
        if (gone.state !== 'unsorted' || gone.urgentFrom) throw sorted(gone);
        await tx.manager.delete(DailyMatter, { tenantId: tx.tenantId, id: gone.id });
      }
    });
  }

  /**
   * To the supervisor: meets DV-9a and opens DV-9b. Throws 422 naming DV-9a for each customer visited without a card version, and for each part that is neither filled nor "none"; 409 where it is submitted already.
   */
  submit(ctx: Context, id: string, version: number | null): Promise<DailyReportView> {
    return this.own(ctx, id, version, async (tx, report) => {
      const [day, visits] = [await tx.lock(DailyReport, id), await this.record.visitsOf(tx, id)];
      const bare = withoutCard(visits);
      if (bare.length) {
        throw refuse.rule('DV-9a', 'card_missing', { zh: `还没有客户卡：${bare.map((c) => c.customerName).join('、')}`, en: `No customer card yet: ${bare.map((c) => c.customerName).join(', ')}` },
          { errors: bare.map((c) => ({ field: `cards.${c.customerId}`, code: 'card_missing', message: { zh: `${c.customerName}这次巡访没有客户卡`, en: `no card of the visit to ${c.customerName}` } })) });
      }
      await this.reports.submit(tx, report);
      await this.record.sealCards(tx, visits);
      await this.obligations.meet(tx, { subjectId: id, clauses: ['DV-9a'] }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `提交《${DAILY.title.zh}》${report.number}，第 ${report.round} 次` }] });
      const triageDueAt = await this.record.owe(tx, report, { what: 'submitted', at: tx.now }, await this.record.ownerOf(tx, 'supervisor', report.unitId));
      await tx.update(DailyReport, day, { triageDueAt });
      await this.mails.send(tx, report, { to: [{ key: 'supervisor', name: '主管', role: 'supervisor', unitId: report.unitId }], copies: [], link: `/daily-reports?id=${id}`, dueAt: triageDueAt });
    });
  }

  /** Printed on A4. */
  async file(ctx: Context, id: string, round?: number): Promise<{ printed: PrintedForm; name: string }> {
    permit(ctx, READ);
    const { layout, name } = await this.database.read(ctx, async (tx) => {
      const report = await this.read(tx, id);
      const [view, tenantName, zone] = await Promise.all([this.reports.view(tx, report, round), this.directory.tenantName(tx), this.directory.zone(tx)]);
      return { layout: reportLayout(view, { tenantName, zone, printedBy: ctx.userName, printedAt: tx.now, signers: [{ label: '巡访员', name: report.authorName }, { label: '主管', ...(report.readBy && { name: report.readBy }) }] }), name: `${view.kindTitle.zh} ${report.number}` };
    });
    return { printed: await this.printer.print(layout), name };
  }

  /** For the supervisor's desk, which has asked its own permission. */
  async view(tx: Tx, report: AssembledReport, round?: number): Promise<DailyReportView> {
    const [view, matters, visits, owed, people] = await Promise.all([
      this.reports.view(tx, report, round), this.record.matters(tx, [report.id]), this.record.visitsOf(tx, report.id), this.ledger.ofSubjects(tx, [report.id]), this.directory.people(tx),
    ]);
    const [customers, ofMatters] = await Promise.all([this.customers.ofIds(tx, matters.flatMap((m) => m.customerId ?? [])), this.ledger.ofSubjects(tx, matters.map((m) => m.id))]);
    const later = new Set(report.status === 'submitted' || report.status === 'accepted' ? afterSubmission(visits, report.submittedAt).map((v) => v.id) : []);
    return {
      ...view, visits: visits.map(({ effect: _effect, recordedAt: _recorded, ...v }) => ({ ...v, afterSubmission: later.has(v.id), checkInAt: v.checkInAt.toISOString(), checkOutAt: v.checkOutAt?.toISOString() ?? null })), cardsMissing: withoutCard(visits),
      matters: matters.map((m) => ({
        id: m.id, position: m.position, customerId: m.customerId, customerName: (m.customerId && customers.get(m.customerId)?.name) || null, title: m.title, course: m.course, result: m.result, kind: m.kind, state: m.state,
        sortedAt: m.sortedAt?.toISOString() ?? null, sortedBy: m.sortedBy, note: m.note, urgentReportId: m.urgentReportId, obligations: (ofMatters.get(m.id) ?? []).map((o) => obligationView(o, tx.now, people)),
      })),
      obligations: (owed.get(report.id) ?? []).map((o) => obligationView(o, tx.now, people)),
    };
  }

  private async read(tx: Tx, id: string): Promise<AssembledReport> {
    const report = await this.reports.get(tx, DAILY.kind, id);
    permit(tx.ctx, READ, report.unitId);
    return report;
  }

  /** A change by its author alone. */
  private own(ctx: Context, id: string, version: number | null, change: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<DailyReportView> {
    permit(ctx, WRITE);
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, DAILY.kind, id);
      permit(ctx, WRITE, report.unitId);
      if (report.authorId !== ctx.userId) throw refuse.forbidden(WRITE);
      matchVersion(report, version);
      await change(tx, report);
      return this.view(tx, report);
    });
  }
}

const sorted = ({ title, state }: DailyMatter): Error => refuse.conflict('matter_sorted', { zh: `主管已经分拣“${title}”，不能再改`, en: `The supervisor has sorted "${title}"; it stays as it is` }, { clause: 'DV-9b', extra: { state } });
