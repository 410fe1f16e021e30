import type { Chapter } from '../clause-entry.ts';
import { calendarDays, count, dayOfMonth, everyPeriod, list, monthsFrom, percent } from '../parameter-entry.ts';

/** The first days of the twelve months. */
const FIRST_DAYS = ['01-01', '02-01', '03-01', '04-01', '05-01', '06-01', '07-01', '08-01', '09-01', '10-01', '11-01', '12-01'];
const unitsSold = { ours: false, tighter: 'none', max: 1_000_000_000 } as const;

export const rotationParameters = {
  'oc.tenure.protectMonths': monthsFrom(6, { zh: '派驻保护期', en: 'Protected months of a posting' }, { ours: false, tighter: 'none' }),
  'oc.ranking.everyMonths': everyPeriod(3, { zh: '排名周期', en: 'Interval of rankings' }, { ours: false }),
  'oc.ranking.dueDay': dayOfMonth(15, { zh: '季度排名公布日', en: 'Ranking published by' }),
  'oc.ranking.minMonths': count(2, { zh: '参加排名的最少评分月数', en: 'Fewest scored months for a rank' }, { tighter: 'higher', max: 12 }),
  'oc.rotation.everyMonths': everyPeriod(6, { zh: '岗位调整周期', en: 'Interval of rotation rounds' }, { ours: false }),
  'oc.rotation.roundDates': list(['01-01', '07-01'], FIRST_DAYS, { zh: '调整轮次日期', en: 'Dates of rotation rounds' }),
  'oc.score.min': count(60, { zh: '月度考核下限', en: 'Lowest monthly score' }, { ours: false, tighter: 'higher', min: 0 }),
  'oc.tenure.maxMonths': monthsFrom(12, { zh: '一地任期上限', en: 'Longest tenure in one region' }, { ours: false, tighter: 'none' }),
  'oc.class.1.min': count(200_000, { zh: '一类地区销量', en: 'Units sold of class 1' }, unitsSold),
  'oc.class.2.min': count(100_000, { zh: '二类地区销量', en: 'Units sold of class 2' }, unitsSold),
  'oc.class.1.highFailure.min': count(100_000, { zh: '高故障机型为主的一类地区销量', en: 'Units sold of class 1 with mainly high-failure models' }, unitsSold),
  'oc.class.highFailure.share': percent(50, { zh: '高故障机型为主的占比', en: 'Share that is mainly high-failure' }, { tighter: 'none' }),
  'oc.class.salesMonths': count(12, { zh: '分类所取销售月数', en: 'Closed months of sales for the class' }, { tighter: 'none', max: 60 }),
  'oc.model.highFailure.rate': percent(5, { zh: '建议标为高故障的故障率', en: 'Failure rate that suggests the flag' }),
  'oc.staffing.perRegion': count(1, { zh: '每地区客户经理人数', en: 'Account managers per region' }, { ours: false, tighter: 'none' }),
  'oc.handover.days': calendarDays(7, { zh: '工作交接签字', en: 'Handover signed' }),
};

