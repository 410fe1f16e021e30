import type { Chapter } from '../clause-entry.ts';
import { choice, dayOfMonth, everyPeriod, hours, list, timeOfDay, weekday, workingMinutes } from '../parameter-entry.ts';

export const dutiesOfStaffParameters = {
  'oc.score.everyMonths': everyPeriod(1, { zh: '外派人员考核周期', en: 'Interval of staff scores' }, { ours: false }),
  'oc.score.dueDay': dayOfMonth(10, { zh: '月度考核出分日', en: 'Monthly scores closed by' }),
  'oc.reach.from': timeOfDay('08:00', { zh: '保持联络开始', en: 'Reachable from' }, { ours: false }),
  'oc.reach.to': timeOfDay('24:00', { zh: '保持联络结束', en: 'Reachable until' }, { ours: false, tighter: 'higher' }),
  'oc.reach.weekdays': list(['1', '2', '3', '4', '5', '6', '7'], ['1', '2', '3', '4', '5', '6', '7'], { zh: '保持联络的星期', en: 'Weekdays of reachability' }, { ours: false }),
  'oc.reach.answerMinutes': workingMinutes(30, { from: 'oc.reach.from', to: 'oc.reach.to', weekdays: 'oc.reach.weekdays' }, { zh: '联络应答', en: 'Call or ping answered' }),
  'oc.station.check.everyMonths': everyPeriod(1, { zh: '授权站运作检查周期', en: 'Interval of status checks of a station' }),
  'oc.weekly.weekday': weekday(1, { zh: '工作周报提交日', en: 'Weekday of the weekly report' }, { ours: false, time: 'oc.weekly.time' }),
  'oc.weekly.time': timeOfDay('13:00', { zh: '工作周报提交时刻', en: 'Time of the weekly report' }, { ours: false }),
  'oc.weekly.guideHours': hours(48, { zh: '周报阅示指导', en: 'Weekly report read and guided' }),
  'oc.claim.dueDay': dayOfMonth(10, { zh: '差旅补助单据寄回日', en: 'Travel vouchers back by' }, { ours: false }),
  'oc.claim.metBy': choice('received', ['received', 'posted'], { zh: '单据以何为准', en: 'What counts for vouchers' }),
};

