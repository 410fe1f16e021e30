import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, instantAt, localDate, parseDate, periodOf } from '@luyue/kernel';
import { ObligationList, obligationView, occurrenceOf, RecurringDuties } from '@luyue/obligations';
import { type Context, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type AssembledReport, type AssembledReportQuery, type AssembledReportRow, AssembledReports, type ReportItem, type WriteReport } from '@luyue/reports';
import { Incidents } from '../incidents/incidents.service.ts';
import { Operators } from '../operators/operators.service.ts';
import { owedWhilePosted } from '../posting-duties.ts';
import { Postings } from '../postings/postings.service.ts';
import { Staff } from '../staff/staff.service.ts';
import { StationDuties } from '../station-duties/station-duties.service.ts';
import { FaultyStock } from './faulty-stock.entity.ts';
import type { FaultyStockLine, FaultyStockQuery, FaultyStockView, OutstationMonthlyReportView } from './monthly-reports.http.ts';
import { ageInDays, FAULTY_STOCK, MONTHLY, monthlyKind } from './monthly-reports.rules.ts';

const CLAUSE = 'OC-3.5.3';
const OF_REPORT = statement('faulty_stock_of_report', 'tenant_id = $1 AND report_id = $2 ORDER BY oldest_on, operator_id, model');
const FORGET = statement('faulty_stock_forget', 'DELETE FROM faulty_stock WHERE tenant_id = $1 AND report_id = $2');
const OF_MONTH = statement('faulty_stock_of_month', `
  SELECT f.operator_id AS "operatorId", f.model, sum(f.units)::int AS units, min(f.oldest_on)::text AS "oldestOn", max(r.submitted_at) AS "toldAt" FROM faulty_stock f
  JOIN assembled_report r ON r.tenant_id = $1 AND r.id = f.report_id AND r.status IN ('submitted', 'accepted')
  WHERE f.tenant_id = $1 AND f.month = $2 AND ($3::uuid[] IS NULL OR f.department_unit_id = ANY ($3)) AND ($4::uuid IS NULL OR f.operator_id = $4) GROUP BY 1, 2 ORDER BY 4, 1, 2 LIMIT 500`);

