import type { Template } from './placeholders.ts';

const CASE = ['number', 'title', 'address'] as const;

/** Notices of utility care (UC). */
export const utilityCare = {
  work_order_assigned: {
    name: { zh: '派工', en: 'Work order assigned' }, placeholders: CASE, title: { zh: '新工单 {number}', en: 'New work order {number}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: false,
  },
  alarm_raised: {
    name: { zh: '报警', en: 'Alarm' }, placeholders: [...CASE, 'acceptBy'], title: { zh: '报警 {number}，{acceptBy} 前接警', en: 'Alarm {number}: accept by {acceptBy}' },
    text: { zh: '{title}，{address}', en: '{title}, {address}' }, urgent: true,
  },
  case_major: {
    name: { zh: '重大险情', en: 'Major event' }, placeholders: [...CASE, 'reason'], title: { zh: '重大险情 {number}，请确认收到报告', en: 'Major event {number}: acknowledge the report' },
    text: { zh: '{title}，{address}。{reason}', en: '{title}, {address}. {reason}' }, urgent: true,
  },
  transfer_requested: {
    name: { zh: '请求接办', en: 'Asked to take over' }, placeholders: ['number', 'title', 'from', 'reason'], title: { zh: '{from}请您接办 {number}', en: '{from} asks you to take over {number}' },
    text: { zh: '{title}。{reason}', en: '{title}. {reason}' }, urgent: false,
  },
} as const satisfies Record<string, Template>;
