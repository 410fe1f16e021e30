import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, instantAt, parseDate, weekOf } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView, occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, may, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type AssembledReport, type AssembledReportQuery, type AssembledReportRow, AssembledReports, type ReportItem, ReportMails, type WriteReport } from '@luyue/reports';
import { Incidents } from '../incidents/incidents.service.ts';
import { Operators } from '../operators/operators.service.ts';
import { owedWhilePosted } from '../posting-duties.ts';
import { Postings } from '../postings/postings.service.ts';
import { Staff } from '../staff/staff.service.ts';
import { StationDuties } from '../station-duties/station-duties.service.ts';
import type { DraftWeeklyReport, WeeklyReportView } from './weekly-reports.http.ts';
import { dutiesOfSubmission, recordLine, WEEKLY, weeklyKind } from './weekly-reports.rules.ts';

const CLAUSE = 'OC-3.1.3';

/** The weekly report of everybody who is posted (OC-3.1.3): due on Monday after its week, read and guided by the channel engineer. */
@Injectable()
export class WeeklyReports implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly reports: AssembledReports, private readonly mails: ReportMails, private readonly recurring: RecurringDuties, private readonly obligations: Obligations, private readonly ledger: ObligationList,
    private readonly directory: Directory, private readonly staff: Staff, private readonly postings: Postings, private readonly stations: StationDuties, private readonly operators: Operators, private readonly incidents: Incidents,
  ) {}

  onModuleInit(): void {
    this.reports.declare(weeklyKind, (tx, report) => this.records(tx, report));
    this.staff.hear({ standsIn: (tx, { id }, days, userId) => this.recurring.handOver(tx, { subjectId: id, clauses: [CLAUSE] }, days, userId) });
    // Reading 11: one day of the week is enough.
    owedWhilePosted({ clauseId: CLAUSE, parameter: 'oc.weekly.weekday', every: 'week', partial: true, type: WEEKLY }, { postings: this.postings, staff: this.staff, recurring: this.recurring });
  }

  list(ctx: Context, filter: AssembledReportQuery & { limit: number }): Promise<Page<AssembledReportRow>> {
    const units = unitsOf(ctx, 'weeklyReport.read');
    return this.database.read(ctx, (tx) => this.reports.list(tx, { ...filter, kind: WEEKLY, units }));
  }

  /** Throws 422 for somebody else's that one does not stand in for, a week ahead, or one without a posting. */
  draft(ctx: Context, { day, staffId }: DraftWeeklyReport): Promise<WeeklyReportView> {
    permit(ctx, 'weeklyReport.write');
    return this.database.write(ctx, async (tx) => {
      // Whoever stands in may be a channel engineer, who is no outstation staff.
      const person = staffId ? await this.staff.mentioned(tx, staffId) : await this.staff.own(tx);
      const own = person.userId === ctx.userId;
      parseDate(day);
      const [week, today] = [weekOf(day), await this.staff.today(tx)];
      if (week.from > today) throw refuse.field('day', 'in_the_future', { zh: '这一周还没开始', en: 'this week has not begun' }, CLAUSE);
      if (!own && (await this.staff.deputies(tx, [person.id], today)).get(person.id) !== ctx.userId) throw refuse.rule(CLAUSE, 'not_the_deputy', { zh: '只有请假期间的代理人能代写', en: 'Only the deputy during an approved leave writes it' });
      if (!(await this.postings.posted(tx, { staffId: person.id, from: week.from, to: week.to })).length) throw refuse.rule(CLAUSE, 'not_posted', { zh: '这一周没有派驻，不用交周报', en: 'No posting in this week: no report is owed' });
      const name = (await this.staff.named(tx, [person.id])).get(person.id)?.name ?? '';
      const id = occurrenceOf(person.id, CLAUSE, week.label);
      const report = await this.reports.draft(tx, { kind: WEEKLY, id, subjectId: person.id, period: week.from, unitId: person.departmentUnitId, number: `ZB-${week.label}`, title: `${name} ${week.from} 至 ${week.to}` });
      // R15, reading 11: whoever stands in owes it.
      if (!own) await this.obligations.reassign(tx, { subjectId: id, clauses: [CLAUSE], parameter: 'oc.weekly.weekday' }, { userId: ctx.userId });
      return this.view(tx, report);
    });
  }

  get(ctx: Context, id: string, round?: number): Promise<WeeklyReportView> {
    permit(ctx, 'weeklyReport.read');
    return this.database.read(ctx, async (tx) => {
      const report = await this.reports.get(tx, WEEKLY, id);
      permit(ctx, 'weeklyReport.read', report.unitId);
      return this.view(tx, report, round);
    });
  }

  write(ctx: Context, id: string, { parts }: WriteReport): Promise<WeeklyReportView> {
    return this.own(ctx, id, async (tx, report) => void (await this.reports.write(tx, report, parts)));
  }

  /** Met by the submission, received now (R5). Throws 422 naming the part without words or "none". */
  submit(ctx: Context, id: string): Promise<WeeklyReportView> {
    return this.own(ctx, id, async (tx, report) => {
      await this.reports.submit(tx, report);
      const evidence = [{ kind: 'fact' as const, at: tx.now.toISOString(), by: ctx.userName, text: `提交 ${report.number}` }];
      await this.recurring.complete(tx, { subjectId: report.subjectId, clauseId: CLAUSE, on: report.period }, { at: tx.now, evidence });
      const person = await this.staff.read(tx, report.subjectId);
      const [guide] = await this.obligations.open(tx, dutiesOfSubmission({ submittedAt: tx.now }).map((owed) => ({ ...owed, subject: { type: WEEKLY, id: report.id, number: report.number, title: report.title }, unitId: report.unitId, userId: person.engineerUserId })));
      const { users } = await this.directory.people(tx);
      await this.mails.send(tx, report, {
        to: [{ key: 'engineer', name: users.get(person.engineerUserId)?.name ?? '', userId: person.engineerUserId }], copies: [{ key: 'manager', name: '渠道经理', role: 'channel_manager', unitId: report.unitId }],
        link: `/weekly-reports?id=${report.id}`, obligationId: guide?.id ?? null, dueAt: guide?.dueAt ?? null,
      });
    });
  }

  /** The mark that the engineer has read it. */
  read(ctx: Context, id: string): Promise<WeeklyReportView> {
    return this.guided(ctx, id, async (tx, report) => void (await this.reports.read(tx, report)));
  }

  /** The channel guides and supervises by it: meets the engineer's hours. Throws 409 before it is submitted, and once it was guided. */
  guide(ctx: Context, id: string, guidance: string): Promise<WeeklyReportView> {
    return this.guided(ctx, id, async (tx, report) => {
      await this.reports.accept(tx, report, guidance);
      await this.meetGuidance(tx, id, guidance, '阅示指导');
    });
  }

  /** Back to its author with what is to be put right, which guides, too; the next submission has hours of its own. Throws 409 for one that is not submitted. */
  giveBack(ctx: Context, id: string, reason: string): Promise<WeeklyReportView> {
    return this.guided(ctx, id, async (tx, report) => {
      await this.reports.giveBack(tx, report, reason);
      await this.meetGuidance(tx, id, reason, '退回重报');
    });
  }

  private async meetGuidance(tx: Tx, id: string, note: string, text: string): Promise<void> {
    await this.obligations.meet(tx, { subjectId: id, clauses: [CLAUSE], parameter: 'oc.weekly.guideHours' }, { at: tx.now, note: note.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text }] });
  }

  private own(ctx: Context, id: string, work: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<WeeklyReportView> {
    permit(ctx, 'weeklyReport.write');
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, WEEKLY, id);
      permit(ctx, 'weeklyReport.write', report.unitId);
      if (report.authorId !== ctx.userId) throw refuse.rule(CLAUSE, 'not_the_author', { zh: '只有填报人能改、能交', en: 'Only its author writes and submits it' });
      await work(tx, report);
      return this.view(tx, report);
    });
  }

  private guided(ctx: Context, id: string, work: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<WeeklyReportView> {
    permit(ctx, 'weeklyReport.guide');
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, WEEKLY, id);
      permit(ctx, 'weeklyReport.guide', report.unitId);
      if (report.authorId === ctx.userId) throw refuse.rule('PF-12', 'own_report', { zh: '自己填的周报由他人阅示', en: 'Nobody guides by a report of their own' });
      await work(tx, report);
      return this.view(tx, report);
    });
  }

  /** What the week's records say, by part. */
  private async records(tx: Tx, report: AssembledReport): Promise<Record<string, ReportItem[]>> {
    const [from, to] = [report.period, addDays(report.period, 6)];
    const zone = await this.directory.zone(tx);
    const midnight = (date: string): Date => new Date(instantAt(parseDate(date), '00:00', zone));
    const { userId } = await this.staff.read(tx, report.subjectId);
    const [stations, talks, incidents] = await Promise.all([this.stations.ofPerson(tx, userId, from, to), this.operators.talksOf(tx, userId, from, to), this.incidents.ofPerson(tx, userId, midnight(from), midnight(addDays(to, 1)))]);
    return {
      'done.stations': stations.map((r) => ({ text: recordLine(r), ref: { type: 'station_record', id: r.id } })),
      'done.operators': talks.map((t) => ({ text: `${t.heldOn} ${t.name}：${t.judgement.slice(0, 200)}`, ref: { type: 'operator_talk', id: t.id } })),
      'done.incidents': incidents.map((i) => ({ text: `${i.number} ${i.title}：${i.text.slice(0, 200)}`, ref: { type: 'incident', id: i.id, number: i.number } })),
    };
  }

  private async view(tx: Tx, report: AssembledReport, round?: number): Promise<WeeklyReportView> {
    const [view, owed, people] = await Promise.all([this.reports.view(tx, report, round), this.ledger.ofSubjects(tx, [report.id]), this.ledger.people(tx)]);
    return { ...view, obligations: (owed.get(report.id) ?? []).map((o) => obligationView(o, tx.now, people)), mine: report.authorId === tx.ctx.userId, mayGuide: may(tx.ctx, 'weeklyReport.guide', report.unitId) && report.authorId !== tx.ctx.userId };
  }
}