/** The monthly report with the operators' faulty stock (OC-3.5.3), owed from the first whole month of a posting on. */
@Injectable()
export class MonthlyReports implements OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly reports: AssembledReports, private readonly recurring: RecurringDuties, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly staff: Staff,
    private readonly postings: Postings, private readonly stations: StationDuties, private readonly operators: Operators, private readonly incidents: Incidents,
  ) {}

  onModuleInit(): void {
    this.reports.declare(monthlyKind, (tx, report) => this.records(tx, report));
    owedWhilePosted({ clauseId: CLAUSE, parameter: 'oc.report.month.dueDay', every: { months: 1 }, type: MONTHLY }, { postings: this.postings, staff: this.staff, recurring: this.recurring });
  }

  list(ctx: Context, filter: AssembledReportQuery & { limit: number }): Promise<Page<AssembledReportRow>> {
    const units = unitsOf(ctx, 'outstationMonthlyReport.read');
    return this.database.read(ctx, (tx) => this.reports.list(tx, { ...filter, kind: MONTHLY, units }));
  }

  /** Throws 400 for a month ahead, 422 for one without a posting. */
  draft(ctx: Context, month: string): Promise<OutstationMonthlyReportView> {
    permit(ctx, 'outstationMonthlyReport.write');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.own(tx);
      const period = periodOf(`${month}-01`, 1);
      if (period.from > (await this.staff.today(tx))) throw refuse.field('month', 'in_the_future', { zh: '这个月还没开始', en: 'this month has not begun' }, CLAUSE);
      if (!(await this.postings.posted(tx, { staffId: person.id, from: period.from, to: period.to })).length) throw refuse.rule(CLAUSE, 'not_posted', { zh: '这个月没有派驻', en: 'No posting in this month' });
      const name = (await this.staff.named(tx, [person.id])).get(person.id)?.name ?? '';
      return this.view(tx, await this.reports.draft(tx, { kind: MONTHLY, id: occurrenceOf(person.id, CLAUSE, period.label), subjectId: person.id, period: month, unitId: person.departmentUnitId, number: `YB-${month}`, title: `${name} ${month}` }));
    });
  }

  get(ctx: Context, id: string, round?: number): Promise<OutstationMonthlyReportView> {
    permit(ctx, 'outstationMonthlyReport.read');
    return this.database.read(ctx, async (tx) => {
      const report = await this.reports.get(tx, MONTHLY, id);
      permit(ctx, 'outstationMonthlyReport.read', report.unitId);
      return this.view(tx, report, round);
    });
  }

  write(ctx: Context, id: string, { parts }: WriteReport): Promise<OutstationMonthlyReportView> {
    return this.own(ctx, id, async (tx, report) => void (await this.reports.write(tx, report, parts)));
  }

  /** Throws 400 for an operator that there is not, a model told twice, a day ahead; 409 once it is submitted. */
  tellStock(ctx: Context, id: string, lines: FaultyStockLine[]): Promise<OutstationMonthlyReportView> {
    return this.own(ctx, id, async (tx, report) => {
      // Nothing is written of a submitted report; the library says so.
      await this.reports.write(tx, report, []);
      const [known, today] = [await this.operators.named(tx, lines.map((l) => l.operatorId)), await this.staff.today(tx)];
      if (lines.some((l) => !known.has(l.operatorId))) throw refuse.field('lines', 'unknown_operator', { zh: '没有这个运营商', en: 'no such operator' }, CLAUSE);
      if (new Set(lines.map((l) => `${l.operatorId}/${l.model}`)).size !== lines.length) throw refuse.field('lines', 'twice', { zh: '同一运营商的同一机型只报一行', en: 'one line for a model of an operator' }, CLAUSE);
      for (const { oldestOn } of lines) if (parseDate(oldestOn) > parseDate(today)) throw refuse.field('lines', 'in_the_future', { zh: '最早入库日不能晚于今天', en: 'the oldest day is not later than today' }, CLAUSE);
      await tx.sql(FORGET, [tx.tenantId, id]);
      await tx.insertAll(FaultyStock, lines.map(({ operatorId, model, units, oldestOn }) => ({ tenantId: tx.tenantId, reportId: id, operatorId, model, month: `${report.period}-01`, departmentUnitId: report.unitId, units, oldestOn })));
    });
  }

  /** Met by the submission. Throws 422 naming the part without words or "none". */
  submit(ctx: Context, id: string): Promise<OutstationMonthlyReportView> {
    return this.own(ctx, id, async (tx, report) => {
      await this.reports.submit(tx, report);
      await this.recurring.complete(tx, { subjectId: report.subjectId, clauseId: CLAUSE, on: `${report.period}-01` }, { at: tx.now, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `提交 ${report.number}` }] });
    });
  }

  giveBack(ctx: Context, id: string, reason: string): Promise<OutstationMonthlyReportView> {
    return this.judged(ctx, id, async (tx, report) => void (await this.reports.giveBack(tx, report, reason)));
  }

  accept(ctx: Context, id: string, comment?: string): Promise<OutstationMonthlyReportView> {
    return this.judged(ctx, id, async (tx, report) => void (await this.reports.accept(tx, report, comment)));
  }

  /** Of the month's submitted reports, the oldest first. */
  stock(ctx: Context, { month, operatorId }: FaultyStockQuery): Promise<{ items: FaultyStockView[] }> {
    const units = unitsOf(ctx, 'outstationMonthlyReport.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.stockViews(tx, await tx.sql<FaultyStockLine & { toldAt: Date }>(OF_MONTH, [tx.tenantId, `${month}-01`, units === 'all' ? null : units, operatorId ?? null])) }));
  }

  private own(ctx: Context, id: string, work: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<OutstationMonthlyReportView> {
    permit(ctx, 'outstationMonthlyReport.write');
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, MONTHLY, id);
      permit(ctx, 'outstationMonthlyReport.write', report.unitId);
      if (report.authorId !== ctx.userId) throw refuse.rule(CLAUSE, 'not_the_author', { zh: '只有填报人能改、能交', en: 'Only its author writes and submits it' });
      await work(tx, report);
      return this.view(tx, report);
    });
  }

  private judged(ctx: Context, id: string, work: (tx: Tx, report: AssembledReport) => Promise<void>): Promise<OutstationMonthlyReportView> {
    permit(ctx, 'weeklyReport.guide');
    return this.database.write(ctx, async (tx) => {
      const report = await this.reports.lock(tx, MONTHLY, id);
      permit(ctx, 'weeklyReport.guide', report.unitId);
      await work(tx, report);
      return this.view(tx, report);
    });
  }

  /** What the month's records say, by part. */
  private async records(tx: Tx, report: AssembledReport): Promise<Record<string, ReportItem[]>> {
    const { from, to } = periodOf(`${report.period}-01`, 1);
    const zone = await this.directory.zone(tx);
    const midnight = (date: string): Date => new Date(instantAt(parseDate(date), '00:00', zone));
    const { userId } = await this.staff.read(tx, report.subjectId);
    const [stations, talks, incidents, stock] = await Promise.all([
      this.stations.ofPerson(tx, userId, from, to), this.operators.talksOf(tx, userId, from, to), this.incidents.ofPerson(tx, userId, midnight(from), midnight(addDays(to, 1))), this.stockOf(tx, report),
    ]);
    return {
      'work.stations': stations.map((r) => ({ text: `${r.heldOn} ${r.stationName}${r.score === null ? '' : `，${r.score} 分`}：${r.text.slice(0, 200)}`, ref: { type: 'station_record', id: r.id } })),
      'work.operators': talks.map((t) => ({ text: `${t.heldOn} ${t.name}：${t.judgement.slice(0, 200)}`, ref: { type: 'operator_talk', id: t.id } })),
      'work.incidents': incidents.map((i) => ({ text: `${i.number} ${i.title}：${i.text.slice(0, 200)}`, ref: { type: 'incident', id: i.id, number: i.number } })),
      [FAULTY_STOCK]: stock.map((s) => ({ text: `${s.operatorName} ${s.model}：${s.units} 台，最早 ${s.oldestOn}（${s.ageDays} 天）`, ref: { type: 'operator', id: s.operatorId } })),
    };
  }

  /** As old as it was when it was told: what became of it since, nobody says. */
  private async stockOf(tx: Tx, { id, status, submittedAt }: AssembledReport): Promise<FaultyStockView[]> {
    const toldAt = status === 'submitted' || status === 'accepted' ? submittedAt ?? tx.now : tx.now;
    return this.stockViews(tx, (await tx.rows(FaultyStock, OF_REPORT, [tx.tenantId, id])).map(({ operatorId, model, units, oldestOn }) => ({ operatorId, model, units, oldestOn, toldAt })));
  }

  private async stockViews(tx: Tx, rows: (FaultyStockLine & { toldAt: Date })[]): Promise<FaultyStockView[]> {
    const [names, zone] = [await this.operators.named(tx, rows.map((r) => r.operatorId)), await this.directory.zone(tx)];
    return rows.map(({ toldAt, ...line }) => ({ ...line, operatorName: names.get(line.operatorId)?.name ?? '', ageDays: ageInDays(line.oldestOn, localDate(toldAt, zone)) }));
  }

  private async view(tx: Tx, report: AssembledReport, round?: number): Promise<OutstationMonthlyReportView> {
    const [view, owed, people, faultyStock] = await Promise.all([this.reports.view(tx, report, round), this.ledger.ofSubjects(tx, [report.id]), this.ledger.people(tx), this.stockOf(tx, report)]);
    return { ...view, faultyStock, obligations: (owed.get(report.id) ?? []).map((o) => obligationView(o, tx.now, people)), mine: report.authorId === tx.ctx.userId };
  }
}
