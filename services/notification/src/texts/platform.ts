import type { Template } from './placeholders.ts';

const OBLIGATION = ['number', 'title', 'unit', 'label', 'percent', 'due'] as const;
const APPROVAL = ['number', 'title', 'matter', 'amount', 'from'] as const;
const REPORT = ['number', 'title', 'matter', 'by', 'text'] as const;
const OF_REPORT = { matter: { zh: '工作周报', en: 'Weekly report' }, title: { zh: '2026-11-16 至 2026-11-22', en: '2026-11-16 to 2026-11-22' }, text: { zh: '效果写具体', en: 'say more about the effect' } };

/** Notices that every context has: clocks (R10), approvals (PF-12), reports that are sent (PF-13). */
export const platform = {
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
  approval_requested: {
    name: { zh: '待审批', en: 'Approval asked for' }, placeholders: APPROVAL, title: { zh: '{matter} {number} 待您审批', en: '{matter} {number}: your approval is asked for' },
    text: { zh: '{from}提交，{amount}。{title}', en: 'From {from}, {amount}. {title}' }, urgent: false,
  },
  approval_reminded: {
    name: { zh: '催办审批', en: 'Reminder of an approval' }, placeholders: APPROVAL, title: { zh: '{from}催办：{matter} {number}', en: '{from} reminds you of {matter} {number}' },
    text: { zh: '{amount}，请尽快审批。{title}', en: '{amount}, waiting for your approval. {title}' }, urgent: false,
  },
  approval_decided: {
    name: { zh: '审批结果', en: 'Approval decided' }, placeholders: [...APPROVAL, 'by', 'outcome', 'reason'], title: { zh: '{matter} {number} {outcome}', en: '{matter} {number}: {outcome}' },
    text: { zh: '{amount}，{by}审批。{reason}', en: '{amount}, decided by {by}. {reason}' }, urgent: false,
  },
  report_sent: {
    name: { zh: '报告送达', en: 'Report sent' }, placeholders: ['number', 'title', 'matter', 'from', 'unit', 'contents'], title: { zh: '{matter}：{title}（{from}）', en: '{matter}: {title} ({from})' },
    text: { zh: '{number}，{unit}{from}提交。{contents}', en: '{number}, submitted by {from}, {unit}. {contents}' }, urgent: false, samples: { matter: { zh: '工作周报', en: 'Weekly report' }, title: { zh: '2026-11-16 至 2026-11-22', en: '2026-11-16 to 2026-11-22' } },
  },
  report_returned: {
    name: { zh: '报告退回', en: 'Report returned' }, placeholders: REPORT, title: { zh: '{matter}退回：{title}', en: '{matter} returned: {title}' }, text: { zh: '{number}，{by}退回：{text}', en: '{number}, returned by {by}: {text}' }, urgent: false, samples: OF_REPORT,
  },
  report_commented: {
    name: { zh: '报告批注', en: 'Comment on a report' }, placeholders: REPORT, title: { zh: '{by}批注{matter}：{title}', en: '{by} on {matter}: {title}' }, text: { zh: '{number}。{text}', en: '{number}. {text}' }, urgent: false, samples: OF_REPORT,
  },
} as const satisfies Record<string, Template>;
