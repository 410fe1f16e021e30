import { refuse } from '@luyue/platform';
import { type Channel, CHANNELS, KINDS, type Language, LANGUAGES, type NoticeKind, templates, type Words } from './notice-texts.ts';

/** Which template is meant. */
export interface Address { kind: NoticeKind; channel: Channel; language: Language }

/** Throws 400 that names what there is. */
export function checkAddress(asked: { kind: string; channel: string; language: string }): Address {
  const among = <T extends string>(field: keyof Address, all: readonly T[]): T => {
    const value = asked[field] as T;
    if (!all.includes(value)) throw refuse.field(field, 'unknown', { zh: `只有 ${all.join('、')}`, en: `there is only ${all.join(', ')}` }, 'PF-13');
    return value;
  };
  return { kind: among('kind', KINDS), channel: among('channel', CHANNELS), language: among('language', LANGUAGES) };
}

/**
 * PF-13: a tenant's own words use the placeholders of their kind and no others. Throws 400 naming those there are. A single brace is refused too:
 * it is a placeholder mistyped, and would reach its reader as it stands.
 */
export function checkWords(kind: NoticeKind, words: Words): void {
  const known: readonly string[] = templates[kind].placeholders;
  const list = known.map((name) => `{${name}}`);
  const errors = (['title', 'text'] as const).flatMap((field) => {
    const strange = [...words[field].matchAll(/\{([^{}]*)\}|[{}]/g)].filter(([, name]) => name === undefined || !known.includes(name)).map(([found]) => found);
    return strange.length ? [{ field, code: 'unknown_placeholder', message: { zh: `不认识 ${strange.join('、')}，可用的有 ${list.join('、')}`, en: `unknown: ${strange.join(', ')}; there are ${list.join(', ')}` } }] : [];
  });
  if (errors.length) throw refuse.fields(errors, 'PF-13');
}
