import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, matchVersion, Numbers, type Page, permit, Problem, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type AssembledReport, type AssembledReportRow, AssembledReports, FormPrinter, type PrintedForm, type ReportFilter, type ReportItem, reportLayout, ReportMails, type WrittenPart } from '@luyue/reports';
import { CustomerRecord } from '../customers/customer-record.ts';
import { DailyRecord } from '../daily-reports/daily-record.ts';
import { URGENT_KIND_NAMES } from '../urgent-kinds.ts';
import { UrgentReport } from './urgent-report.entity.ts';
import type { OpenUrgentReport, UrgentReportRow, UrgentReportView } from './urgent-reports.http.ts';
import { URGENT, urgentDuties } from './urgent-reports.rules.ts';

const READ = 'dailyReport.read';
const FILE = 'urgentReport.file';
const TRIAGE = 'dailyReport.triage';
const ACKNOWLEDGE = 'urgentReport.acknowledge';
const OF_IDS = statement('urgent_reports_of_ids', 'tenant_id = $1 AND id = ANY ($2)');

/** What the unit cannot solve itself goes to the superior (DV-11): prefilled from the matter of a daily report, or without one; acknowledged by the head of the parent unit. */
@Injectable()
export class UrgentReports implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly reports: AssembledReports, private readonly daily: DailyRecord, private readonly customers: CustomerRecord, private readonly obligations: Obligations, private readonly ledger: ObligationList,
    private readonly directory: Directory, private readonly numbers: Numbers, private readonly printer: FormPrinter, private readonly mails: ReportMails,
  ) {}

  onModuleInit(): void { this.reports.declare(URGENT, (tx, { id }) => this.assemble(tx, id)); }

  async list(ctx: Context, filter: Omit<ReportFilter, 'kind' | 'units'>): Promise<Page<UrgentReportRow>> {
    const units = unitsOf(ctx, READ);
    return this.database.read(ctx, async (tx) => {
      const found = await this.reports.list(tx, { ...filter, kind: URGENT.kind, units });
      const about = await this.about(tx, found.items.map((r) => r.id));
      return { ...found, items: found.items.map((row) => rowView(row, about.get(row.id)!)) };
    });
  }

  get(ctx: Context, id: string): Promise<UrgentReportView> {
    permit(ctx, READ);
    return this.database.read(ctx, async (tx) => this.view(tx, await this.read(tx, id)));
  }

  /**
   * A draft: of a matter that the supervisor marked beyond the unit, with what the daily report says of it, or of something that no daily report has. Throws 409 for a matter that the unit solves or that has its report, 400 for a
   * customer or unit that there is not.
   */
  async open(ctx: Context, body: OpenUrgentReport): Promise<UrgentReportView> {
    permit(ctx, FILE);
    const number = await this.numbers.next(ctx, 'JB');
    return this.database.write(ctx, async (tx) => {
      const matter = body.matterId ? await this.daily.beyond(tx, body.matterId) : null;
      const unitId = matter?.unitId ?? body.unitId ?? ctx.unitId;
      if (!unitId) throw refuse.field('unitId', 'required', { zh: '要写明单位', en: 'is required' }, 'DV-11');
      permit(ctx, FILE, unitId);
      await this.directory.unit(tx, unitId);
      const customer = !matter && body.customerId ? await this.customers.subject(tx, body.customerId) : null;
      const id = newId();
      const report = await this.reports.draft(tx, { kind: URGENT.kind, id, subjectId: id, period: localDate(tx.now, await this.directory.zone(tx)), unitId, number, title: body.title ?? matter?.title ?? '', words: matter ? { 'handling.done': matter.result } : {} });
      if (!report.title) throw refuse.field('title', 'required', { zh: '要写明事由', en: 'is required' }, 'DV-11');
      await tx.insert(UrgentReport, { tenantId: tx.tenantId, id, version: 1, unitId, kind: body.kind, matterId: matter?.id ?? null, dailyReportId: matter?.reportId ?? null, customerId: matter?.customerId ?? customer?.id ?? null, superiorUnitId: null, droppedAt: null });
      if (matter) await this.daily.takeUp(tx, matter, id);
      return this.view(tx, report);
    });
  }

  write(ctx: Context, id: string, version: number, parts: WrittenPart[]): Promise<UrgentReportView> {
    return this.change(ctx, id, FILE, version, async (tx, report) => { await this.reports.write(tx, report, parts); });
  }

  /** To the superior: meets what the matter owed and opens the acknowledgement. Throws 422 naming DV-11 for each part that is neither filled nor "none", 409 once it is filed. */
  file(ctx: Context, id: string, version: number | null): Promise<UrgentReportView> {
    return this.change(ctx, id, FILE, version, async (tx, report, about) => {
      await this.reports.submit(tx, report);
      const superior = await this.daily.ownerOf(tx, 'unit_manager', (await this.directory.unit(tx, about.unitId)).parentId ?? about.unitId);
      await tx.update(UrgentReport, about, { superiorUnitId: superior.unitId });
      if (about.matterId) await this.obligations.meet(tx, { subjectId: about.matterId, clauses: ['DV-11'], parameter: 'dv.urgent.fileHours' }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `上报《${URGENT.title.zh}》${report.number}` }] });
      const [owed] = await this.obligations.open(tx, urgentDuties({ filedAt: tx.now }).map((duty) => ({ ...duty, subject: { type: 'urgent_report', id, number: report.number, title: report.title }, ...superior })));
      await this.mails.send(tx, report, { to: [{ key: 'superior', name: '主管上级', role: 'unit_manager', unitId: superior.unitId }], copies: [], link: `/urgent-reports?id=${id}`, obligationId: owed?.id ?? null, dueAt: owed?.dueAt ?? null });
    });
  }

  /**
   * Gives a draft up, with the reason: its matter is to be sorted anew, and what it owes stays open as it was until it is. By its author, or by whoever sorts. Throws 403 for anybody else, 409 once it is filed.
   */
  drop(ctx: Context, id: string, version: number | null, reason: string): Promise<UrgentReportView> {
    return this.change(ctx, id, FILE, version, async (tx, report, about) => {
      if (report.authorId !== ctx.userId) permit(ctx, TRIAGE, report.unitId);
      await this.reports.drop(tx, report, reason);
      await tx.update(UrgentReport, about, { droppedAt: tx.now });
      if (about.matterId) await this.daily.putBack(tx, about.matterId);
    });
  }

  /** By the head of the parent unit (reading 12), or of the next level up where that is vacant (R16). Throws 403 for anybody else, 409 before it is filed and for the second time. */
  acknowledge(ctx: Context, id: string, comment?: string): Promise<UrgentReportView> {
    return this.change(ctx, id, ACKNOWLEDGE, null, async (tx, report, about) => {
      await this.reports.accept(tx, report, comment);
      const { users } = await this.directory.holders(tx, 'unit_manager', about.superiorUnitId!);
      if (users.length && !users.some((u) => u.id === ctx.userId)) throw new Problem({ status: 403, code: 'not_the_superior', clause: 'DV-11', title: { zh: '由主管上级签收', en: 'The superior in charge acknowledges it' } });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['DV-11'] }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `签收${comment ? `：${comment}` : ''}` }] });
      if (comment) this.mails.tellAuthor(tx, report, 'report_commented', comment, `/urgent-reports?id=${id}`);
    });
  }

  /** What the superior says to it, before or after the acknowledgement. */
  comment(ctx: Context, id: string, text: string): Promise<UrgentReportView> {
    return this.change(ctx, id, ACKNOWLEDGE, null, async (tx, report) => {
      await this.reports.comment(tx, report, text);
      this.mails.tellAuthor(tx, report, 'report_commented', text, `/urgent-reports?id=${id}`);
    });
  }

  /** Printed on A4. */
  async paper(ctx: Context, id: string): Promise<{ printed: PrintedForm; name: string }> {
    permit(ctx, READ);
    const { layout, name } = await this.database.read(ctx, async (tx) => {
      const report = await this.read(tx, id);
      const [view, tenantName, zone] = await Promise.all([this.reports.view(tx, report), this.directory.tenantName(tx), this.directory.zone(tx)]);
      return { layout: reportLayout(view, { tenantName, zone, printedBy: ctx.userName, printedAt: tx.now, signers: [{ label: '填报人', name: report.authorName }, { label: '主管上级', ...(report.acceptedAt && report.readBy && { name: report.readBy }) }] }), name: `${URGENT.title.zh} ${report.number}` };
    });
    return { printed: await this.printer.print(layout), name };
  }

  /** Its kind, and what the daily report says of the matter. */
  private async assemble(tx: Tx, id: string): Promise<Record<string, ReportItem[]>> {
    const about = await tx.get(UrgentReport, id);
    const [matters, customers] = await Promise.all([about.dailyReportId ? this.daily.matters(tx, [about.dailyReportId]) : [], this.customers.ofIds(tx, about.customerId ? [about.customerId] : [])]);
    const matter = matters.find((m) => m.id === about.matterId);
    const customer = about.customerId && customers.get(about.customerId);
    return {
      'event.kind': [{ text: URGENT_KIND_NAMES[about.kind].zh }],
      'event.facts': [...(customer ? [{ text: `客户：${customer.name}`, ref: { type: 'visit_customer', id: customer.id } }] : []), ...(matter ? [{ text: `${matter.title}。${matter.course}`, ref: { type: 'daily_report', id: matter.reportId } }] : [])],
    };
  }

  private async read(tx: Tx, id: string): Promise<AssembledReport> {
    const report = await this.reports.get(tx, URGENT.kind, id);
    permit(tx.ctx, READ, report.unitId);
    return report;
  }

  private change(ctx: Context, id: string, permission: string, version: number | null, change: (tx: Tx, report: AssembledReport, about: UrgentReport) => Promise<void>): Promise<UrgentReportView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, URGENT.kind, id);
      permit(ctx, permission, report.unitId);
      matchVersion(report, version);
      await change(tx, report, await tx.get(UrgentReport, id));
      return this.view(tx, report);
    });
  }

  private async about(tx: Tx, ids: string[]): Promise<Map<string, UrgentReport>> { return new Map((ids.length ? await tx.rows(UrgentReport, OF_IDS, [tx.tenantId, ids]) : []).map((row) => [row.id, row])); }

  private async view(tx: Tx, report: AssembledReport): Promise<UrgentReportView> {
    const about = await tx.get(UrgentReport, report.id);
    const [view, owed, people] = await Promise.all([this.reports.view(tx, report), this.ledger.ofSubjects(tx, [report.id, ...(about.matterId && !about.droppedAt ? [about.matterId] : [])]), this.directory.people(tx)]);
    const { users } = about.superiorUnitId ? await this.directory.holders(tx, 'unit_manager', about.superiorUnitId) : { users: [] };
    return { ...view, ...rowView(view, about), superiors: users.map(({ id, name }) => ({ id, name })), obligations: [...owed.values()].flat().map((o) => obligationView(o, tx.now, people)) };
  }
}

const rowView = (row: AssembledReportRow, about: UrgentReport): UrgentReportRow => ({ ...row, urgentKind: about.kind, urgentKindName: URGENT_KIND_NAMES[about.kind], matterId: about.matterId, dailyReportId: about.dailyReportId, customerId: about.customerId });
