import type { Chapter } from '../clause-entry.ts';
import { dayOfYear, everyPeriod } from '../parameter-entry.ts';

export const assessmentParameters = {
  'uc.assessment.unit.everyMonths': everyPeriod(12, { zh: '单位考核间隔', en: 'Unit assessment interval' }, { ours: false }),
  'uc.assessment.unit.dueDay': dayOfYear('01-31', { zh: '单位考核公布日', en: 'Unit assessment published by' }),
};

/** UC-19 to UC-24: assessment of the units, and the measures themselves. */
export const assessment = {
  'UC-19': {
    kinds: ['obligation'], status: 'planned', room: 'insight/assessments', screen: '/assessments', parameters: ['uc.assessment.unit.everyMonths', 'uc.assessment.unit.dueDay'],
    summary: { zh: '客户服务每年考核，次年 1 月 31 日前公布', en: 'Assessed yearly, published by 31 January' },
    shortLabel: { zh: '年度考核', en: 'Yearly score' },
    text: { zh: '公司每年考核一次客户服务，结果计入单位考核。', en: "The company's customer service is assessed once a year; the result enters the unit's own assessment." },
  },
  'UC-20': {
    kinds: ['guard'], status: 'planned', room: 'insight/assessments', screen: '/assessments',
    summary: { zh: '按考核细则考核单位', en: 'Units assessed by the detailed rules' },
    shortLabel: { zh: '考核细则', en: 'Detailed rules' },
    text: { zh: '按考核细则对单位考核；每次考核注明所用版本。', en: 'Units are assessed by the detailed assessment rules; each assessment names their version.' },
  },
  'UC-21': {
    kinds: ['guard'], status: 'planned', room: 'tenancy/regulations', screen: '/regulations/utility-care',
    summary: { zh: '本办法施行后原办法废止', en: 'Earlier measures lapse' },
    shortLabel: { zh: '替代', en: 'Supersedes' },
    text: { zh: '本办法施行之日起，公司原有办法同时废止。', en: "With these measures in force the company's earlier ones lapse." },
  },
  'UC-22': {
    kinds: ['guard'], status: 'planned', room: 'insight/assessments', screen: '/assessments',
    summary: { zh: '按考核评分标准评分', en: 'Units scored by the scoring standard' },
    shortLabel: { zh: '评分标准', en: 'Scorecard' },
    text: { zh: '按考核评分标准对单位评分。', en: 'Units are scored by the scoring standard.' },
  },
  'UC-23': {
    kinds: ['guard'], status: 'planned', room: 'tenancy/regulations', screen: '/regulations/utility-care',
    summary: { zh: '由调度中心负责解释', en: 'The dispatch centre interprets' },
    shortLabel: { zh: '解释', en: 'Interpretation' },
    text: { zh: '本办法由调度中心负责解释。', en: 'The dispatch centre interprets the measures.' },
  },
  'UC-24': {
    kinds: ['guard'], status: 'planned', room: 'tenancy/regulations', screen: '/regulations/utility-care',
    summary: { zh: '自发布之日起施行', en: 'In force from publication' },
    shortLabel: { zh: '施行', en: 'In force' },
    text: { zh: '本办法自发布之日起施行。', en: 'The measures are in force from the day of publication.' },
  },
} satisfies Chapter;