/** OC-1.1 to OC-3.1.4b: purpose, the department's tasks, and what each outstation person owes day by day. */
export const dutiesOfStaff = {
  'OC-1.1': {
    kinds: ['statement'], status: 'implemented', room: 'outstation-channel/channel-documents', screen: '/outstation-staff',
    summary: { zh: '目的和上位制度', en: 'Purpose, and the documents above it' }, shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '依据《人力资源管理条例》和《外派人员管理规范》，规范外派人员和渠道的管理。', en: 'Manages outstation staff and the channel, under the personnel regulations and the code for outstation staff above it.' },
  },
  'OC-1.2': {
    kinds: ['guard'], status: 'implemented', room: 'outstation-channel/staff', screen: '/outstation-staff',
    summary: { zh: '适用于全部外派人员，含当地招聘', en: 'All outstation staff, also those recruited locally' }, shortLabel: { zh: '适用范围', en: 'Scope' },
    text: { zh: '适用于全部外派人员；当地招聘的人员同样适用，派驻和轮换的规定也在内。', en: 'Applies to all outstation staff, also those recruited locally, the rules of posting and rotation included.' },
  },
  'OC-1.3': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/scores', screen: '/staff-scores', parameters: ['oc.score.everyMonths', 'oc.score.dueDay'],
    summary: { zh: '按绩效考核制度逐月评分，按分数调整岗位', en: 'Staff scored each month by the performance regime; posts follow the score' }, shortLabel: { zh: '月度考核', en: 'Monthly score' },
    text: { zh: '按外派人员工作绩效考核制度，对照这些职责给外派人员评分；岗位按分数调整。', en: 'Staff are scored against these duties by the performance regime; their posts are adjusted by the score.' },
  },
  'OC-2.1': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/stations', screen: '/channel-network',
    summary: { zh: '规划、维护和改善售后网络', en: 'The after-sales network planned, maintained and improved' }, shortLabel: { zh: '售后网络', en: 'Network' },
    text: { zh: '规划、维护并不断改善售后服务网络。', en: 'Plan, maintain and improve the after-sales network.' },
  },
  'OC-2.2': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/operators', screen: '/operators',
    summary: { zh: '协调运营商、代理商、授权站和厂家', en: 'Operators, agents, stations and makers coordinated' }, shortLabel: { zh: '各方协调', en: 'Coordination' },
    text: { zh: '协调运营商、代理商、授权站和厂家之间的关系。', en: 'Coordinate operators, agents, authorised stations and makers.' },
  },
  'OC-2.3': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/quality-issues', screen: '/quality-issues',
    summary: { zh: '收集并上报产品质量和竞品信息', en: 'Market information collected: product quality, competitors' }, shortLabel: { zh: '市场信息', en: 'Market' },
    text: { zh: '收集并上报市场信息：产品质量、竞争对手。', en: 'Collect and report market information: product quality, competitors.' },
  },
  'OC-2.4': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties',
    summary: { zh: '指导培训授权站：运作、备件、技术支持', en: 'Stations guided and trained: operation, spares, technical support' }, shortLabel: { zh: '授权站培训', en: 'Training' },
    text: { zh: '指导和培训授权站：业务运作、备件、技术支持。', en: 'Guide and train stations: operation, spares, technical support.' },
  },
  'OC-2.5': {
    kinds: ['attested', 'indicator'], status: 'implemented', room: 'outstation-channel/incidents', screen: '/incidents',
    summary: { zh: '处理投诉，应对危机', en: 'Complaints handled, crises coped with' }, shortLabel: { zh: '投诉与危机', en: 'Crises' },
    text: { zh: '处理用户投诉，应对突发危机；危机处理须知逐人签收，演练或测验留有结果。', en: 'Handle complaints and cope with crises; each person signs the crisis instructions, and drills or quizzes leave a result.' },
  },
  'OC-3.1.1': {
    kinds: ['negative_only'], status: 'implemented', room: 'outstation-channel/conduct', screen: '/conduct-records',
    summary: { zh: '维护部门和公司形象，不损害公司利益', en: "The company's image kept, nothing done or said against its interest" }, shortLabel: { zh: '行为规范', en: 'Conduct' },
    text: {
      zh: '外派人员在当地代表客服部和公司的形象，不得有损害公司利益的行为：消极怠工、不服从安排、消极抵触任务、有冲突的兼职等；不得有损害公司的言论。',
      en: "In their area staff stand for the department and the company's image; no conduct against its interest such as slackness, refusing arrangements, passive resistance to tasks or a conflicting second job; no harmful talk.",
    },
  },
  'OC-3.1.2a': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/reachability', screen: '/reachability', parameters: ['oc.reach.from', 'oc.reach.to', 'oc.reach.weekdays', 'oc.reach.answerMinutes'],
    summary: { zh: '周一至周日 8 点到 24 点保持联络畅通', en: 'Reachable 08:00-24:00, Monday to Sunday' }, shortLabel: { zh: '保持联络', en: 'Reachable' },
    text: { zh: '周一至周日 8:00 到 24:00 保持通信畅通，授权站的信息上得来，公司的指令下得去。', en: "Reachable from 08:00 to 24:00, Monday to Sunday, so that stations' messages come up and the company's instructions go down." },
  },
  'OC-3.1.2b': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties', parameters: ['oc.station.check.everyMonths'],
    summary: { zh: '监督管理授权站的运作', en: "The stations' operation kept under good supervision" }, shortLabel: { zh: '运作检查', en: 'Status check' },
    text: { zh: '对授权站的运作做好监督管理，定期检查其状况。', en: "Keep the stations' operation under good supervision, with a status check of each." },
  },
  'OC-3.1.3': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/weekly-reports', screen: '/weekly-reports', parameters: ['oc.weekly.weekday', 'oc.weekly.time', 'oc.weekly.guideHours'],
    summary: { zh: '每周一 13 点前交工作周报', en: 'Weekly report every Monday before 13:00' }, shortLabel: { zh: '工作周报', en: 'Weekly report' },
    text: {
      zh: '每周一 13:00 前以电子邮件或传真向渠道工程师提交工作周报，写明完成的工作和下周计划，抄送渠道经理；渠道据此指导和监督。',
      en: 'Every Monday before 13:00 the weekly report, with work done and the plan ahead, goes by e-mail or fax to the channel engineer with a copy to the channel manager; the channel guides and supervises by it.',
    },
  },
  'OC-3.1.4a': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/travel-claims', screen: '/travel-claims', parameters: ['oc.claim.dueDay', 'oc.claim.metBy'],
    summary: { zh: '次月 10 日前寄回差旅补助单据', en: 'Travel allowance vouchers back by the 10th of the next month' }, shortLabel: { zh: '单据寄回', en: 'Vouchers back' },
    text: { zh: '当月的差旅补助单据在次月 10 日前寄回部门。', en: "A month's travel allowance vouchers are sent back by the 10th of the next." },
  },
  'OC-3.1.4b': {
    kinds: ['guard'], status: 'implemented', room: 'outstation-channel/travel-claims', screen: '/travel-claims',
    summary: { zh: '只报销总部批示的差旅，弄虚作假受罚', en: 'Only approved travel is paid; falsification is punished' }, shortLabel: { zh: '批示差旅', en: 'Approved trips' },
    text: { zh: '只报销总部批示的差旅；弄虚作假的，在报销和考核中一并处罚。', en: 'Only travel that headquarters approved is paid; falsification is punished in the reimbursement and in the score.' },
  },
} satisfies Chapter;
