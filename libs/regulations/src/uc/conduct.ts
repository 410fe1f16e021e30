import type { Chapter } from '../clause-entry.ts';
import { calendarDays, everyPeriod } from '../parameter-entry.ts';

export const conductParameters = {
  'uc.spotCheck.everyMonths': everyPeriod(1, { zh: '抽查间隔', en: 'Spot check interval' }),
  'uc.spotCheck.fixDays': calendarDays(7, { zh: '抽查整改', en: 'Spot check: corrected' }),
  'uc.regime.displayDays': calendarDays(7, { zh: '职责上墙', en: 'Responsibilities displayed' }),
};

/** UC-8 and UC-9: courtesy, appearance, premises, publication. */
export const conduct = {
  'UC-8a': {
    kinds: ['observed'], status: 'planned', room: 'utility-care/spot-checks', screen: '/spot-checks',
    summary: { zh: '礼貌、热情、耐心，用语文明', en: 'Courtesy, warmth, patience, civil language' },
    shortLabel: { zh: '文明用语', en: 'Courtesy' },
    text: { zh: '对每位用户礼貌、热情、耐心，用语文明。', en: 'Courtesy, warmth, patience and civil language to every user.' },
  },
  'UC-8b': {
    kinds: ['observed'], status: 'planned', room: 'utility-care/spot-checks', screen: '/spot-checks',
    summary: { zh: '着装整洁，挂牌上岗', en: 'Tidy dress, badge worn' },
    shortLabel: { zh: '挂牌上岗', en: 'Badge' },
    text: { zh: '着装整洁，挂牌上岗。', en: 'Tidy dress; badge or name plate at work.' },
  },
  'UC-8c': {
    kinds: ['obligation', 'observed'], status: 'planned', room: 'utility-care/spot-checks', screen: '/spot-checks', parameters: ['uc.spotCheck.everyMonths', 'uc.spotCheck.fixDays'],
    summary: { zh: '每月抽查场所，7 天内整改', en: 'Premises checked monthly, corrected within 7 days' },
    shortLabel: { zh: '场所抽查', en: 'Premises' },
    text: { zh: '企业标识符合公司标准，场所整洁。', en: "Signs to the company's standard; clean, tidy premises." },
  },
  'UC-8d': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/publications', screen: '/publications',
    summary: { zh: '公示用户须知、服务项目和价格', en: "Users' guide, service items and prices published" },
    shortLabel: { zh: '公示', en: 'Published' },
    text: { zh: '公示用户须知、服务项目、价格。', en: "The users' guide, the service items and the prices are published." },
  },
  'UC-9': {
    kinds: ['obligation', 'attested'], status: 'planned', room: 'utility-care/regimes', screen: '/regimes', parameters: ['uc.regime.displayDays'],
    summary: { zh: '岗位职责 7 天内上墙', en: 'Post responsibilities on the wall within 7 days' },
    shortLabel: { zh: '职责上墙', en: 'On the wall' },
    text: { zh: '岗位职责在服务中心上墙公示。', en: 'Post responsibilities are on the wall of the centre.' },
  },
} satisfies Chapter;
