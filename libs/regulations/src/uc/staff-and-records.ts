import type { Chapter } from '../clause-entry.ts';
import { dayOfMonth, everyPeriod, hours, minutes, timeOfDay, weekday } from '../parameter-entry.ts';

export const staffAndRecordsParameters = {
  'uc.practice.everyMonths': everyPeriod(3, { zh: '岗位练兵间隔', en: 'On-the-job drill interval' }),
  'uc.assessment.staff.everyMonths': everyPeriod(1, { zh: '员工考核间隔', en: 'Staff assessment interval' }),
  'uc.record.enterHours': hours(24, { zh: '作业记录录入', en: 'Field record entered' }, { max: 168 }),
  'uc.report.daily.dueTime': timeOfDay('10:00', { zh: '日报时间', en: 'Daily report time' }),
  'uc.report.weekly.weekday': weekday(1, { zh: '周报日', en: 'Weekly report day' }),
  'uc.report.weekly.time': timeOfDay('12:00', { zh: '周报时间', en: 'Weekly report time' }),
  'uc.report.month.dueDay': dayOfMonth(5, { zh: '月报日', en: 'Monthly report day' }),
  'uc.handover.acceptMinutes': minutes(15, { zh: '移交接收', en: 'Hand-over accepted' }, { max: 240 }),
  'uc.feedback.answerHours': hours(24, { zh: '问题反馈答复', en: 'Problem note answered' }, { max: 168 }),
  'uc.update.ackHours': hours(24, { zh: '更新签收', en: 'Update signed for' }, { max: 168 }),
};

/** UC-10 to UC-13: staff, records and reports, processes. */
export const staffAndRecords = {
  'UC-10a': {
    kinds: ['guard'], status: 'implemented', room: 'utility-care/qualifications', screen: '/board',
    summary: { zh: '持有效资格方可上岗', en: 'Only qualified staff work' },
    shortLabel: { zh: '上岗资格', en: 'Qualified' },
    text: { zh: '服务人员经培训合格方可上岗；派工时和开始时各核对一次。', en: 'Only trained and qualified service staff work; checked at assignment and again at start.' },
  },
  'UC-10b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/drills', screen: '/drills', parameters: ['uc.practice.everyMonths'],
    summary: { zh: '每人每季一次岗位练兵', en: 'One on-the-job drill each quarter' },
    shortLabel: { zh: '岗位练兵', en: 'Drill' },
    text: { zh: '开展岗位练兵。', en: 'On-the-job drills are held.' },
  },
  'UC-11': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/assessments', screen: '/assessments', parameters: ['uc.assessment.staff.everyMonths'],
    summary: { zh: '员工每月考核', en: 'Staff assessed each month' },
    shortLabel: { zh: '员工考核', en: 'Staff assessed' },
    text: { zh: '定期考核员工，结果与收入挂钩。', en: 'Staff are assessed regularly, results tied to pay.' },
  },
  'UC-12a': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/records', screen: '/orders/:id', parameters: ['uc.record.enterHours'],
    summary: { zh: '作业记录 24 小时内录入', en: 'Field records entered within 24 hours' },
    shortLabel: { zh: '24 时录入', en: 'Entered 24 h' },
    text: { zh: '按公司标准表格及时记录。', en: "Records are kept on the company's standard forms, in time." },
  },
  'UC-12b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/reports', screen: '/reports',
    parameters: ['uc.report.daily.dueTime', 'uc.report.weekly.weekday', 'uc.report.weekly.time', 'uc.report.month.dueDay'],
    summary: { zh: '报表按时报送', en: 'Reports submitted in time' },
    shortLabel: { zh: '报表报送', en: 'Reports' },
    text: { zh: '报表按时报送。', en: 'Reports are submitted in time.' },
  },
  'UC-13a': {
    kinds: ['guard'], status: 'planned', room: 'utility-care/processes', screen: '/processes',
    summary: { zh: '业务流程经公司批准', en: 'Business processes approved by the company' },
    shortLabel: { zh: '流程批准', en: 'Processes' },
    text: { zh: '业务办理、电话受理、投诉受理等流程经公司批准后执行。', en: 'Business handling, phone acceptance and complaint acceptance follow processes approved by the company.' },
  },
  'UC-13b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/handovers', screen: '/handovers', parameters: ['uc.handover.acceptMinutes', 'uc.feedback.answerHours', 'uc.update.ackHours'],
    summary: { zh: '移交 15 分钟接收，反馈和更新 24 小时', en: 'Hand-over accepted in 15 minutes, feedback and updates in 24 hours' },
    shortLabel: { zh: '快速通道', en: 'Fast paths' },
    text: { zh: '与其他部门和维抢修队建立问题反馈、更新传递和处理的快速通道。', en: 'Fast paths with other departments and the rescue team: problem feedback, passing on changed content, handling.' },
  },
} satisfies Chapter;
