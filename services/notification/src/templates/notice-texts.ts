import type { Text } from '@luyue/platform';

export const CHANNELS = ['inapp', 'sms', 'email'] as const;
export const LANGUAGES = ['zh', 'en'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Language = (typeof LANGUAGES)[number];
/** What a notice says in one language. */
export interface Words { title: string; text: string }

/** What stands in a notice between braces: its meaning, and a sample for the preview. */
export const PLACEHOLDERS = {
  number: { meaning: { zh: '单号', en: 'number' }, sample: { zh: 'SL20261124-0001', en: 'SL20261124-0001' } },
  title: { meaning: { zh: '事由', en: 'subject' }, sample: { zh: '阀门井渗漏', en: 'Leak in a valve chamber' } },
  address: { meaning: { zh: '地址', en: 'address' }, sample: { zh: '锦绣花园 3 栋 2 单元 1102', en: 'Jinxiu Garden 3-2-1102' } },
  acceptBy: { meaning: { zh: '接警时限', en: 'time to accept by' }, sample: { zh: '11-24 20:14', en: '11-24 20:14' } },
  reason: { meaning: { zh: '原因', en: 'reason' }, sample: { zh: '影响 320 户', en: '320 households are concerned' } },
  from: { meaning: { zh: '转交人', en: 'who asks' }, sample: { zh: '周敏', en: 'Zhou Min' } },
  label: { meaning: { zh: '时限', en: 'what is due' }, sample: { zh: '6 时处理', en: 'Handled 6 h' } },
  percent: { meaning: { zh: '用时百分比', en: 'per cent of the time used' }, sample: { zh: '75', en: '75' } },
  unit: { meaning: { zh: '承办单位', en: 'unit' }, sample: { zh: '城东客服中心', en: 'East service centre' } },
  due: { meaning: { zh: '应于', en: 'due time' }, sample: { zh: '11-24 20:14', en: '11-24 20:14' } },
  tenant: { meaning: { zh: '公司', en: 'company' }, sample: { zh: '城东燃气公司', en: 'East Gas' } },
} as const satisfies Record<string, { meaning: Text; sample: Text }>;
export type Placeholder = keyof typeof PLACEHOLDERS;

export interface Template { name: Text; title: Text; text: Text; urgent: boolean; placeholders: readonly Placeholder[] }

const CASE = ['number', 'title', 'address'] as const;
const OBLIGATION = ['number', 'title', 'unit', 'label', 'percent', 'due'] as const;

/** What each notice says until a tenant words it otherwise, and the placeholders that it has. A value of two languages fits into both. */
export const templates = {
  work_order_assigned: {
    name: { zh: '派工', en: 'Work order assigned' }, placeholders: CASE, title: { zh: '新工单 {number}', en: 'New work order {number}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: false,
  },
  alarm_raised: {
    name: { zh: '报警', en: 'Alarm' }, placeholders: [...CASE, 'acceptBy'], title: { zh: '报警 {number}，{acceptBy} 前接警', en: 'Alarm {number}: accept by {acceptBy}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: true,
  },
  case_major: {
    name: { zh: '重大险情', en: 'Major event' }, placeholders: [...CASE, 'reason'], title: { zh: '重大险情 {number}，请确认收到报告', en: 'Major event {number}: acknowledge the report' },
    text: { zh: '{title}，{address}。{reason}', en: '{title}, {address}. {reason}' }, urgent: true,
  },
  transfer_requested: {
    name: { zh: '请求接办', en: 'Asked to take over' }, placeholders: ['number', 'title', 'from', 'reason'], title: { zh: '{from}请您接办 {number}', en: '{from} asks you to take over {number}' },
    text: { zh: '{title}。{reason}', en: '{title}. {reason}' }, urgent: false,
  },
  obligation_share: {
    name: { zh: '时限将到', en: 'Time running out' }, placeholders: OBLIGATION, title: { zh: '{number} {label}，用时到 {percent}%', en: '{number} {label}: {percent} % of the time used' },
    text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, due {due}' }, urgent: false,
  },
  obligation_overdue: {
    name: { zh: '超时', en: 'Overdue' }, placeholders: OBLIGATION, title: { zh: '{number} {label}，超时', en: '{number} {label}: overdue' },
    text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, was due {due}' }, urgent: false,
  },
  escalation_to_headquarters: {
    name: { zh: '下级公司升级', en: 'Escalated by a subsidiary' }, placeholders: [...OBLIGATION, 'tenant'],
    title: { zh: '{tenant} {number} {label}，用时到 {percent}%', en: '{tenant} {number} {label}: {percent} % of the time used' }, text: { zh: '{title}，{unit}，应于 {due}', en: '{title}, {unit}, due {due}' }, urgent: false,
  },
} as const satisfies Record<string, Template>;

export type NoticeKind = keyof typeof templates;
export const KINDS = Object.keys(templates) as NoticeKind[];
/** Every placeholder of a kind has its value, whether the default uses it or not: a tenant's own words may. */
type ValuesOf<K extends NoticeKind> = Record<(typeof templates)[K]['placeholders'][number], string | Text>;

/** A kind with the values of all its placeholders. */
export type Said = { [K in NoticeKind]: { kind: K; values: ValuesOf<K> } }[NoticeKind];

export const defaultWords = (kind: NoticeKind, language: Language): Words => ({ title: templates[kind].title[language], text: templates[kind].text[language] });

/** Fills in the values of one language. Throws for one that is missing: half a notice is a fault of ours. */
export function fill(words: Words, values: Partial<Record<string, string | Text>>, language: Language): Words {
  const one = (pattern: string): string => pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a notice lacks ${name}`);
    return typeof value === 'string' ? value : value[language];
  });
  return { title: one(words.title), text: one(words.text) };
}

/** A moment as a notice shows it, in the tenant's zone: `11-24 20:14`. */
export function localTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((p) => p.type === type)!.value;
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
