import type { Chapter } from '../clause-entry.ts';
import { calendarDays, hours, list, minutes, timeOfDay, yuan } from '../parameter-entry.ts';

export const feesAndArchivesParameters = {
  'uc.cash.float.minYuan': yuan(200, { zh: '备用零钱下限', en: 'Least opening float' }, { tighter: 'higher' }),
  'uc.bill.dueDays': calendarDays(30, { zh: '账单付款期', en: 'Bill payment term' }, { tighter: 'none' }),
  'uc.shift.settleTime': timeOfDay('24:00', { zh: '收费班次结账', en: 'Shift settled' }, { sameDay: true }),
  'uc.cash.handInHours': hours(24, { zh: '收款上缴', en: 'Takings handed in' }, { max: 168, roll: 'none' }),
  'uc.archive.fileDays': calendarDays(5, { zh: '归档', en: 'Filed' }),
  'uc.archive.findingDays': calendarDays(10, { zh: '档案整改', en: 'Archive finding corrected' }),
  'uc.backup.everyDays': calendarDays(7, { zh: '备份间隔', en: 'Backup interval' }, { ours: false, max: 31 }),
  'uc.backup.important.maxMinutes': minutes(5, { zh: '重要数据备份延迟', en: 'Lag of important data' }),
  'uc.backup.important.classes': list(['payments', 'cases', 'accounts'], ['payments', 'cases', 'accounts', 'orders', 'inspections', 'readings'], { zh: '重要数据类别', en: 'Classes of important data' }),
};

/** UC-14 and UC-15: cash and archives. */
export const feesAndArchives = {
  'UC-14a': {
    kinds: ['guard', 'observed'], status: 'planned', room: 'utility-care/cashier', screen: '/cashier', parameters: ['uc.cash.float.minYuan'],
    summary: { zh: '备足零钱，唱收唱付，账目清楚', en: 'Change ready, sums called out, accounts clear' },
    shortLabel: { zh: '唱收唱付', en: 'Cash care' },
    text: { zh: '收费员遵守财务制度，工作细致，账目清楚，备足零钱，唱收唱付。', en: 'Cashiers obey the finance regime, work carefully, keep clear accounts, have change ready, call out sums taken and given.' },
  },
  'UC-14b': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/billing', screen: '/billing', parameters: ['uc.bill.dueDays'],
    summary: { zh: '按期收费', en: 'Fees collected on schedule' },
    shortLabel: { zh: '按期收费', en: 'Collected' },
    text: { zh: '按期收取费用。', en: 'Fees are collected on schedule.' },
  },
  'UC-14c': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/cashier', screen: '/cashier', parameters: ['uc.shift.settleTime', 'uc.cash.handInHours'],
    summary: { zh: '收费班次日清日结，24 小时内上缴', en: 'Shifts settled daily, handed in within 24 hours' },
    shortLabel: { zh: '日清日结', en: 'Settled' },
    text: { zh: '收款及时上缴，日清日结，报表准确。', en: 'Takings handed in in time, settled daily, reports accurate.' },
  },
  'UC-15a': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/reports', screen: '/reports', parameters: ['uc.report.month.dueDay'],
    summary: { zh: '用气情况每月 5 日前报', en: 'Gas usage reported by the 5th' },
    shortLabel: { zh: '用气月报', en: 'Usage report' },
    text: { zh: '收集、分析、上报用气情况。', en: 'Gas usage is collected, analysed and reported.' },
  },
  'UC-15b': {
    kinds: ['obligation', 'indicator'], status: 'planned', room: 'utility-care/accounts', screen: '/accounts/:id', parameters: ['uc.archive.fileDays'],
    summary: { zh: '一户一档，5 天内归档', en: 'One file per household, filed within 5 days' },
    shortLabel: { zh: '5 天归档', en: 'Filed 5 d' },
    text: { zh: '一户一档，归档及时、完整、准确、系统，分类保管合理，便于查阅。', en: 'One file per household; filed in time, complete, accurate, systematic; sensibly classified and stored, quickly found.' },
  },
  'UC-15c': {
    kinds: ['guard'], status: 'implemented', room: 'utility-care/accounts', screen: '/accounts/:id',
    summary: { zh: '档案安全保密，查看留痕', en: 'Archives safe and confidential, each look logged' },
    shortLabel: { zh: '档案保密', en: 'Confidential' },
    text: { zh: '档案安全、保密；无权限时遮盖个人信息，查看完整记录留痕。', en: 'Archives are safe and confidential: personal data masked without permission, each look at a full record logged.' },
  },
  'UC-15d': {
    kinds: ['obligation'], status: 'planned', room: 'tenancy/backups', screen: '/backups', parameters: ['uc.backup.everyDays', 'uc.backup.important.maxMinutes', 'uc.backup.important.classes'],
    summary: { zh: '每周备份，重要数据立即备份', en: 'Weekly backup, important data at once' },
    shortLabel: { zh: '每周备份', en: 'Weekly backup' },
    text: { zh: '业务数据至少每周备份，重要数据立即备份。', en: 'Business data is backed up at least weekly, important data at once.' },
  },
  'UC-15e': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/archive-findings', screen: '/archive-findings', parameters: ['uc.archive.findingDays'],
    summary: { zh: '档案管理部门意见 10 天内整改', en: 'Archive findings corrected within 10 days' },
    shortLabel: { zh: '档案整改', en: 'Findings' },
    text: { zh: '档案管理部门可随时指导、监督。', en: 'The archive department may guide and supervise at any time.' },
  },
} satisfies Chapter;
