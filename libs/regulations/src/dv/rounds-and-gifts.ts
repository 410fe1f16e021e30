import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, daysBefore, everyPeriod } from '../parameter-entry.ts';

export const roundsAndGiftsParameters = {
  'dv.grade.everyMonths': everyPeriod(6, { zh: '客户分级间隔', en: 'Grading interval' }),
  'dv.plan.year.dueDays': daysBefore(15, { zh: '年度计划下达，提前', en: 'Year plan issued ahead' }),
  'dv.plan.quarter.dueDays': daysBefore(7, { zh: '季度计划下达，提前', en: 'Quarter plan issued ahead' }),
  'dv.plan.month.dueDays': daysBefore(3, { zh: '月度计划下达，提前', en: 'Month plan issued ahead' }),
  'dv.visit.perYear.A': count(12, { zh: 'A 级客户每年巡访次数', en: 'Visits a year, grade A' }, { tighter: 'higher' }),
  'dv.visit.perYear.B': count(6, { zh: 'B 级客户每年巡访次数', en: 'Visits a year, grade B' }, { tighter: 'higher' }),
  'dv.visit.perYear.C': count(4, { zh: 'C 级客户每年巡访次数', en: 'Visits a year, grade C' }, { tighter: 'higher' }),
  'dv.visit.perYear.D': count(2, { zh: 'D 级客户每年巡访次数', en: 'Visits a year, grade D' }, { tighter: 'higher' }),
  'dv.technicians.perRegion.min': count(1, { zh: '每个地区技术人员下限', en: 'Technicians of a region, at least' }, { tighter: 'none' }),
  'dv.technicians.perRegion.max': count(2, { zh: '每个地区技术人员上限', en: 'Technicians of a region, at most' }, { tighter: 'none' }),
  'dv.problem.major.answerDays': calendarDays(3, { zh: '重大技术难题答复', en: 'Major problem answered' }),
};

/** DV-4 to DV-8: rounds, grades, plans, gifts, technicians, field-staff measures. */
export const roundsAndGifts = {
  'DV-4.0': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/visit-coverage', screen: '/visit-plans',
    summary: { zh: '主管派营销员定期巡访客户', en: 'The supervisor sends marketing staff on regular rounds' }, shortLabel: { zh: '定期巡访', en: 'Regular rounds' },
    text: { zh: '营业单位的主管派营销员定期巡访客户；没有巡访员或没有下次计划的客户列出来。', en: "The unit's supervisor sends marketing staff on regular rounds to the customers; a customer without a visitor or a next planned visit is listed." },
  },
  'DV-4.1': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'distributor-visits/grading', screen: '/visit-grading', parameters: ['dv.grade.everyMonths'],
    summary: { zh: '客户分 A、B、C、D 级管理，每半年重评', en: 'Customers graded A to D and managed by grade, regraded each half-year' }, shortLabel: { zh: '分级管理', en: 'Grades' },
    text: { zh: '各地区的客户按性质、规模、销售、经营趋势等分为 A、B、C、D 四级，分级管理。', en: 'Customers of each region are graded A, B, C, D by nature, scale, sales, business trend and the like, and managed by grade.' },
  },
  'DV-4.2': {
    kinds: ['guard'], strength: 'in_principle', status: 'implemented', room: 'distributor-visits/plans', screen: '/visit-plans',
    summary: { zh: '指定专人巡访，原则上不用本地区业务员', en: "Named visitors, in principle not the region's own salesperson" }, shortLabel: { zh: '指定专人', en: 'Named visitor' },
    text: { zh: '巡访由指定的专人进行；原则上不由本地区的业务员担任，确有必要的由主管写明理由。', en: "Visits are made by named persons; in principle not by the region's own salesperson, unless the supervisor records why." },
  },
  'DV-5': {
    kinds: ['obligation', 'indicator'], status: 'implemented', room: 'distributor-visits/plans', screen: '/visit-plans',
    parameters: ['dv.plan.year.dueDays', 'dv.plan.quarter.dueDays', 'dv.plan.month.dueDays', 'dv.visit.perYear.A', 'dv.visit.perYear.B', 'dv.visit.perYear.C', 'dv.visit.perYear.D'],
    summary: { zh: '年、季、月巡访计划提前下达到人', en: 'Year, quarter and month plans handed to named persons ahead of the period' }, shortLabel: { zh: '计划下达', en: 'Plan issued' },
    text: {
      zh: '主管按上级的基本方针，结合自己的判断，制定年度、季度、月度巡访计划，下达到指定的人；内容包括重点推销商品、重点和特别调查项目、行程等。',
      en: "Following the superior's basic policy and their own judgement, supervisors make year, quarter and month plans and hand them to named persons: key products, key and special survey items, itinerary and the like.",
    },
  },
  'DV-6': {
    kinds: ['guard'], status: 'implemented', room: 'distributor-visits/gifts', screen: '/visit-gifts',
    summary: { zh: '特殊客户赠礼，预算报主管上级审批', en: 'Gifts for special customers: budget approved by the superior in charge' }, shortLabel: { zh: '赠礼审批', en: 'Gift approval' },
    text: { zh: '对特殊客户认为有必要赠送礼品的，填赠送礼品预算申请表，报主管上级批准；未批准不发，不超预算。', en: 'Where a gift for a special customer is thought necessary, a budget application goes to the superior in charge for approval; nothing is issued without it or beyond the budget.' },
  },
  'DV-7.1': {
    kinds: ['indicator'], status: 'implemented', room: 'distributor-visits/regions', screen: '/visit-regions', parameters: ['dv.technicians.perRegion.min', 'dv.technicians.perRegion.max'],
    summary: { zh: '每个地区配 1 到 2 名技术人员', en: '1 to 2 technicians in each region' }, shortLabel: { zh: '技术人员', en: 'Technicians' },
    text: { zh: '每个地区配备 1 到 2 名技术人员，解决技术问题。', en: 'Each region has 1 to 2 technicians for technical problems.' },
  },
  'DV-7.2': {
    kinds: ['obligation'], status: 'implemented', room: 'distributor-visits/problems', screen: '/visit-problems', parameters: ['dv.problem.major.answerDays'],
    summary: { zh: '重大技术难题由生产或技术部门 3 天内协助', en: 'Major problems: production or technical department helps within 3 days' }, shortLabel: { zh: '部门协助', en: 'Department helps' },
    text: { zh: '重大技术问题由生产部门或技术部门协助解决。', en: 'For major technical problems the production or technical department helps to solve them.' },
  },
  'DV-8': {
    kinds: ['attested'], status: 'implemented', room: 'distributor-visits/field-rules', screen: '/visit-measures',
    summary: { zh: '未尽事项按外勤业务员管理办法', en: 'What is left open follows the field-staff measures' }, shortLabel: { zh: '外勤办法', en: 'Field measures' },
    text: { zh: '本办法未规定的，按外勤业务员管理办法办理；巡访员逐版签收。', en: 'What these measures leave open follows the field-staff measures; each visitor signs each version.' },
  },
} satisfies Chapter;
