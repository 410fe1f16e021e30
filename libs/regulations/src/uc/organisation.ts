import type { Chapter } from '../clause-entry.ts';
import { calendarDays, everyPeriod } from '../parameter-entry.ts';

export const organisationParameters = {
  'uc.regulation.reviewDays': calendarDays(30, { zh: '外部法规核对', en: 'Review of an outside rule' }),
  'uc.regime.ackDays': calendarDays(7, { zh: '制度签收', en: 'Signing of a regime' }),
  'uc.assessment.centre.everyMonths': everyPeriod(3, { zh: '服务中心考核间隔', en: 'Centre assessment interval' }),
};

/** UC-1 to UC-4: purpose, scope, the dispatch centre and the units. */
export const organisation = {
  'UC-1': {
    kinds: ['statement'], status: 'implemented', room: 'tenancy/regulations', screen: '/rulebook',
    summary: { zh: '规范客户服务，保障安全稳定供气', en: 'Service well managed, supply safe and steady' },
    shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '统一客户服务的管理和标准，保障安全、稳定供气。', en: 'Customer service is well managed and of one standard; supply is safe and steady.' },
  },
  'UC-2': {
    kinds: ['guard'], status: 'planned', room: 'utility-care/regulations', screen: '/regulations/utility-care',
    summary: { zh: '约束所有从事客户服务的部门', en: 'Binds every department doing customer service' },
    shortLabel: { zh: '适用范围', en: 'Scope' },
    text: { zh: '凡从事客户服务工作的部门均适用；适用登记列明受约束的单位，只对这些单位产生义务。', en: 'Every department that does customer service work is bound; the adoption record lists the units, and obligations open only for these.' },
  },
  'UC-3.1': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/outside-rules', screen: '/regulations/outside', parameters: ['uc.regulation.reviewDays'],
    summary: { zh: '外部法规变动 30 天内核对', en: 'Outside rules reviewed within 30 days' },
    shortLabel: { zh: '法规核对', en: 'Rule review' },
    text: { zh: '调度中心贯彻执行国家、行业和上级的法律、政策、规定。', en: 'The dispatch centre carries out the law, policy and rules of the state, the trade and superior authorities.' },
  },
  'UC-3.2': {
    kinds: ['attested'], status: 'planned', room: 'utility-care/regimes', screen: '/regimes',
    summary: { zh: '公司服务制度送达各单位并签收', en: 'Company service rules reach and are signed by each unit' },
    shortLabel: { zh: '制度签收', en: 'Rules signed' },
    text: { zh: '调度中心组织制定全公司的服务制度。', en: 'The dispatch centre organises the making of service rules for the whole company.' },
  },
  'UC-3.3': {
    kinds: ['obligation', 'attested'], status: 'planned', room: 'utility-care/directives', screen: '/directives',
    summary: { zh: '督办按期答复，指导意见回执', en: 'Directives answered in time, guidance read' },
    shortLabel: { zh: '督办答复', en: 'Directives' },
    text: { zh: '调度中心对各单位的服务工作进行指导、协调、管理。', en: "The dispatch centre guides, coordinates and manages the units' service work." },
  },
  'UC-3.4': {
    kinds: ['observed'], status: 'planned', room: 'utility-care/spot-checks', screen: '/spot-checks',
    summary: { zh: '调度中心监督、检查、考核各单位', en: 'The dispatch centre inspects and assesses the units' },
    shortLabel: { zh: '监督检查', en: 'Supervision' },
    text: { zh: '调度中心对各单位进行监督、检查和考核。', en: 'The dispatch centre supervises, inspects and assesses the units.' },
  },
  'UC-4.1': {
    kinds: ['guard'], status: 'implemented', room: 'utility-care/intake', screen: '/intake',
    summary: { zh: '由指定的客户服务机构受理', en: 'Cases are taken by the designated service body' },
    shortLabel: { zh: '服务机构', en: 'Service body' },
    text: { zh: '各单位设客户服务中心，或按实际情况由生产运行部门负责；两者都未指定的单位不能受理。', en: 'Each unit has a customer service centre or puts the work under its production operations department; a unit that has designated neither takes no cases.' },
  },
  'UC-4.2a': {
    kinds: ['indicator'], status: 'planned', room: 'insight/management-system', screen: '/compliance',
    summary: { zh: '服务管理体系完整', en: 'A complete service management system' },
    shortLabel: { zh: '管理体系', en: 'Management system' },
    text: { zh: '各单位建立完整的服务管理体系，缺项列明。', en: 'Each unit sets up a complete service management system; gaps are listed.' },
  },
  'UC-4.2b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/assessments', screen: '/assessments', parameters: ['uc.assessment.centre.everyMonths'],
    summary: { zh: '服务中心每季考核', en: 'Service centre assessed each quarter' },
    shortLabel: { zh: '中心考核', en: 'Centre assessed' },
    text: { zh: '各单位按公司规定的间隔定期考核服务中心。', en: "Units assess their service centre regularly, at the company's interval." },
  },
  'UC-4.3': {
    kinds: ['obligation', 'attested'], status: 'planned', room: 'utility-care/regimes', screen: '/regimes', parameters: ['uc.regime.ackDays'],
    summary: { zh: '七项制度发布后 7 天内签收', en: 'Seven regimes signed within 7 days of publication' },
    shortLabel: { zh: '7 天签收', en: 'Signed in 7 d' },
    text: {
      zh: '各单位执行公司各项服务制度，至少包括岗位责任、现场管理、考勤、档案资料、计算机、满意度调查、培训和考核七项。',
      en: 'Units carry out all company service regimes, at least post responsibility, on-site management, attendance, archives, computers, satisfaction survey, training and assessment.',
    },
  },
} satisfies Chapter;
