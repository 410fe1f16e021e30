import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, everyPeriod, factor, minutes, timeOfDay, workingDays } from '../parameter-entry.ts';

export const centreDutiesParameters = {
  'uc.contact.summaryTime': timeOfDay('09:00', { zh: '每日受理汇总', en: 'Daily summary of contacts' }),
  'uc.alarm.major.reportMinutes': minutes(15, { zh: '重大险情报领导', en: 'Major event reported to leaders' }, { max: 120 }),
  'uc.alarm.acceptMinutes': minutes(5, { zh: '报警接警', en: 'Alarm accepted by the team' }, { max: 60 }),
  'uc.alarm.arriveMinutes': minutes(60, { zh: '报警到场', en: 'Alarm: team on site' }, { max: 480 }),
  'uc.usage.abnormal.zeroPeriods': count(2, { zh: '零用气期数', en: 'Periods without use' }, { max: 24 }),
  'uc.usage.abnormal.factor': factor(3, { zh: '异常用气倍数', en: 'Abnormal use factor' }, { min: 1.1 }),
  'uc.transfer.answerWorkingDays': workingDays(3, { zh: '过户答复', en: 'Account transfer answered' }),
  'uc.survey.everyMonths': everyPeriod(6, { zh: '满意度调查间隔', en: 'Survey interval' }),
  'uc.survey.analysisDays': calendarDays(30, { zh: '调查分析', en: 'Survey analysis' }),
};

/** UC-5: what the customer service centre does. */
export const centreDuties = {
  'UC-5.1a': {
    kinds: ['obligation', 'guard'], status: 'partial', room: 'utility-care/intake', screen: '/intake', parameters: ['uc.contact.summaryTime'],
    missing: { zh: '每日汇总及其时限', en: 'the summary of each day and its due time' },
    summary: { zh: '受理必建单，次日 09:00 前汇总', en: 'Each contact numbered, summed up by 09:00 next day' },
    shortLabel: { zh: '受理汇总', en: 'Contacts' },
    text: { zh: '受理、记录、汇总咨询、报修、报警和投诉，接待来访；每次来访来电以受理单号或理由结束。', en: 'Take, record and sum up consultations, repairs, alarms and complaints; receive visitors. A contact ends only with a numbered case or a reason.' },
  },
  'UC-5.1b': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/billing', screen: '/billing',
    summary: { zh: '收取燃气费', en: 'Gas fees collected' },
    shortLabel: { zh: '收费', en: 'Takings' },
    text: { zh: '收取燃气费，按单位和月份统计。', en: 'Collect gas fees; takings are shown by unit and month.' },
  },
  'UC-5.1c': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/faults', screen: '/cases/:id', parameters: ['uc.alarm.major.reportMinutes'],
    summary: { zh: '重大险情 15 分钟内报领导', en: 'Major events reported to leaders within 15 minutes' },
    shortLabel: { zh: '15 分报领导', en: 'Report 15 min' },
    text: { zh: '重大抢险情况自定级起及时报告领导，以领导应答为准，不以发出为准。', en: "Major rescue events are reported to the leaders in time from the grading; met by a leader's acknowledgement, not by sending." },
  },
  'UC-5.1d': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/cases', screen: '/cases/:id', parameters: ['uc.alarm.acceptMinutes', 'uc.alarm.arriveMinutes'],
    summary: { zh: '报警 5 分钟接警、60 分钟到场', en: 'Alarms accepted in 5 minutes, on site in 60' },
    shortLabel: { zh: '接警到场', en: 'Alarm 5/60 min' },
    text: { zh: '接到报警立即呼叫维抢修队；自接报起计接警和到场。', en: 'On an alarm the rescue team is paged at once and comes; acceptance and arrival count from receipt.' },
  },
  'UC-5.2a': {
    kinds: ['guard'], status: 'planned', room: 'utility-care/connections', screen: '/orders/:id',
    summary: { zh: '参与新用户验收通气，办理停气接气', en: 'Takes part in acceptance, commissioning, stop and reconnect' },
    shortLabel: { zh: '验收通气', en: 'Commissioning' },
    text: { zh: '服务中心参与新用户的验收和通气，实施停气、接气；验收、通气单须有中心参与人。', en: 'The centre takes part in acceptance and commissioning of new users and carries out stop and reconnect; those orders name its participant.' },
  },
  'UC-5.2b': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/patrols', screen: '/patrols', parameters: ['uc.usage.abnormal.zeroPeriods', 'uc.usage.abnormal.factor'],
    summary: { zh: '异常用户上门巡查', en: 'Users with abnormal use visited' },
    shortLabel: { zh: '异常巡查', en: 'Abnormal use' },
    text: { zh: '服务中心参与用气异常用户的上门巡查。', en: 'The centre takes part in door visits to users with abnormal use.' },
  },
  'UC-5.2c': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/accounts', screen: '/accounts/:id',
    summary: { zh: '收集用户管网资料', en: "Users' pipe-network data collected" },
    shortLabel: { zh: '管网资料', en: 'Network data' },
    text: { zh: '服务中心收集用户管网资料。', en: "The centre collects the users' pipe-network data." },
  },
  'UC-5.2d': {
    kinds: ['obligation'], status: 'partial', room: 'utility-care/transfers', screen: '/transfers/:id', parameters: ['uc.transfer.answerWorkingDays'],
    missing: { zh: '欠费由受理人填写，没有收费模块', en: 'what is owed is entered by the desk, as there is no billing yet' },
    summary: { zh: '过户申请 3 个工作日内答复', en: 'Account transfers answered within 3 working days' },
    shortLabel: { zh: '3 日过户', en: 'Transfer 3 d' },
    text: { zh: '办理用户过户，合作方也可提出；受理或退回须在期限内，欠费时说明原因。', en: "Account transfer for a household, also on a partner's request: accepted or refused in time, debts block it with the reason shown." },
  },
  'UC-5.3': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/accounts', screen: '/accounts',
    summary: { zh: '用户档案和服务记录完整', en: 'Complete archive and service record per user' },
    shortLabel: { zh: '档案完整', en: 'Archive complete' },
    text: { zh: '建立完整的用户档案和服务记录。', en: 'A complete archive and service record is kept for each user.' },
  },
  'UC-5.4': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/campaigns', screen: '/campaigns',
    summary: { zh: '宣传安全用气知识', en: 'Safe-use knowledge spread' },
    shortLabel: { zh: '安全宣传', en: 'Safety talks' },
    text: { zh: '宣传安全用气知识。', en: 'The centre spreads knowledge of the safe use of gas.' },
  },
  'UC-5.5': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/surveys', screen: '/surveys', parameters: ['uc.survey.everyMonths', 'uc.survey.analysisDays'],
    summary: { zh: '每半年满意度调查，30 天内分析', en: 'Survey every half year, analysed within 30 days' },
    shortLabel: { zh: '满意度调查', en: 'Surveys' },
    text: { zh: '开展回访和满意度调查，并作分析。', en: 'Callbacks, satisfaction surveys and their analysis.' },
  },
} satisfies Chapter;
