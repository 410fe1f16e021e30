import type { Chapter } from '../clause-entry.ts';
import { calendarDays, dayOfMonth, hours, timeOfDay } from '../parameter-entry.ts';

export const visitReportsParameters = {
  'dv.daily.sameDay': timeOfDay('24:00', { zh: '巡访日报表当天交', en: 'Daily report on the day of the visits' }, { sameDay: true }),
  'dv.daily.resubmitDays': calendarDays(1, { zh: '退回的日报重交', en: 'Returned daily report resubmitted' }),
  'dv.daily.triageHours': hours(24, { zh: '日报阅读分拣', en: 'Daily report read and sorted' }),
  'dv.report.month.dueDay': dayOfMonth(5, { zh: '月报上报日', en: 'Monthly report due' }),
  'dv.urgent.fileHours': hours(4, { zh: '紧急报告上报', en: 'Urgent report filed' }),
  'dv.urgent.ackHours': hours(24, { zh: '紧急报告签收', en: 'Urgent report acknowledged' }),
};

/** DV-9 to DV-11: daily, monthly and urgent reports. */
export const visitReports = {
  'DV-9a': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'distributor-visits/daily-reports', screen: '/daily-reports', parameters: ['dv.daily.sameDay', 'dv.daily.resubmitDays'],
    summary: { zh: '巡访当天交日报表和客户卡，六项内容齐全', en: 'Daily report with customer cards on the day, six contents complete' }, shortLabel: { zh: '巡访日报', en: 'Daily report' },
    text: {
      zh: '巡访员每天把巡访日报表连同客户卡交主管，写明：一、客户和巡访时间；二、意见、建议、希望；三、市场行情、竞争对手动向、其他公司的销售政策；四、巡访效果；五、主要事项及其经过和结果；六、其他。',
      en: "The visitor gives the supervisor a daily report with the customer cards: (1) customer and visit time; (2) opinions, suggestions, wishes; (3) market, competitors' moves, other companies' sales policies; (4) effect; (5) main matters, their course and result; (6) other.",
    },
  },
  'DV-9b': {
    kinds: ['obligation'], status: 'implemented', room: 'distributor-visits/daily-reports', screen: '/daily-reports', parameters: ['dv.daily.triageHours'],
    summary: { zh: '主管 24 小时内阅读日报并逐项分拣', en: 'The supervisor reads and sorts each daily report within 24 hours' }, shortLabel: { zh: '阅读分拣', en: 'Read and sorted' },
    text: { zh: '主管阅读每份日报，逐项分拣：本单位解决，或超出本单位权限。', en: 'The supervisor reads each daily report and sorts each matter: solved here, or beyond the unit.' },
  },
  'DV-10': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'distributor-visits/monthly-reports', screen: '/visit-monthly-reports', parameters: ['dv.report.month.dueDay'],
    summary: { zh: '主管次月 5 日前汇总上报每月巡访情况', en: 'Monthly report to the leader in charge by the 5th of the next month' }, shortLabel: { zh: '巡访月报', en: 'Monthly report' },
    text: { zh: '主管把巡访日报汇总成每月巡访情况报告书，报公司主管领导；当月日报未读完的不能上报。', en: "The supervisor sums the daily reports up into the monthly report for the company's leader in charge; it is refused while a daily report of the month is unread." },
  },
  'DV-11': {
    kinds: ['obligation'], status: 'implemented', room: 'distributor-visits/urgent-reports', screen: '/urgent-reports', parameters: ['dv.urgent.fileHours', 'dv.urgent.ackHours', 'dv.daily.triageHours'],
    summary: { zh: '本单位解决不了的 4 小时内紧急上报', en: 'What the unit cannot solve goes up as an urgent report within 4 hours' }, shortLabel: { zh: '紧急报告', en: 'Urgent report' },
    text: {
      zh: '收到的日报中本单位解决不了的，随时以巡访紧急报告报上级：同行销售政策的重大变化，同行的新产品，同行销售或服务的新动向，本公司产品的重大缺陷或问题，其他紧急事项。',
      en: "What the unit cannot solve itself, of the daily reports received, goes to the superior at any time as an urgent report: a major change of a peer's sales policy, a peer's new product, a new move in a peer's sales or service, a major defect or problem of our own product, other urgent matters.",
    },
  },
} satisfies Chapter;
