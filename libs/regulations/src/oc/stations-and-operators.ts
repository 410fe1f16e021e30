import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, dayOfMonth, everyPeriod, factor, hours, timeOfDay, weekday } from '../parameter-entry.ts';

export const stationsAndOperatorsParameters = {
  'oc.station.attitude.everyMonths': everyPeriod(3, { zh: '服务态度检查培训周期', en: 'Interval of attitude check and training' }),
  'oc.order.mailDay': dayOfMonth(5, { zh: '维修工单寄出日', en: 'Repair orders mailed by' }),
  'oc.fraud.repeatDays': count(30, { zh: '同一串号再次维修的天数', en: 'Days in which a repeated serial is a signal' }, { tighter: 'none', max: 365 }),
  'oc.settlement.talk.everyMonths': everyPeriod(1, { zh: '劳务费结算沟通周期', en: 'Interval of settlement talks' }),
  'oc.spare.maxMonthsOfUse': factor(2, { zh: '备机备件适量的用量月数', en: 'Months of use that are a fitting quantity' }, { max: 24 }),
  'oc.violation.reportHours': hours(24, { zh: '违规情况上报', en: 'Violation reported' }),
  'oc.station.spares.everyMonths': everyPeriod(6, { zh: '备机备件培训周期', en: 'Interval of spares training' }),
  'oc.operator.review.everyMonths': everyPeriod(1, { zh: '运营商走访周期', en: 'Interval of talks with an operator' }),
  'oc.operator.replyDays': calendarDays(7, { zh: '运营商意见答复', en: 'Countermeasure and reply to an operator' }),
  'oc.station.answerHours': hours(24, { zh: '授权站信息答复', en: "Station's message answered" }),
  'oc.exchange.weekday': weekday(7, { zh: '销售信息交流日', en: 'Weekday of the exchange with sales' }, { time: 'oc.exchange.time' }),
  'oc.exchange.time': timeOfDay('24:00', { zh: '销售信息交流时刻', en: 'Time of the exchange with sales' }),
  'oc.tech.answerDays': calendarDays(3, { zh: '技术支持答复', en: 'Support request answered' }),
  'oc.quality.reportHours': hours(24, { zh: '质量问题上报', en: 'Quality problem reported' }),
  'oc.change.reportDays': calendarDays(3, { zh: '资料变更告知', en: 'Change of data told' }),
  'oc.report.month.dueDay': dayOfMonth(5, { zh: '工作月报提交日', en: 'Monthly report by' }),
  'oc.incident.firstReportHours': hours(2, { zh: '突发事件首报', en: 'First report of an incident' }),
  'oc.incident.updateHours': hours(24, { zh: '突发事件续报', en: 'Update on an incident' }),
  'oc.loan.days': calendarDays(30, { zh: '备用机归还', en: 'Spare unit returned' }),
};

