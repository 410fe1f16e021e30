import type { Chapter } from '../clause-entry.ts';
import { calendarDays, hours, minutes, yesNo } from '../parameter-entry.ts';

export const supplyAndFaultsParameters = {
  'uc.gasQuality.testEveryDays': calendarDays(30, { zh: '气质检测间隔', en: 'Gas quality test interval' }),
  'uc.outage.noticeHours': hours(24, { zh: '停气提前告知', en: 'Outage notice ahead' }, { tighter: 'higher' }),
  'uc.outage.emergencyNoticeMinutes': minutes(60, { zh: '紧急停气告知', en: 'Emergency stop: notice' }),
  'uc.fault.network.handleHours': hours(6, { zh: '管网故障处理', en: 'Network fault: dealt with' }, { ours: false, max: 72 }),
  'uc.fault.network.repairHours': hours(24, { zh: '管网故障修复', en: 'Network fault: repaired' }, { ours: false, max: 168 }),
  'uc.fault.network.major.repairHours': hours(null, { zh: '重大故障修复', en: 'Major fault: repaired' }),
  'uc.fault.network.major.updateHours': hours(4, { zh: '重大故障进展', en: 'Major fault: progress note' }, { max: 48 }),
  'uc.case.informHours': hours(24, { zh: '关联单告知', en: 'Linked caller informed' }, { max: 168 }),
  'uc.fault.referHours': hours(24, { zh: '无力维修告知', en: 'Referral: user informed' }, { max: 168 }),
  'uc.fault.noPart.repairStaysOwed': yesNo(true, { zh: '缺配件时修复仍欠', en: 'Repair stays owed for want of parts' }),
  'uc.fault.equipment.dispatchMinutes': minutes(30, { zh: '设备故障出发', en: 'Equipment fault: on the way' }, { max: 480 }),
  'uc.fault.equipment.arriveMinutes': minutes(120, { zh: '设备故障到场', en: 'Equipment fault: on site' }),
};

/** UC-6 to UC-7.4: philosophy, round-the-clock service, supply and faults. */
export const supplyAndFaults = {
  'UC-6': {
    kinds: ['indicator', 'statement'], status: 'planned', room: 'utility-care/publications', screen: '/regulations/utility-care',
    summary: { zh: '始于需求，超越期望，终于满意', en: "Begin with the need, go beyond, end with satisfaction" },
    shortLabel: { zh: '服务理念', en: 'Philosophy' },
    text: { zh: '以用户需求为起点，超越用户期望，以用户满意为终点。', en: "Begin with the user's need, go beyond what is expected, end with satisfaction." },
  },
  'UC-7.1': {
    kinds: ['indicator'], status: 'planned', room: 'utility-care/roster', screen: '/roster',
    summary: { zh: '全天候值班不断岗', en: 'Round-the-clock service without gaps' },
    shortLabel: { zh: '全天候', en: '24/7' },
    text: { zh: '实行全天候服务。', en: 'Service is round the clock.' },
  },
  'UC-7.2a': {
    kinds: ['obligation', 'indicator'], status: 'planned', room: 'utility-care/gas-quality', screen: '/gas-quality', parameters: ['uc.gasQuality.testEveryDays'],
    summary: { zh: '气质合格，每 30 天检测；稳定供气', en: 'Gas quality tested every 30 days; steady supply' },
    shortLabel: { zh: '气质检测', en: 'Gas quality' },
    text: { zh: '供应符合国家标准的天然气或液化石油气，稳定供气。', en: 'Gas of the quality the state requires, natural gas or LPG; steady supply.' },
  },
  'UC-7.2b': {
    kinds: ['obligation'], status: 'planned', room: 'utility-care/outages', screen: '/outages/:id', parameters: ['uc.outage.noticeHours', 'uc.outage.emergencyNoticeMinutes'],
    summary: { zh: '停气 24 小时前告知', en: 'Outages announced 24 hours ahead' },
    shortLabel: { zh: '24 时告知', en: 'Notice 24 h' },
    text: { zh: '因管网检测、维修等停气，事先告知用户。', en: 'Before a stop of supply for network test, repair and the like users are told.' },
  },
  'UC-7.3a': {
    kinds: ['obligation'], strength: 'in_principle', status: 'implemented', room: 'utility-care/cases', screen: '/cases/:id', parameters: ['uc.fault.network.handleHours'],
    summary: { zh: '管网故障 6 小时内处理', en: 'Network faults dealt with within 6 hours' },
    shortLabel: { zh: '6 时处理', en: 'Handled 6 h' },
    text: { zh: '输气管网一般故障，自接报起原则上 6 小时内处理。', en: 'An ordinary fault of the network is dealt with within 6 hours of receipt, in principle.' },
  },
  'UC-7.3b': {
    kinds: ['obligation'], strength: 'in_principle', status: 'implemented', room: 'utility-care/cases', screen: '/cases/:id', parameters: ['uc.fault.network.repairHours', 'uc.case.informHours'],
    summary: { zh: '管网故障 24 小时内修复', en: 'Network faults repaired within 24 hours' },
    shortLabel: { zh: '24 时修复', en: 'Repaired 24 h' },
    text: { zh: '输气管网一般故障，自接报起原则上 24 小时内修复；关联单的来电人在主单修复后告知。', en: 'An ordinary fault of the network is repaired within 24 hours of receipt, in principle; callers of linked cases are told of the repair.' },
  },
  'UC-7.3c': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/faults', screen: '/cases/:id', parameters: ['uc.fault.referHours', 'uc.fault.noPart.repairStaysOwed'],
    summary: { zh: '无力维修 24 小时内告知或转介', en: 'Unable to repair: user told or referred within 24 hours' },
    shortLabel: { zh: '24 时转介', en: 'Referred 24 h' },
    text: { zh: '不在维修范围、无配件等无能力维修的，及时告知用户或协助转其他维修渠道；管网和用户设备一样。', en: 'Repairs that the company is unable to do: the user is told, or helped to another repair channel, in time; network and equipment alike.' },
  },
  'UC-7.3d': {
    kinds: ['obligation'], status: 'implemented', room: 'utility-care/faults', screen: '/cases/:id', parameters: ['uc.fault.network.major.repairHours', 'uc.fault.network.major.updateHours'],
    summary: { zh: '重大故障按定时修复，每 4 小时报进展', en: 'Major faults repaired by the set time, progress every 4 hours' },
    shortLabel: { zh: '重大修复', en: 'Major repair' },
    text: { zh: '管网故障不论一般或重大都及时修复；重大故障的时限由抢险负责人逐件确定。', en: 'Every network fault, ordinary or major, is repaired in time; for a major one the incident leader sets the hours.' },
  },
  'UC-7.4': {
    kinds: ['obligation'], status: 'implemented', pausable: true, room: 'utility-care/work-orders', screen: '/cases/:id',
    parameters: ['uc.fault.equipment.dispatchMinutes', 'uc.fault.equipment.arriveMinutes'],
    summary: { zh: '设备故障 30 分钟内出发', en: 'Equipment faults: on the way within 30 minutes' },
    shortLabel: { zh: '30 分出发', en: 'Set out 30 min' },
    text: { zh: '用户燃气设备、设施故障，专业维修人员立即赶赴现场；与用户另有约定的按约定。', en: "Fault of the user's equipment or fittings: professional repair staff hurry to the site at once, unless agreed otherwise with the user." },
  },
} satisfies Chapter;
