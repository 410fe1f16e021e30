import type { Chapter } from '../clause-entry.ts';
import type { ParameterEntry } from '../parameter-entry.ts';

export const outstationChannelParameters = {} satisfies Record<string, ParameterEntry>;

/** OC: the rulebook in its own order, one entry a clause. */
export const outstationChannelClauses = {
  'OC-1': {
    kinds: ['statement'], status: 'planned', room: 'outstation-channel/rulebook', screen: '/rulebook',
    summary: { zh: '目的', en: 'Purpose' }, shortLabel: { zh: '目的', en: 'Purpose' },
    text: { zh: '依据《人力资源管理条例》和《外派人员管理规范》，规范外派人员和渠道的管理。', en: 'Manages outstation staff and the channel, under the personnel regulations and the outstation staff code above it.' },
  },
} satisfies Chapter;
