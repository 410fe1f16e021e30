import type { Template } from './placeholders.ts';

const samples = { number: { zh: '2026-10', en: '2026-10' }, title: { zh: '华东营业部 2026-10 巡访计划', en: 'Visit plan 2026-10, East' } };

/** Notices of distributor visits (DV). */
export const distributorVisits = {
  // DV-5: to each person whom the plan names.
  visit_plan_issued: {
    name: { zh: '巡访计划下达', en: 'Visit plan issued' }, placeholders: ['number', 'title', 'by', 'keyItems'], title: { zh: '{title}已下达', en: '{title} is issued' },
    text: { zh: '{by}下达了 {number} 的巡访计划，请按计划巡访。重点：{keyItems}。', en: '{by} has issued the plan for {number}; your visits are in it. Key items: {keyItems}.' }, urgent: false, samples,
  },
  // DV-5: to whoever was named, and whoever is now.
  planned_visit_changed: {
    name: { zh: '巡访安排有变', en: 'Planned visit changed' }, placeholders: ['number', 'title', 'by', 'customer', 'visitor', 'when', 'reason'], title: { zh: '{customer}的巡访有变', en: 'The visit to {customer} has changed' },
    text: { zh: '{title}：{when}，{visitor}。{by}：{reason}。', en: '{title}: {when}, {visitor}. {by}: {reason}.' }, urgent: false, samples: { ...samples, when: { zh: '2026-10-09', en: '2026-10-09' }, reason: { zh: '调换', en: 'exchanged' } },
  },
} as const satisfies Record<string, Template>;
