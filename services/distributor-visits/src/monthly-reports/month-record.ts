import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, addMonths } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import { AssembledReport, AssembledReports, type ReportItem } from '@luyue/reports';
import { DailyRecord } from '../daily-reports/daily-record.ts';
import { carriedOn, type Counted, countsLine, type Covered, coverageLine, dayAndAuthor } from './monthly-reports.rules.ts';

/** The kind of the daily reports that a month is made of. */
const DAILY = 'visit_daily';
const STATES: Record<string, string> = { unsorted: '未分拣', here: '本单位解决', beyond: '超出本单位' };
const COUNTED = statement('month_visits_counted', `
  SELECT count(*)::int AS visits, count(DISTINCT v.customer_id)::int AS customers, count(DISTINCT v.visitor_user_id)::int AS visitors, count(DISTINCT v.visit_day_id)::int AS days
  FROM visit_day d JOIN visit v ON v.tenant_id = d.tenant_id AND v.visit_day_id = d.id WHERE d.tenant_id = $1 AND d.unit_id = $2 AND d.day >= $3 AND d.day <= $4`);
const COVERED = statement('month_customers_covered', `
  SELECT g.grade, count(*)::int AS customers, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM visit v WHERE v.tenant_id = c.tenant_id AND v.customer_id = c.id AND v.day >= $3::date AND v.day <= $4::date))::int AS visited
  FROM visit_customer c LEFT JOIN LATERAL (SELECT e ->> 'grade' AS grade FROM jsonb_array_elements(c.grades) e WHERE e ->> 'from' <= left($3::text, 7) ORDER BY e ->> 'from' DESC LIMIT 1) g ON true
  WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.status = 'active' AND (c.registered_at AT TIME ZONE $5)::date <= $4::date GROUP BY g.grade ORDER BY g.grade NULLS LAST`);
const URGENT = statement('month_urgent_reports', `
  SELECT id, number, title, status FROM assembled_report WHERE tenant_id = $1 AND kind = 'visit_urgent' AND unit_id = $2 AND period >= $3 AND period <= $4 AND status NOT IN ('draft', 'dropped') ORDER BY period, id`);
// Accepted after the report of their own month had gone, and in no report since (reading 6).
const CORRECTIONS = statement('month_corrections', `tenant_id = $1 AND kind = 'visit_daily' AND unit_id = $2 AND status = 'accepted' AND period < $3 AND period >= $4
  AND EXISTS (SELECT 1 FROM assembled_report m WHERE m.tenant_id = $1 AND m.kind = 'visit_monthly' AND m.subject_id = $2 AND m.period = left(assembled_report.period, 7) AND m.submitted_at < assembled_report.accepted_at)
  AND NOT EXISTS (SELECT 1 FROM assembled_report m WHERE m.tenant_id = $1 AND m.kind = 'visit_monthly' AND m.subject_id = $2 AND m.period > left(assembled_report.period, 7) AND m.period < left($3, 7) AND m.submitted_at >= assembled_report.accepted_at)
  ORDER BY period, id`);
const PROBLEMS = statement('month_problems_open', `
  SELECT id, number, title, floor(extract(epoch FROM $3::timestamptz - reported_at) / 86400)::int AS days FROM technical_problem WHERE tenant_id = $1 AND unit_id = $2 AND status IN ('open', 'escalated', 'answered') ORDER BY reported_at, id`);
/** How far back corrections are looked for. */
const MONTHS_BACK = 12;

/** What the records say of a unit's month (DV-10): a statement for each source, whatever the number of daily reports. */
@Injectable()
export class MonthRecord {
  constructor(private readonly reports: AssembledReports, private readonly daily: DailyRecord, private readonly directory: Directory) {}

  /** Daily reports of the unit's month, whatever became of them. */
  dailies(tx: Tx, unitId: string, month: string): Promise<AssembledReport[]> { return this.reports.ofUnit(tx, DAILY, unitId, `${month}-01`, `${month}-31`); }

  async assemble(tx: Tx, unitId: string, month: string): Promise<Record<string, ReportItem[]>> {
    const [from, to] = [`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1)];
    const [dailies, corrections, [counted], covered, urgent, problems] = await Promise.all([
      this.dailies(tx, unitId, month), tx.rows(AssembledReport, CORRECTIONS, [tx.tenantId, unitId, from, addMonths(from, -MONTHS_BACK)]), tx.sql<Counted & Record<string, unknown>>(COUNTED, [tx.tenantId, unitId, from, to]),
      tx.sql<Covered & Record<string, unknown>>(COVERED, [tx.tenantId, unitId, from, to, await this.directory.zone(tx)]), tx.sql<{ id: string; number: string; title: string; status: string }>(URGENT, [tx.tenantId, unitId, from, to]), tx.sql<{ id: string; number: string; title: string; days: number }>(PROBLEMS, [tx.tenantId, unitId, tx.now]),
    ]);
    const accepted = dailies.filter((d) => d.status === 'accepted');
    const [submissions, matters] = await Promise.all([this.reports.submissions(tx, [...accepted, ...corrections].map((d) => d.id)), this.daily.matters(tx, accepted.map((d) => d.id))]);
    const byId = new Map(accepted.map((d) => [d.id, d]));
    const toldBy = (reportId: string): string => dayAndAuthor(byId.get(reportId)!);
    const withSections = (rows: AssembledReport[]) => rows.map(({ id, period, authorName }) => ({ id, period, authorName, sections: submissions.get(id) ?? [] }));
    return {
      ...carriedOn(withSections(accepted)), 'work.counts': [countsLine(counted!, accepted.length, dailies.length - accepted.length)], 'work.coverage': covered.map(coverageLine),
      'matters.matters': matters.map((m) => ({ text: `${toldBy(m.reportId)}：${m.title}；结果：${m.result}（${STATES[m.state]!}）`, ref: { type: 'daily_report', id: m.reportId } })),
      'matters.urgent': urgent.map((u) => ({ text: `${u.title}（${u.status === 'accepted' ? '上级已签收' : '已上报'}）`, ref: { type: 'urgent_report', id: u.id, number: u.number } })),
      'matters.problems': problems.map((p) => ({ text: `${p.title}（已 ${p.days} 天）`, ref: { type: 'technical_problem', id: p.id, number: p.number } })),
      'corrections.corrections': withSections(corrections).flatMap((d) => {
        const said = Object.values(carriedOn([d])).flat();
        const ref = { type: 'daily_report', id: d.id };
        return said.length ? said.map((line) => ({ text: `${d.period.slice(0, 5)}${line.text}`, ref })) : [{ text: `${d.period} ${d.authorName}：日报补审`, ref }];
      }),
    };
  }
}