/** OC-3.2.1 to OC-3.7b: stations, operators, information, incidents, spares. */
export const stationsAndOperators = {
  'OC-3.2.1': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties', parameters: ['oc.station.attitude.everyMonths'],
    summary: { zh: '定期考察和培训授权站的服务态度', en: "Stations' service attitude looked into and trained periodically" }, shortLabel: { zh: '服务态度', en: 'Attitude' },
    text: { zh: '定期考察授权站的服务态度并进行培训。', en: "The stations' service attitude is looked into and trained periodically." },
  },
  'OC-3.2.2a': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'outstation-channel/repair-orders', screen: '/repair-orders', parameters: ['oc.order.mailDay'],
    summary: { zh: '指导授权站正确填写、及时寄出维修工单', en: 'Repair orders filled in correctly and mailed in time' }, shortLabel: { zh: '维修工单', en: 'Repair orders' },
    text: { zh: '指导授权站正确填写维修工单并及时寄出，作为劳务费结算的依据。', en: 'Staff guide stations to fill in repair orders correctly and mail them in time: they are the basis of the labour-fee settlement.' },
  },
  'OC-3.2.2b': {
    kinds: ['negative_only'], status: 'implemented', room: 'outstation-channel/fraud-signals', screen: '/fraud-cases', parameters: ['oc.fraud.repeatDays'],
    summary: { zh: '杜绝虚假工单：取证、上报、教育', en: 'No faked orders: evidence, report, education of the station' }, shortLabel: { zh: '虚假工单', en: 'Faked orders' },
    text: { zh: '杜绝虚假工单：发现的收集证据，上报公司，并对授权站进行教育。', en: 'No faked orders: collect evidence, report to the company, educate the station.' },
  },
  'OC-3.2.2c': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties', parameters: ['oc.settlement.talk.everyMonths'],
    summary: { zh: '定期与授权站沟通劳务费结算', en: 'The labour-fee settlement talked over with stations periodically' }, shortLabel: { zh: '结算沟通', en: 'Fee talks' },
    text: { zh: '定期与授权站沟通劳务费结算情况。', en: 'Staff talk over the labour-fee settlement with stations periodically.' },
  },
  'OC-3.2.3a': {
    kinds: ['obligation', 'guard', 'negative_only'], status: 'implemented', room: 'outstation-channel/spares', screen: '/spares', parameters: ['oc.spare.maxMonthsOfUse', 'oc.violation.reportHours'],
    summary: { zh: '适量申请备机备件，不得借用、拆用', en: 'A fitting quantity of spares; no borrowing, no dismantling' }, shortLabel: { zh: '备机备件', en: 'Spares' },
    text: {
      zh: '授权站适量申请备机和备件；未经公司同意不得借用局方销售机，不得拆用销售机、备用机和故障机；情况如实报渠道工程师。',
      en: "Stations apply for a fitting quantity of spare units and parts; without the company's consent no borrowing of the operator's sale units and no dismantling of sale, spare or faulty units; the facts are reported to the channel engineer.",
    },
  },
  'OC-3.2.3b': {
    kinds: ['guard'], status: 'implemented', room: 'outstation-channel/spares', screen: '/spares',
    summary: { zh: '未申请的备件不得返厂', en: 'No parts back to the factory without an application' }, shortLabel: { zh: '返厂申请', en: 'Returns' },
    text: { zh: '授权站没有申请，不得把备件寄回工厂。', en: 'Stations send no parts back to the factory without an application.' },
  },
  'OC-3.2.3c': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties', parameters: ['oc.station.spares.everyMonths'],
    summary: { zh: '定期培训授权站管理备机备件', en: 'Stations trained on spares periodically' }, shortLabel: { zh: '备件培训', en: 'Spares training' },
    text: { zh: '定期就备机备件管理对授权站进行培训。', en: 'Staff train stations on spares periodically.' },
  },
  'OC-3.3.1': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/operators', screen: '/operators', parameters: ['oc.operator.review.everyMonths', 'oc.operator.replyDays'],
    summary: { zh: '随时了解运营商的评价和要求，及时反馈', en: "Operators' judgement and wishes known, countermeasures in time" }, shortLabel: { zh: '运营商关系', en: 'Operators' },
    text: { zh: '与运营商保持良好关系，随时了解其评价和要求，及时采取对策并反馈。', en: 'Keep good relations with operators; know their judgement and wishes at any time; countermeasures and feedback come in time.' },
  },
  'OC-3.3.2': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/station-messages', screen: '/station-messages', parameters: ['oc.station.answerHours'],
    summary: { zh: '与授权站沟通渠道畅通', en: 'An open channel with stations' }, shortLabel: { zh: '授权站沟通', en: 'Messages' },
    text: { zh: '与授权站保持畅通的沟通渠道，来信及时答复。', en: 'Keep an open channel with stations; their messages are answered.' },
  },
  'OC-3.3.3': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/exchanges', screen: '/exchanges', parameters: ['oc.exchange.weekday', 'oc.exchange.time'],
    summary: { zh: '每周向当地销售了解销售信息并反馈', en: 'Sales information from local sales every week, and feedback' }, shortLabel: { zh: '销售交流', en: 'Sales exchange' },
    text: {
      zh: '每周向当地销售人员了解销售信息，用于网点布局、备机备件数量和机型故障率；并把情况反馈给销售，以便改进。',
      en: 'Sales information comes from local sales staff every week, for network layout, spare quantities and failure rates of models; findings go back to sales for improvements.',
    },
  },
  'OC-3.4': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/station-duties', screen: '/station-duties',
    summary: { zh: '按计划对维修人员进行技术培训', en: "Technical training for stations' repairers, by plan" }, shortLabel: { zh: '技术培训', en: 'Tech training' },
    text: { zh: '按计划对授权站维修人员进行技术培训。', en: "Technical training for stations' repairers, by plan." },
  },
  'OC-3.4a': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/technical-support', screen: '/technical-support', parameters: ['oc.tech.answerDays'],
    summary: { zh: '与技术科保持联系，取得资料和支持', en: 'Contact with the technical section; documents and support obtained' }, shortLabel: { zh: '技术支持', en: 'Support' },
    text: { zh: '与部门技术科保持联系，及时取得技术资料和支持。', en: "Staff keep in contact with the department's technical section and obtain documents and support." },
  },
  'OC-3.5.1': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/quality-issues', screen: '/quality-issues', parameters: ['oc.quality.reportHours'],
    summary: { zh: '及时上报质量问题', en: 'Quality problems reported in time' }, shortLabel: { zh: '质量上报', en: 'Quality' },
    text: { zh: '发现质量问题及时上报。', en: 'Quality problems are reported in time.' },
  },
  'OC-3.5.2': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/staff', screen: '/outstation-staff/:id', parameters: ['oc.change.reportDays'],
    summary: { zh: '授权站资料和本人联系方式变更及时告知', en: "Changes of stations' data and of own contact data told in time" }, shortLabel: { zh: '变更告知', en: 'Changes told' },
    text: { zh: '授权站资料或本人联系方式变更，及时告知渠道负责人。', en: "Changes of stations' data or of one's own contact data are told in time to the person in charge of the channel." },
  },
  'OC-3.5.3': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/monthly-reports', screen: '/outstation-monthly-reports', parameters: ['oc.report.month.dueDay'],
    summary: { zh: '工作月报写明局方故障机库存', en: "Operator's faulty stock in the monthly report" }, shortLabel: { zh: '故障机库存', en: 'Faulty stock' },
    text: { zh: '在工作月报中上报局方故障机库存。', en: "The operator's faulty stock is reported in the monthly report." },
  },
  'OC-3.6': {
    kinds: ['obligation', 'indicator'], status: 'implemented', room: 'outstation-channel/incidents', screen: '/incidents', parameters: ['oc.incident.firstReportHours', 'oc.incident.updateHours'],
    summary: { zh: '突发事件主动应对、跟踪到底，不得曝光', en: 'Incidents met with initiative, tracked to the end, no exposure' }, shortLabel: { zh: '突发事件', en: 'Incidents' },
    text: {
      zh: '投诉到技术监督局、消费者协会、媒体等处的，主动应对、跟进、上报，跟踪到底，不得曝光。',
      en: 'Complaints that reach the technical supervision bureau, a consumer association, media and the like are met with initiative, followed up, reported and tracked to the end; there is no exposure.',
    },
  },
  'OC-3.7a': {
    kinds: ['obligation', 'indicator'], status: 'implemented', room: 'outstation-channel/loans', screen: '/spare-loans', parameters: ['oc.loan.days'],
    summary: { zh: '备用机适度申请、快速周转、按时归还', en: 'Spare units: moderate, turned over fast, returned on time' }, shortLabel: { zh: '备用机归还', en: 'Loans back' },
    text: { zh: '备用机适度申请，加快周转，按时归还。', en: 'Spare units are applied for in moderation, turned over fast and returned on time.' },
  },
  'OC-3.7b': {
    kinds: ['guard', 'indicator'], status: 'implemented', room: 'outstation-channel/replacements', screen: '/replacements',
    summary: { zh: '控制换新，杜绝操作不规范和延误所致', en: 'Replacements kept down; none by irregular operation or lateness' }, shortLabel: { zh: '控制换新', en: 'Replacements' },
    text: { zh: '控制换新数量；监督指导授权站，杜绝因操作不规范或服务不及时造成的换新。', en: 'Keep replacements down: watch and guide stations so that none comes from irregular operation or late service.' },
  },
} satisfies Chapter;
