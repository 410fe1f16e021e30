import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, everyPeriod, percent } from '../parameter-entry.ts';

export const qualityParameters = {
  'uc.callback.rate.complaint': percent(100, { zh: '投诉回访比例', en: 'Complaint callback rate' }, { tighter: 'higher' }),
  'uc.callback.rate.repair': percent(20, { zh: '报修回访比例', en: 'Repair callback rate' }, { tighter: 'higher' }),
  'uc.callback.withinDays': calendarDays(7, { zh: '回访期限', en: 'Callback within' }, { max: 60 }),
  'uc.callback.attempts': count(3, { zh: '回访次数', en: 'Callback attempts' }, { tighter: 'higher', max: 20 }),
  'uc.callback.attemptDays': count(2, { zh: '回访天数', en: 'Days with attempts' }, { tighter: 'higher', max: 20 }),
  'uc.callback.round.share': percent(1, { zh: '普访比例', en: 'General round share' }, { tighter: 'higher' }),
  'uc.callback.round.everyMonths': everyPeriod(3, { zh: '普访间隔', en: 'General round interval' }),
};

/** UC-16 to UC-18: complaints and callbacks, publicity, emergency plans. */
export const quality = {
  'UC-16a': {
    kinds: ['guard'], status: 'implemented', room: 'utility-care/complaints', screen: '/cases/:id',
    summary: { zh: '投诉有记录有处理，不得推诿', en: 'Complaints are never pushed around' },
    shortLabel: { zh: '不得推诿', en: 'One owner' },
    text: { zh: '投诉有记录、有处理，不得推诿；关闭前始终有一名责任人，转办须有理由并经对方接收。', en: 'Complaints are recorded, handled, never pushed around: one owner until closed, each transfer with acceptance and a reason.' },
  },
  'UC-16b': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/callbacks', screen: '/callbacks',
    parameters: [
      'uc.callback.rate.complaint', 'uc.callback.rate.repair', 'uc.callback.withinDays', 'uc.callback.attempts', 'uc.callback.attemptDays',
      'uc.callback.round.share', 'uc.callback.round.everyMonths', 'uc.report.month.dueDay',
    ],
    summary: { zh: '结案 7 天内回访', en: 'Called back within 7 days of closing' },
    shortLabel: { zh: '7 天回访', en: 'Callback 7 d' },
    text: { zh: '定期回访用户，整理用户意见。', en: 'Users are called back regularly; opinions are sorted.' },
  },
  'UC-17': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/campaigns', screen: '/campaigns',
    summary: { zh: '多种形式宣传安全用气', en: 'Safety education by many media' },
    shortLabel: { zh: '安全教育', en: 'Campaigns' },
    text: { zh: '通过展板、入户、沿线、电视等多种形式开展安全宣传，保障管网安全。', en: 'Safety education by many media (boards, homes, along pipelines, television and the like), for a safe network.' },
  },
  'UC-18': {
    kinds: ['attested', 'observed'], status: 'planned', room: 'utility-care/emergency-plans', screen: '/emergency-plans',
    summary: { zh: '熟知应急预案，安抚用户', en: 'Emergency plans known, users calmed' },
    shortLabel: { zh: '应急预案', en: 'Plans' },
    text: { zh: '熟知应急预案，做好用户安抚。', en: 'Staff know the emergency plans and calm the users.' },
  },
} satisfies Chapter;
