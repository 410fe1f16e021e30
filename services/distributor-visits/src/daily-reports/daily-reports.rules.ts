import { dutyTable } from '@luyue/regulations';
import type { ReportItem, ReportKind } from '@luyue/reports';

export const MATTER_STATES = ['unsorted', 'here', 'beyond'] as const;
export type MatterState = (typeof MATTER_STATES)[number];
/** DV-9b: the one table of a matter. `here` is solved in the unit, `beyond` goes up; the supervisor may think better of it while nothing was filed. Of a dropped urgent report it is to be sorted anew (DV-11). */
export const matterMoves: Record<MatterState, readonly MatterState[]> = { unsorted: ['here', 'beyond'], here: ['beyond'], beyond: ['here', 'unsorted'] };

const part = (key: string, zh: string, en: string) => ({ key, title: { zh, en } });
/** DV-9a: the six contents, each with its parts. */
export const DAILY: ReportKind = {
  kind: 'visit_daily', clauseId: 'DV-9a', title: { zh: '巡访日报表', en: 'Daily visit report' },
  sections: [
    { ...part('visits', '客户和巡访时间', 'Customers and visit times'), parts: [part('visits', '客户和巡访时间', 'Customers and visit times')] },
    { ...part('opinions', '客户的意见、建议、希望', 'Opinions, suggestions, wishes'), parts: [part('opinions', '意见', 'Opinions'), part('suggestions', '建议', 'Suggestions'), part('wishes', '希望', 'Wishes')] },
    { ...part('market', '市场情况', 'Market'), parts: [part('prices', '市场行情', 'Market'), part('moves', '竞争对手动向', "Competitors' moves"), part('policies', '其他公司的销售政策', "Other companies' sales policies")] },
    { ...part('effect', '巡访效果', 'Effect'), parts: [part('effect', '巡访效果', 'Effect')] },
    { ...part('matters', '主要事项及其经过和结果', 'Main matters, their course and result'), parts: [part('matters', '主要事项及其经过和结果', 'Main matters, their course and result')] },
    { ...part('other', '其他', 'Other'), parts: [part('other', '其他', 'Other')] },
  ],
};

/** What happened to a day's report: a submission, a return; or to a matter: beyond the unit, or unsorted when the time to sort it was over. */
export interface DayFact { what: 'submitted' | 'returned' | 'beyond'; at: Date }

/** Which clauses these facts set going; the first check-in, which owes the report itself, is the room of visits'. */
export const dailyDuties = dutyTable<DayFact>([
  { clause: 'DV-9a', parameter: 'dv.daily.resubmitDays', when: ({ what }) => what === 'returned', from: ({ at }) => at },
  { clause: 'DV-9b', parameter: 'dv.daily.triageHours', when: ({ what }) => what === 'submitted', from: ({ at }) => at },
  { clause: 'DV-11', parameter: 'dv.urgent.fileHours', when: ({ what }) => what === 'beyond', from: ({ at }) => at },
]);

/** DV-11, reading 1: from the mark "beyond the unit", or from the end of the time to sort, whichever is first. */
export const urgentFrom = (markedAt: Date, triageDueAt: Date | null): Date => (triageDueAt && triageDueAt < markedAt ? triageDueAt : markedAt);

/** A visit as its day's report shows it. */
export interface DayVisit { id: string; customerId: string; customerName: string; checkInAt: Date; /** When its check-in reached the server. */ recordedAt: Date; checkOutAt: Date | null; effect: string | null; cardVersion: number | null }

/** `苏州恒源商贸 10:05-11:20，客户卡第 3 版`. */
export function visitLine(visit: DayVisit, time: (at: Date) => string): ReportItem {
  const until = visit.checkOutAt ? `-${time(visit.checkOutAt)}` : '起，未签退';
  const card = visit.cardVersion === null ? '，客户卡未更新' : `，客户卡第 ${visit.cardVersion} 版`;
  return { text: `${visit.customerName} ${time(visit.checkInAt)}${until}${card}`, ref: { type: 'visit', id: visit.id } };
}

const ACTIVITIES: Record<string, string> = { explanation: '讲解', guidance: '技术指导', service: '技术服务', other: '' };
const POINTS: readonly (readonly [string, string])[] = [['performance', '性能'], ['features', '特点'], ['precautions', '注意事项']];
const MEASURES: readonly (readonly [string, string])[] = [['stock', '库存'], ['purchases', '进货'], ['sales', '销售']];
type Body = Readonly<Record<string, unknown>>;

/** What a record of a visit says to the day's report, and in which part; null for one that stands there otherwise, or not at all. What a customer has in stock, bought and sold is its market; what was explained, asked and noted is "other". */
export function recordLine(kind: string, body: Body): { part: 'market.prices' | 'other.other'; text: string } | null {
  if (kind === 'note') return { part: 'other.other', text: String(body['text']) };
  if (kind === 'activity') {
    const points = POINTS.filter(([key]) => body[key] === true).map(([, word]) => word).join('、');
    const what = `${ACTIVITIES[String(body['activity'])] ?? ''}${body['product'] ? String(body['product']) : ''}${points && `（${points}）`}`;
    return { part: 'other.other', text: [what, body['note']].filter(Boolean).join('，') || '其他活动' };
  }
  if (kind !== 'survey') return null;
  const lines = (body['lines'] ?? []) as (Body & { product: string })[];
  const figures = lines.map((line) => `${line.product} ${MEASURES.flatMap(([key, word]) => (line[key] ? [`${word} ${(line[key] as { quantity: number }).quantity}`] : [])).join('、')}`.trim());
  const values = Object.values((body['values'] ?? {}) as Body).map((value) => (value === true ? '是' : value === false ? '否' : Array.isArray(value) ? value.join('、') : String(value)));
  return { part: lines.length ? 'market.prices' : 'other.other', text: `调查：${[...figures, ...values].join('；') || '没有内容'}` };
}

export const matterLine = ({ id, title, course, result }: { id: string; title: string; course: string; result: string }): ReportItem => ({ text: `${title}；经过：${course}；结果：${result}`, ref: { type: 'daily_matter', id } });

/** Reading 3: visits of the day that its submission cannot tell of, since they came after it. */
export const afterSubmission = (visits: readonly DayVisit[], submittedAt: Date | null): DayVisit[] => visits.filter((v) => submittedAt !== null && v.recordedAt > submittedAt);

/** DV-9a: customers of the day without a card version from any of their visits, each once. */
export function withoutCard(visits: readonly DayVisit[]): { customerId: string; customerName: string }[] {
  const carded = new Set(visits.filter((v) => v.cardVersion !== null).map((v) => v.customerId));
  return [...new Map(visits.filter((v) => !carded.has(v.customerId)).map((v) => [v.customerId, { customerId: v.customerId, customerName: v.customerName }])).values()];
}
