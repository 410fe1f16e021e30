import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, minutes } from '../parameter-entry.ts';

export const tenantsAndAccessParameters = {
  'pf.erase.graceDays': calendarDays(30, { zh: '注销宽限', en: 'Grace before erasure' }, { tighter: 'none' }),
  'pf.login.maxTries': count(10, { zh: '登录失败次数', en: 'Failed sign-ins allowed' }),
  'pf.login.lockMinutes': minutes(15, { zh: '登录锁定', en: 'Sign-in locked for' }, { tighter: 'higher' }),
};

/** PF-1 to PF-7: tenants, headquarters, people and access. */
export const tenantsAndAccess = {
  'PF-1': {
    kinds: ['guard'], status: 'partial', room: 'tenancy/provisioning', screen: null, parameters: ['pf.erase.graceDays'],
    missing: { zh: '导出全部数据、注销', en: 'exporting everything, erasure' },
    summary: { zh: '公司注册即用；停用、恢复、导出、注销均留痕', en: 'Sign up and work at once; suspend, resume, export, erase, each audited' },
    shortLabel: { zh: '租户', en: 'Tenants' },
  },
  'PF-2': {
    kinds: ['obligation', 'guard'], status: 'partial', room: 'tenancy/tenants', screen: '/switch',
    missing: { zh: '督办、指导意见、跨公司转办、排名', en: 'directives, guidance notes, cases that cross companies, ranking' },
    summary: { zh: '总部读下级、发制度、督办，不写下级业务', en: 'Headquarters read, publish and direct, never write a subsidiary\'s records' },
    shortLabel: { zh: '总部与下级', en: 'Headquarters' },
  },
  'PF-3': {
    kinds: ['guard'], status: 'planned', room: 'tenancy/subscriptions', screen: '/subscription',
    summary: { zh: '按模块、席位、配额订阅并计量', en: 'Modules, seats and quotas subscribed and metered' },
    shortLabel: { zh: '订阅', en: 'Subscription' },
  },
  'PF-4': {
    kinds: ['guard'], status: 'implemented', room: 'platform/database', screen: null,
    summary: { zh: '数据库拒绝其他租户的数据', en: 'The database refuses rows of another tenant' },
    shortLabel: { zh: '隔离', en: 'Isolation' },
  },
  'PF-5': {
    kinds: ['guard'], status: 'partial', room: 'tenancy/identities', screen: '/sign-in', parameters: ['pf.login.maxTries', 'pf.login.lockMinutes'],
    missing: { zh: '二次验证、找回密码、邀请、单点登录、停用时移交未办事项', en: 'second factor, reset, invitation, single sign-on, handing over open work at deactivation' },
    summary: { zh: '邮箱或手机登录，二次验证，失败锁定', en: 'Sign-in by e-mail or phone, second factor, lock-out' },
    shortLabel: { zh: '登录', en: 'Sign-in' },
  },
  'PF-6': {
    kinds: ['guard'], status: 'implemented', room: 'tenancy/units', screen: '/users',
    summary: { zh: '单位、岗位、角色权限限于所辖范围', en: 'Units, positions and roles scoped to a subtree' },
    shortLabel: { zh: '单位与角色', en: 'Units and roles' },
  },
  'PF-7': {
    kinds: ['guard'], status: 'partial', room: 'tenancy/audit', screen: null,
    missing: { zh: '来源地址、导出', en: 'the address it came from, export' },
    summary: { zh: '操作留痕，只增不改', en: 'Audit trail, append-only and tamper-evident' },
    shortLabel: { zh: '审计', en: 'Audit' },
  },
} satisfies Chapter;
