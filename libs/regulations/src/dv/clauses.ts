import type { Chapter } from '../clause-entry.ts';
import type { ParameterEntry } from '../parameter-entry.ts';

export const distributorVisitsParameters = {} satisfies Record<string, ParameterEntry>;

/** DV: the rulebook in its own order, one entry a clause. */
export const distributorVisitsClauses = {
  'DV-1': {
    kinds: ['statement'], status: 'planned', room: 'distributor-visits/rulebook', screen: '/rulebook',
    summary: { zh: '目的', en: 'Purpose' }, shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '提高服务质量，密切与客户的联系，树立公司形象，扩大市场。', en: 'Better service, closer contact with customers, a good image of the company, a growing market.' },
  },
} satisfies Chapter;
