import type { FilledSection, ReportItem, ReportKind } from '@luyue/reports';

const part = (key: string, zh: string, en: string) => ({ key, title: { zh, en } });
/** DV-10: what the month brought, and the supervisor's words. */
export const MONTHLY: ReportKind = {
  kind: 'visit_monthly', clauseId: 'DV-10', title: { zh: '每月巡访情况报告书', en: 'Monthly visit report' },
  sections: [
    { ...part('work', '巡访情况', 'Visits'), parts: [part('counts', '巡访次数', 'Counts'), part('coverage', '各级客户巡访覆盖', 'Coverage by grade')] },
    { ...part('opinions', '客户的意见、建议、希望', 'Opinions, suggestions, wishes'), parts: [part('opinions', '意见', 'Opinions'), part('suggestions', '建议', 'Suggestions'), part('wishes', '希望', 'Wishes')] },
    { ...part('market', '市场情况', 'Market'), parts: [part('prices', '市场行情', 'Market'), part('moves', '竞争对手动向', "Competitors' moves"), part('policies', '其他公司的销售政策', "Other companies' sales policies")] },
    { ...part('matters', '主要事项', 'Main matters'), parts: [part('matters', '主要事项和处理', 'Main matters and their handling'), part('urgent', '紧急报告', 'Urgent reports'), part('problems', '未解决的技术难题', 'Open technical problems')] },
    { ...part('corrections', '以前月份的更正', 'Corrections of earlier months'), parts: [part('corrections', '以前月份的更正', 'Corrections of earlier months')] },
    { ...part('summary', '主管总结', "The supervisor's words"), parts: [part('summary', '本月总结', 'Summary'), part('next', '下月安排', 'Next month')] },
  ],
};
/** Parts of the daily report that are carried on as they stand. */
const CARRIED = ['opinions.opinions', 'opinions.suggestions', 'opinions.wishes', 'market.prices', 'market.moves', 'market.policies'] as const;

export interface DailyOfMonth { id: string; period: string; authorName: string; sections: FilledSection[] }

/** `09-30 林岚`: where a line of the month comes from. */
export const dayAndAuthor = ({ period, authorName }: Pick<DailyOfMonth, 'period' | 'authorName'>): string => `${period.slice(5)} ${authorName}`;

/** Lines and words of the daily reports by part of the monthly one, each with its day, author and report. */
export function carriedOn(dailies: readonly DailyOfMonth[]): Record<string, ReportItem[]> {
  const items: Record<string, ReportItem[]> = {};
  for (const daily of dailies) {
    for (const section of daily.sections) for (const { key, items: lines, words } of section.parts) {
      const to = CARRIED.find((carried) => carried === `${section.key}.${key}`);
      if (!to) continue;
      for (const text of [...lines.map((line) => line.text), ...(words ? [words] : [])]) (items[to] ??= []).push({ text: `${dayAndAuthor(daily)}：${text}`, ref: { type: 'daily_report', id: daily.id } });
    }
  }
  return items;
}

export interface Counted { visits: number; customers: number; visitors: number; days: number }

/** `巡访 12 次，客户 9 家，巡访员 2 人`. */
export const countsLine = ({ visits, customers, visitors, days }: Counted, accepted: number, open: number): ReportItem =>
  ({ text: `巡访 ${visits} 次，客户 ${customers} 家，巡访员 ${visitors} 人，共 ${days} 个巡访日；日报已审阅 ${accepted} 份${open ? `，未交或未审阅 ${open} 份` : ''}` });

export interface Covered { grade: string | null; customers: number; visited: number }
export const coverageLine = ({ grade, customers, visited }: Covered): ReportItem => ({ text: `${grade ? `${grade} 级` : '未分级'}：${customers} 家，本月巡访 ${visited} 家（${Math.round((visited * 100) / Math.max(1, customers))}%）` });
