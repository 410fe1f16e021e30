import type { Chapter } from '../clause-entry.ts';
import { anniversary, calendarDays, choice, count, hours, minutes } from '../parameter-entry.ts';

export const inspectionsAndComplaintsParameters = {
  'uc.inspection.nonResident.everyMonths': anniversary(12, { zh: '非居民安检间隔', en: 'Non-resident inspection interval' }, { ours: false }),
  'uc.inspection.resident.everyMonths': anniversary(24, { zh: '居民安检间隔', en: 'Resident inspection interval' }, { ours: false }),
  'uc.inspection.unknownMonths': anniversary(6, { zh: '历史不明安检', en: 'Inspection of unknown history' }),
  'uc.inspection.changeGraceDays': calendarDays(30, { zh: '类别变更宽限', en: 'Grace after a category change' }),
  'uc.inspection.refusalTries': count(3, { zh: '拒检次数', en: 'Refusals before the list' }, { tighter: 'none', max: 20 }),
  'uc.inspection.basis': choice('rolling', ['rolling', 'calendar_year'], { zh: '安检起算方式', en: 'Inspection basis' }),
  'uc.complaint.startMinutes': minutes(60, { zh: '投诉着手调查', en: 'Complaint: investigation begun' }),
  'uc.complaint.replyHours': hours(48, { zh: '投诉答复', en: 'Complaint answered' }),
  'uc.specialCare.visitDays': calendarDays(3, { zh: '特殊用户上门', en: 'Home visit to special users' }),
};

/** UC-7.5 to UC-7.7: inspections, complaints, special users. */
export const inspectionsAndComplaints = {
  'UC-7.5a': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/inspections', screen: '/inspections',
    parameters: ['uc.inspection.nonResident.everyMonths', 'uc.inspection.basis', 'uc.inspection.changeGraceDays', 'uc.inspection.unknownMonths', 'uc.inspection.refusalTries'],
    summary: { zh: '非居民年度安检', en: 'Non-residents inspected once a year' },
    shortLabel: { zh: '年度安检', en: 'Yearly check' },
    text: { zh: '商业、工业、采暖等非居民用户每年至少安检一次。', en: 'Non-residents (commercial, industrial, heating and the like) are inspected at least once a year.' },
  },
  'UC-7.5b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/inspections', screen: '/inspections',
    parameters: ['uc.inspection.resident.everyMonths', 'uc.inspection.basis', 'uc.inspection.changeGraceDays', 'uc.inspection.unknownMonths', 'uc.inspection.refusalTries'],
    summary: { zh: '居民两年安检', en: 'Residents inspected once in two years' },
    shortLabel: { zh: '两年安检', en: '2-year check' },
    text: { zh: '居民用户每两年至少安检一次。', en: 'Residents are inspected at least once in two years.' },
  },
  'UC-7.5c': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/inspections', screen: '/inspections/rounds/:id',
    summary: { zh: '上门安检按公告的半天到达', en: 'Door service comes in the announced half-day' },
    shortLabel: { zh: '按时上门', en: 'As announced' },
    text: { zh: '定期按时上门服务。', en: 'Door service is regular and comes when announced.' },
  },
  'UC-7.6a': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/publications', screen: '/publications',
    summary: { zh: '公布投诉电话', en: 'A complaint telephone is shown' },
    shortLabel: { zh: '投诉电话', en: 'Complaint line' },
    text: { zh: '设立投诉电话。', en: 'A complaint telephone exists.' },
  },
  'UC-7.6b': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/complaints', screen: '/cases/:id', parameters: ['uc.complaint.startMinutes', 'uc.complaint.replyHours'],
    summary: { zh: '投诉 48 小时答复', en: 'Complaints answered within 48 hours' },
    shortLabel: { zh: '48 时答复', en: 'Answered 48 h' },
    text: { zh: '接到投诉立即调查处理，尽快答复；转办不重新起算。', en: 'On a complaint: investigate at once, deal with it, reply soon; a transfer resets no clock.' },
  },
  'UC-7.7': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/special-care', screen: '/accounts/:id', parameters: ['uc.specialCare.visitDays'],
    summary: { zh: '特殊用户 3 天内上门办理', en: 'Special users served at home within 3 days' },
    shortLabel: { zh: '上门办理', en: 'Home visit' },
    text: { zh: '老、弱、病、残等特殊用户重点登记，由工作人员上门办理手续，保障顺利用气。', en: 'Elderly, frail, ill, disabled and other special users: registered with priority, formalities done by staff at home, smooth use of gas.' },
  },
} satisfies Chapter;