/** OC-4.1 to OC-4.7: tenure, ranking, rotation, classes of regions, staffing and handover. */
export const rotation = {
  'OC-4.1': {
    kinds: ['guard'], status: 'implemented', room: 'outstation-channel/rotations', screen: '/rotations', parameters: ['oc.tenure.protectMonths'],
    summary: { zh: '派驻未满半年且无重大失误的不调动', en: 'Under half a year without a major mistake: no move' }, shortLabel: { zh: '保护期', en: 'Protected' },
    text: { zh: '在一个地区未满半年、没有重大失误的，不予调动。', en: 'Whoever is under half a year in a region and made no major mistake is not moved.' },
  },
  'OC-4.2': {
    kinds: ['obligation'], status: 'implemented', room: 'outstation-channel/rankings', screen: '/staff-scores', parameters: ['oc.ranking.everyMonths', 'oc.ranking.dueDay', 'oc.ranking.minMonths'],
    summary: { zh: '按平均分每季度排名，作为调动依据', en: 'Ranked each quarter by the average score, a basis for moves' }, shortLabel: { zh: '季度排名', en: 'Ranking' },
    text: { zh: '每季度按平均分排名，排名作为调动的依据。', en: 'Staff are ranked each quarter by the average score; the ranking is a basis for moves.' },
  },
  'OC-4.3': {
    kinds: ['obligation'], strength: 'in_principle', status: 'implemented', room: 'outstation-channel/rotations', screen: '/rotations',
    parameters: ['oc.rotation.everyMonths', 'oc.rotation.roundDates', 'oc.score.min', 'oc.tenure.maxMonths'],
    summary: { zh: '每半年全国调整：低分、满一年或不适合的', en: 'Nationwide adjustment every half year: low score, a full year, unfit' }, shortLabel: { zh: '半年调整', en: 'Adjustment' },
    text: {
      zh: '每半年在全国范围内调整一次：月度考核低于 60 分的、在一个地区满一年的（原则上）、或其他不适合该地区的；由总部考虑决定。',
      en: 'Every half year posts are adjusted nationwide: whoever scored under 60 in a month, has a full year in one region (in principle) or is otherwise unfit for the region; headquarters considers and decides.',
    },
  },
  'OC-4.4': {
    kinds: ['indicator'], status: 'implemented', room: 'outstation-channel/regions', screen: '/channel-regions',
    parameters: ['oc.class.1.min', 'oc.class.2.min', 'oc.class.1.highFailure.min', 'oc.class.highFailure.share', 'oc.class.salesMonths', 'oc.model.highFailure.rate'],
    summary: { zh: '地区按销量和高故障机型分三类', en: 'Three classes of regions by sales and high-failure models' }, shortLabel: { zh: '地区分类', en: 'Classes' },
    text: {
      zh: '一类地区：销量 20 万台以上，或 10 万台以上且以高故障率机型为主；二类：10 万至 20 万台；三类：10 万台以下。',
      en: 'Class 1: 200 000 units sold or more, or 100 000 or more with mainly high-failure models; class 2: from 100 000 up to 200 000; class 3: under 100 000.',
    },
  },
  'OC-4.5': {
    kinds: ['guard', 'indicator'], status: 'implemented', room: 'outstation-channel/postings', screen: '/channel-regions', parameters: ['oc.staffing.perRegion'],
    summary: { zh: '按地区类别配人，三类相邻地区可一人多地', en: 'Staffing by class; several adjacent class-3 regions share one person' }, shortLabel: { zh: '地区配人', en: 'Staffing' },
    text: {
      zh: '一类地区配一人，渠道助理重点协助；二类配一人；几个相邻的三类地区配一人；一站通地区按三类配人。',
      en: "Class 1: one person with the channel assistant's focused help; class 2: one person; class 3: one person for several adjacent class-3 regions; a one-stop region is staffed as class 3.",
    },
  },
  'OC-4.6': {
    kinds: ['obligation', 'guard'], status: 'implemented', room: 'outstation-channel/postings', screen: '/outstation-staff/:id', parameters: ['oc.rotation.everyMonths', 'oc.handover.days'],
    summary: { zh: '每半年轮换，调动离职严格交接', en: 'Rotation each half year; strict handover on transfer or leaving' }, shortLabel: { zh: '工作交接', en: 'Handover' },
    text: { zh: '岗位每半年轮换；调动或离职严格按《外派调动或离职工作交接规定》办理交接。', en: 'Posts rotate each half year; on transfer or leaving the handover strictly follows the handover rules.' },
  },
  'OC-4.7': {
    kinds: ['guard'], status: 'implemented', room: 'outstation-channel/staff', screen: '/outstation-staff',
    summary: { zh: '外派人员三类，一站通人员也在内', en: 'Three kinds of outstation staff, one-stop staff included' }, shortLabel: { zh: '人员类别', en: 'Kinds of staff' },
    text: { zh: '外派人员分三类：客户经理、备件管理员、技术人员；一站通人员也在其内。', en: 'Three kinds of outstation staff, one-stop staff included: account managers, parts managers, technicians.' },
  },
} satisfies Chapter;
