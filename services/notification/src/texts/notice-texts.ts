import { mergeUnique } from '@luyue/regulations';
import type { Text } from '@luyue/platform';
import { outstationChannel } from './outstation-channel.ts';
import { platform } from './platform.ts';
import { PLACEHOLDERS, type Placeholder, type Template } from './placeholders.ts';
import { distributorVisits } from './distributor-visits.ts';
import { propertyBrokerage } from './property-brokerage.ts';
import { utilityCare } from './utility-care.ts';

export const CHANNELS = ['inapp', 'sms', 'email'] as const;
export const LANGUAGES = ['zh', 'en'] as const;
export type Channel = (typeof CHANNELS)[number];
export type Language = (typeof LANGUAGES)[number];
/** What a notice says in one language. */
export interface Words { title: string; text: string }

/** What each notice says until a tenant words it otherwise, and the placeholders that it has; one file for each context. A value of two languages fits into both. */
export const templates = mergeUnique('notice', utilityCare, platform, propertyBrokerage, distributorVisits, outstationChannel);

export type NoticeKind = keyof typeof templates;
export const KINDS = Object.keys(templates) as NoticeKind[];
/** Every placeholder of a kind has its value, whether the default uses it or not: a tenant's own words may. */
type ValuesOf<K extends NoticeKind> = Record<(typeof templates)[K]['placeholders'][number], string | Text>;

/** A kind with the values of all its placeholders. */
export type Said = { [K in NoticeKind]: { kind: K; values: ValuesOf<K> } }[NoticeKind];

/** The same of what another context asks for. Throws for a kind that no file declares and for a value that it lacks; what it has beside them is left out. */
export function saidOf(kind: string, values: Record<string, string | Text>): Said {
  if (!Object.hasOwn(templates, kind)) throw new Error(`there is no notice of the kind ${kind}`);
  const known = kind as NoticeKind;
  const { placeholders } = templates[known];
  const missing = placeholders.filter((name) => !Object.hasOwn(values, name));
  if (missing.length) throw new Error(`the notice ${kind} lacks ${missing.join(', ')}`);
  return { kind: known, values: Object.fromEntries(placeholders.map((name) => [name, values[name]!])) } as Said;
}

export const defaultWords = (kind: NoticeKind, language: Language): Words => ({ title: templates[kind].title[language], text: templates[kind].text[language] });

/** Values for a preview: those of the kind's own context where it has them. */
export function samplesOf(kind: NoticeKind): Partial<Record<Placeholder, Text>> {
  const { placeholders, samples }: Template = templates[kind];
  return Object.fromEntries(placeholders.map((name) => [name, samples?.[name] ?? PLACEHOLDERS[name].sample]));
}

/** Fills in the values of one language. Throws for one that is missing: half a notice is a fault of ours. */
export function fill(words: Words, values: Partial<Record<string, string | Text>>, language: Language): Words {
  const one = (pattern: string): string => pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a notice lacks ${name}`);
    return typeof value === 'string' ? value : value[language];
  });
  return { title: one(words.title), text: one(words.text) };
}

/** The same with the word about the vacant role whose holder the reader stands in for. It is ours: a tenant's own text does not leave it out (R16). */
export function flagged(words: Words, vacant: Text | null | undefined, language: Language): Words {
  if (!vacant) return words;
  return { ...words, text: words.text + { zh: `（${vacant.zh}空缺，转给您）`, en: ` (${vacant.en} vacant, passed on to you)` }[language] };
}

/** A moment as a notice shows it, in the tenant's zone: `11-24 20:14`. */
export function localTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((p) => p.type === type)!.value;
  return `${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`;
}
