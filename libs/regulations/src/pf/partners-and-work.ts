import type { Chapter } from '../clause-entry.ts';
import { calendarDays, hours, percents, timeOfDay } from '../parameter-entry.ts';

export const partnersAndWorkParameters = {
  'pf.escalation.percents': percents([50, 80, 100], { zh: '提醒升级比例', en: 'Escalation percentages' }),
  'pf.policy.rebaseGraceDays': calendarDays(30, { zh: '改期宽限', en: 'Grace before re-basing' }, { tighter: 'none' }),
  'pf.sync.maxLagHours': hours(12, { zh: '离线补传时限', en: 'Longest lag of a field milestone' }, { max: 168 }),
  'pf.notice.retryHours': hours(4, { zh: '退信改道重发', en: 'Bounced notice retried' }, { max: 72 }),
  'pf.quiet.from': timeOfDay('22:00', { zh: '免打扰开始', en: 'Quiet hours from' }, { tighter: 'none' }),
  'pf.quiet.to': timeOfDay('07:00', { zh: '免打扰结束', en: 'Quiet hours to' }, { tighter: 'none' }),
};

/** PF-8 to PF-17: partners and the work around every rulebook. */
export const partnersAndWork = {
  'PF-8': {
    kinds: ['guard'], status: 'implemented', room: 'tenancy/clients', screen: null,
    summary: { zh: '接口客户端：权限、有效期、轮换、限流', en: 'API clients: scopes, expiry, rotation, limits' },
    shortLabel: { zh: '接口客户端', en: 'API clients' },
  },
  'PF-9': {
    kinds: ['guard'], status: 'planned', room: 'notification/webhooks', screen: '/webhooks',
    summary: { zh: '回调按标准签名、重试、重放', en: 'Webhooks signed, retried and replayed' },
    shortLabel: { zh: '回调', en: 'Webhooks' },
  },
  'PF-10': {
    kinds: ['guard'], status: 'implemented', room: 'tenancy/agreements', screen: '/agreements',
    summary: { zh: '租户之间凭合作协议往来', en: 'Tenants exchange only under a partner agreement' },
    shortLabel: { zh: '合作协议', en: 'Agreements' },
  },
  'PF-11': {
    kinds: ['guard'], status: 'implemented', room: 'tenancy/policies', screen: '/policies', parameters: ['pf.escalation.percents', 'pf.policy.rebaseGraceDays', 'pf.sync.maxLagHours'],
    summary: { zh: '义务、参数、升级、日历；每个时限说明理由', en: 'Obligations, policies, escalation, calendars; each due time explains itself' },
    shortLabel: { zh: '义务与参数', en: 'Obligations' },
  },
  'PF-12': {
    kinds: ['guard'], status: 'partial', room: 'platform/approvals', screen: '/approvals',
    missing: { zh: '豁免和放行走审批流程', en: 'waivers and overrides on these chains' },
    summary: { zh: '按角色和金额审批，不得自批', en: 'Approval chains, nobody approves their own' },
    shortLabel: { zh: '审批', en: 'Approvals' },
  },
  'PF-13': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'notification/inbox', screen: '/inbox', parameters: ['pf.quiet.from', 'pf.quiet.to', 'pf.notice.retryHours'],
    summary: { zh: '通知逐人有结果，退信 4 小时内改道', en: 'A result per recipient, bounces retried within 4 hours' },
    shortLabel: { zh: '通知', en: 'Notices' },
  },
  'PF-14': {
    kinds: ['guard'], status: 'partial', room: 'platform/files', screen: '/cases/:id',
    missing: { zh: 'S3 存储', en: 'storage on S3' },
    summary: { zh: '附件限类型和大小，核对内容', en: 'Attachments limited, checked and hashed' },
    shortLabel: { zh: '附件', en: 'Files' },
  },
  'PF-15': {
    kinds: ['guard'], status: 'planned', room: 'insight/reports', screen: '/reports',
    summary: { zh: '表单可打印和导出，导入逐行报错', en: 'Forms printed and exported, imports with errors by row' },
    shortLabel: { zh: '报表', en: 'Reports' },
  },
  'PF-16': {
    kinds: ['indicator'], status: 'partial', room: 'insight/compliance', screen: '/compliance',
    missing: { zh: '排名、考核', en: 'ranking, assessments' },
    summary: { zh: '按条款、单位、月份看履约，直到单件证据', en: 'Compliance by clause, unit and month, down to the evidence' },
    shortLabel: { zh: '合规总览', en: 'Compliance' },
  },
  'PF-17': {
    kinds: ['guard'], status: 'planned', room: 'insight/search', screen: '/search',
    summary: { zh: '搜索限于有权查看的范围', en: 'Search within what the user may see' },
    shortLabel: { zh: '搜索', en: 'Search' },
  },
} satisfies Chapter;
