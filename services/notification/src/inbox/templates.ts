import type { Text } from '@luyue/platform';

export interface Template { title: Text; text: Text; urgent: boolean }

/** What each notice says, with the names of its values in braces. A text of two languages fits into both. */
export const templates = {
  work_order_assigned: {
    title: { zh: '新工单 {number}', en: 'New work order {number}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: false,
  },
  alarm_raised: {
    title: { zh: '报警 {number}，{acceptBy} 前接警', en: 'Alarm {number}: accept by {acceptBy}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: true,
  },
  case_major: {
    title: { zh: '重大险情 {number}，请确认收到报告', en: 'Major event {number}: acknowledge the report' },
    text: { zh: '{title}，{address}。{reason}', en: '{title}, {address}. {reason}' }, urgent: true,
  },
  transfer_requested: {
    title: { zh: '{from}请您接办 {number}', en: '{from} asks you to take over {number}' },
    text: { zh: '{title}。{reason}', en: '{title}. {reason}' }, urgent: false,
  },
  obligation_share: {
    title: { zh: '{number} {label}，用时到 {percent}%', en: '{number} {label}: {percent} % of the time used' },
    text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, due {due}' }, urgent: false,
  },
  obligation_overdue: {
    title: { zh: '{number} {label}，超时', en: '{number} {label}: overdue' },
    text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, was due {due}' }, urgent: false,
  },
  escalation_to_headquarters: {
    title: { zh: '{tenant} {number} {label}，用时到 {percent}%', en: '{tenant} {number} {label}: {percent} % of the time used' },
    text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, due {due}' }, urgent: false,
  },
} satisfies Record<string, Template>;

export type NoticeKind = keyof typeof templates;
export type Values = Record<string, string | Text>;

/** Fills a template in both languages. Throws for a value that is missing: half a notice is a fault of ours. */
export function render(kind: NoticeKind, values: Values): { title: Text; text: Text } {
  const fill = (pattern: string, language: 'zh' | 'en'): string => pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`notice ${kind} lacks ${name}`);
    return typeof value === 'string' ? value : value[language];
  });
  const { title, text } = templates[kind];
  return { title: { zh: fill(title.zh, 'zh'), en: fill(title.en, 'en') }, text: { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') } };
}

/** A moment as a notice shows it, in the tenant's zone: `11-24 20:14`. */
export function localTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((p) => p.type === type)!.value;
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
