import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addMonths, localDate } from '@luyue/kernel';
import { ObligationList, obligationView, occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, matchVersion, Numbers, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type AssembledReport, type AssembledReportRow, AssembledReports, FormPrinter, type PrintedForm, type ReportFilter, reportLayout, ReportMails, type WrittenPart } from '@luyue/reports';
import { DailyRecord } from '../daily-reports/daily-record.ts';
import type { DayListener, VisitDayFacts } from '../visit-seams.ts';
import { MonthRecord } from './month-record.ts';
import type { MonthlyReportView } from './monthly-reports.http.ts';
import { MONTHLY } from './monthly-reports.rules.ts';

const READ = 'visitMonthlyReport.read';
const WRITE = 'visitMonthlyReport.write';

/** The supervisor sums the daily reports up for the company's leaders (DV-10): one report for each unit and month. */
@Injectable()
export class MonthlyReports implements DayListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly reports: AssembledReports, private readonly months: MonthRecord, private readonly daily: DailyRecord, private readonly duties: RecurringDuties, private readonly ledger: ObligationList, private readonly directory: Directory,
    private readonly numbers: Numbers, private readonly printer: FormPrinter, private readonly mails: ReportMails,
  ) {}

  onModuleInit(): void {
    this.reports.declare(MONTHLY, (tx, { subjectId, period }) => this.months.assemble(tx, subjectId, period));
    this.daily.onDay(this);
  }

  /** From the month of its first visit on a unit owes the report of each month (R4: one day with visits is enough). */
  async dayOpened(tx: Tx, { unitId, day }: VisitDayFacts): Promise<void> {
    const [unit, owner] = [await this.directory.unit(tx, unitId), await this.daily.ownerOf(tx, 'supervisor', unitId)];
    await this.duties.begin(tx, [{ clauseId: 'DV-10', parameter: 'dv.report.month.dueDay', every: { months: 1 }, partial: true, subject: { type: 'business_unit', id: unitId, number: unit.name, title: MONTHLY.title.zh }, ...owner, beginsOn: day }]);
  }

  list(ctx: Context, filter: Omit<ReportFilter, 'kind' | 'units'>): Promise<Page<AssembledReportRow>> {
    const units = unitsOf(ctx, READ);
    return this.database.read(ctx, (tx) => this.reports.list(tx, { ...filter, kind: MONTHLY.kind, units }));
  }

  /** The draft of a unit's month; the same one when it is there. Throws 400 for a month that has not begun. */
  async open(ctx: Context, unitId: string, month: string): Promise<MonthlyReportView> {
    permit(ctx, WRITE, unitId);
    const number = await this.numbers.next(ctx, 'YB');
    return this.database.write(ctx, async (tx) => {
      const { name } = await this.directory.unit(tx, unitId);
      if (month > (await this.today(tx)).slice(0, 7)) throw refuse.field('month', 'future', { zh: '这个月还没有开始', en: 'the month has not begun' }, 'DV-10');
      return this.view(tx, await this.reports.draft(tx, { kind: MONTHLY.kind, id: occurrenceOf(unitId, 'DV-10', month), subjectId: unitId, period: month, unitId, number, title: `${name} ${month}` }));
    });
  }

  get(ctx: Context, id: string, round?: number): Promise<MonthlyReportView> {
    permit(ctx, READ);
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id), round));
  }

  write(ctx: Context, id: string, version: number, parts: WrittenPart[]): Promise<MonthlyReportView> {
    return this.change(ctx, id, WRITE, version, async (tx, report) => { await this.reports.write(tx, report, parts); });
  }

  /** To the leaders: meets DV-10 of its month. Throws 422 naming DV-10 before the month is over, for each daily report of it that nobody has read, and for each part that is neither filled nor "none"; its due time stays where it is (reading 5). */
  submit(ctx: Context, id: string, version: number | null): Promise<MonthlyReportView> {
    return this.change(ctx, id, WRITE, version, async (tx, report) => {
      if ((await this.today(tx)) < addMonths(`${report.period}-01`, 1)) throw refuse.rule('DV-10', 'month_not_over', { zh: `${report.period} 还没有过完`, en: `${report.period} is not over` });
      const unread = (await this.months.dailies(tx, report.subjectId, report.period)).filter((d) => d.status === 'submitted' && !d.readAt);
      if (unread.length) {
        throw refuse.rule('DV-10', 'dailies_unread', { zh: `还有 ${unread.length} 份日报没有阅读：${unread.map((d) => d.title).join('、')}`, en: `${unread.length} daily reports are unread: ${unread.map((d) => d.title).join(', ')}` },
          { errors: unread.map((d) => ({ field: `dailies.${d.id}`, code: 'unread', message: { zh: `${d.title} 的日报没有阅读`, en: `the daily report ${d.title} is unread` } })) });
      }
      await this.reports.submit(tx, report);
      await this.duties.complete(tx, { subjectId: report.subjectId, clauseId: 'DV-10', on: `${report.period}-01` }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `上报《${MONTHLY.title.zh}》${report.number}` }] });
      await this.mails.send(tx, report, { to: [{ key: 'leader', name: '分管领导', role: 'leader', unitId: report.unitId }], copies: [], link: `/visit-monthly-reports?id=${id}` });
    });
  }

  /** A leader's comment; the first one is the read mark too. The author's own is a comment like any other, and no reading. */
  comment(ctx: Context, id: string, text: string): Promise<MonthlyReportView> {
    return this.change(ctx, id, READ, null, async (tx, report) => {
      await this.reports.comment(tx, report, text);
      if (ctx.userId !== report.authorId) await this.reports.read(tx, report);
      this.mails.tellAuthor(tx, report, 'report_commented', text, `/visit-monthly-reports?id=${id}`);
    });
  }

  /** Printed on A4. */
  async file(ctx: Context, id: string, round?: number): Promise<{ printed: PrintedForm; name: string }> {
    permit(ctx, READ);
    const { layout, name } = await this.database.read(ctx, async (tx) => {
      const report = await this.read(tx, id);
      const [view, tenantName, zone] = await Promise.all([this.reports.view(tx, report, round), this.directory.tenantName(tx), this.directory.zone(tx)]);
      return { layout: reportLayout(view, { tenantName, zone, printedBy: ctx.userName, printedAt: tx.now, signers: [{ label: '主管', name: report.authorName }, { label: '分管领导', ...(report.readBy && { name: report.readBy }) }] }), name: `${MONTHLY.title.zh} ${report.title}` };
    });
    return { printed: await this.printer.print(layout), name };
  }

  private async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }

  private async read(tx: Tx, id: string): Promise<AssembledReport> {
    const report = await this.reports.get(tx, MONTHLY.kind, id);
    permit(tx.ctx, READ, report.unitId);
    return report;
  }

  private change(ctx: Context, id: string, permission: string, version: number | null, change: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<MonthlyReportView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, MONTHLY.kind, id);
      permit(ctx, permission, report.unitId);
      matchVersion(report, version);
      await change(tx, report);
      return this.view(tx, report);
    });
  }

  private async view(tx: Tx, report: AssembledReport, round?: number): Promise<MonthlyReportView> {
    const [view, owed, people, dailies] = await Promise.all([this.reports.view(tx, report, round), this.ledger.ofSubjects(tx, [report.id]), this.directory.people(tx), this.months.dailies(tx, report.subjectId, report.period)]);
    return {
      ...view, dailies: { accepted: dailies.filter((d) => d.status === 'accepted').length, unread: dailies.filter((d) => d.status === 'submitted' && !d.readAt).length, all: dailies.length },
      obligations: (owed.get(report.id) ?? []).map((o) => obligationView(o, tx.now, people)),
    };
  }
}
