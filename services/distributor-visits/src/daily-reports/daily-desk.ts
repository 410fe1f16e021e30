import { Injectable } from '@nestjs/common';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { type AssembledReport, AssembledReports, ReportMails } from '@luyue/reports';
import { DailyRecord } from './daily-record.ts';
import { DailyMatter, DailyReport } from './daily-report.entity.ts';
import type { DailyReportView, SortedMatter } from './daily-reports.http.ts';
import { afterSubmission, DAILY, matterMoves, urgentFrom } from './daily-reports.rules.ts';
import { DailyReports } from './daily-reports.service.ts';

const TRIAGE = 'dailyReport.triage';

/** The supervisor reads each daily report, sorts its matters, returns or accepts it (DV-9b). */
@Injectable()
export class DailyDesk {
  constructor(private readonly database: TenantDatabase, private readonly record: DailyRecord, private readonly reports: AssembledReports, private readonly daily: DailyReports, private readonly obligations: Obligations, private readonly mails: ReportMails) {}

  /** The read mark; a report without an unsorted matter is sorted by it. */
  read(ctx: Context, id: string): Promise<DailyReportView> { return this.change(ctx, id, async (tx, report) => { await this.seen(tx, report); }); }

  /** DV-9b: solved here, or beyond the unit, matter by matter; what is beyond starts the clock of DV-11. Throws 400 naming a matter that the report does not have, 409 for one whose urgent report is filed. */
  sort(ctx: Context, id: string, items: SortedMatter[]): Promise<DailyReportView> {
    return this.change(ctx, id, async (tx, report) => {
      const [day, matters] = [await tx.lock(DailyReport, id), new Map((await this.record.matters(tx, [id])).map((m) => [m.id, m]))];
      for (const [i, { matterId, to, note = '' }] of items.entries()) {
        const matter = matters.get(matterId);
        if (!matter) throw refuse.field(`items.${i}.matterId`, 'unknown_matter', { zh: '这份日报没有这个事项', en: 'the report has no such matter' }, 'DV-9b');
        await this.mark(tx, matter, to, note, day.triageDueAt, report);
      }
      await this.seen(tx, report);
    });
  }

  /** R13: back to the visitor with a reason; opens the resubmission. What is not sorted by then is sorted with the next submission. */
  giveBack(ctx: Context, id: string, reason: string): Promise<DailyReportView> {
    return this.change(ctx, id, async (tx, report) => {
      await this.reports.giveBack(tx, report, reason);
      await this.record.owe(tx, report, { what: 'returned', at: tx.now }, { unitId: report.unitId, userId: report.authorId });
      await this.obligations.cancel(tx, { subjectId: id, clauses: ['DV-9b'] }, `退回重交：${reason}`);
      await tx.update(DailyReport, await tx.lock(DailyReport, id), { triageDueAt: null });
      this.mails.tellAuthor(tx, report, 'report_returned', reason, `/daily-reports?id=${id}`);
    });
  }

  /** Throws 422 naming DV-9b while a matter is not sorted, and DV-9a where visits came after the submission: it goes back first, so that one report tells of all customers of the day (reading 3). */
  accept(ctx: Context, id: string, comment?: string): Promise<DailyReportView> {
    return this.change(ctx, id, async (tx, report) => {
      const later = report.status === 'submitted' ? afterSubmission(await this.record.visitsOf(tx, id), report.submittedAt) : [];
      if (later.length) {
        throw refuse.rule('DV-9a', 'visits_after_submission', { zh: `提交后又有巡访：${later.map((v) => v.customerName).join('、')}；先退回，请巡访员补交`, en: `Visits came after the submission: ${later.map((v) => v.customerName).join(', ')}; return it, so that it tells of them` },
          { errors: later.map((v) => ({ field: `visits.${v.id}`, code: 'after_submission', message: { zh: `日报里没有${v.customerName}这次巡访`, en: `the report does not tell of the visit to ${v.customerName}` } })) });
      }
      await this.reports.accept(tx, report, comment);
      const open = (await this.record.matters(tx, [id])).filter((m) => m.state === 'unsorted');
      if (open.length) {
        throw refuse.rule('DV-9b', 'matters_unsorted', { zh: `还没分拣：${open.map((m) => m.title).join('、')}`, en: `Not sorted yet: ${open.map((m) => m.title).join(', ')}` },
          { errors: open.map((m) => ({ field: `matters.${m.id}`, code: 'unsorted', message: { zh: `“${m.title}”还没分拣`, en: `"${m.title}" is not sorted` } })) });
      }
      await this.seen(tx, report);
      if (comment) this.mails.tellAuthor(tx, report, 'report_commented', comment, `/daily-reports?id=${id}`);
    });
  }

  comment(ctx: Context, id: string, text: string): Promise<DailyReportView> {
    return this.change(ctx, id, async (tx, report) => {
      await this.reports.comment(tx, report, text);
      this.mails.tellAuthor(tx, report, 'report_commented', text, `/daily-reports?id=${id}`);
    });
  }

  /** Read by now; and once nothing is unsorted DV-9b is met. */
  private async seen(tx: Tx, report: AssembledReport): Promise<void> {
    await this.reports.read(tx, report);
    const matters = await this.record.matters(tx, [report.id]);
    if (matters.some((m) => m.state === 'unsorted')) return;
    const beyond = matters.filter((m) => m.state === 'beyond').length;
    await this.obligations.meet(tx, { subjectId: report.id, clauses: ['DV-9b'] }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: `读完分拣：${matters.length} 项，超出本单位 ${beyond} 项` }] });
    const day = await tx.lock(DailyReport, report.id);
    if (day.triageDueAt) await tx.update(DailyReport, day, { triageDueAt: null });
  }

  private async mark(tx: Tx, matter: DailyMatter, to: 'here' | 'beyond', note: string, triageDueAt: Date | null, report: AssembledReport): Promise<void> {
    if (matter.state === to) return;
    if (!matterMoves[matter.state].includes(to)) throw refuse.transition(matter.state, to, [...matterMoves[matter.state]], 'DV-9b');
    if (matter.urgentReportId) throw refuse.conflict('matter_filed', { zh: `“${matter.title}”已经有紧急报告，不能改判`, en: `"${matter.title}" has its urgent report; it stays as it is` }, { clause: 'DV-11' });
    // Nobody sorted it in time: its clock runs already, from the end of that time.
    const from = to === 'beyond' ? matter.urgentFrom ?? urgentFrom(tx.now, triageDueAt) : null;
    if (to === 'here') await this.obligations.cancel(tx, { subjectId: matter.id, clauses: ['DV-11'] }, `主管判定本单位解决${note ? `：${note}` : ''}`);
    else if (!matter.urgentFrom) await this.record.owe(tx, { id: matter.id, number: report.number, title: matter.title }, { what: 'beyond', at: from! }, await this.record.ownerOf(tx, 'supervisor', report.unitId), 'daily_matter');
    await tx.update(DailyMatter, matter, { state: to, sortedAt: tx.now, sortedBy: tx.ctx.userName, note, urgentFrom: from });
  }

  private change(ctx: Context, id: string, change: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<DailyReportView> {
    permit(ctx, TRIAGE);
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, DAILY.kind, id);
      permit(ctx, TRIAGE, report.unitId);
      await change(tx, report);
      return this.daily.view(tx, report);
    });
  }
}
