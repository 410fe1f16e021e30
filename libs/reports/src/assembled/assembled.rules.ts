import type { Label } from '@luyue/kernel';

export const REPORT_STATUSES = ['draft', 'submitted', 'returned', 'accepted', 'dropped'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];
/** The one table of a report. A return leaves what was submitted as it was; the next submission is a round of its own (R13). A draft is dropped only where its kind may be. */
export const reportMoves: Record<ReportStatus, readonly ReportStatus[]> = { draft: ['submitted', 'dropped'], submitted: ['returned', 'accepted'], returned: ['submitted'], accepted: [], dropped: [] };
/** Whether its author has it: its parts can be written, and the records are asked anew. */
export const isOpen = (status: ReportStatus): boolean => reportMoves[status].includes('submitted');

/** A line from the records, and where it comes from. */
export interface ReportItem { text: string; ref?: { type: string; id: string; number?: string } | null }
/** What the author adds to a part: words, or that there is nothing to tell. */
export interface PartWords { words: string; none: boolean }
/** Why a part stands as it does: `empty` and `contradicted` hinder a submission. */
export const PART_STATES = ['filled', 'none', 'empty', 'contradicted'] as const;
export type PartState = (typeof PART_STATES)[number];
export interface FilledPart { key: string; title: Label; items: ReportItem[]; words: string; none: boolean; state: PartState }
export interface FilledSection { key: string; title: Label; parts: FilledPart[] }

interface Declared { sections: readonly { key: string; title: Label; parts: readonly { key: string; title: Label }[] }[] }

const NOTHING: PartWords = { words: '', none: false };

function stateOf(items: readonly ReportItem[], { words, none }: PartWords): PartState {
  if (none) return items.length ? 'contradicted' : 'none';
  return items.length || words.trim() ? 'filled' : 'empty';
}

/** Keys of all parts, as `section.part`. */
export const partKeys = ({ sections }: Declared): string[] => sections.flatMap((section) => section.parts.map((part) => `${section.key}.${part.key}`));

/** The report as it reads: the declared order, what the records say, and what the author added. */
export function fill({ sections }: Declared, items: Readonly<Record<string, ReportItem[]>>, parts: Readonly<Record<string, PartWords>>): FilledSection[] {
  return sections.map((section) => ({
    key: section.key, title: section.title,
    parts: section.parts.map(({ key, title }) => {
      const [found, added] = [items[`${section.key}.${key}`] ?? [], parts[`${section.key}.${key}`] ?? NOTHING];
      return { key, title, items: found, words: added.words, none: added.none, state: stateOf(found, added) };
    }),
  }));
}

export interface Gap { field: string; code: 'part_empty' | 'part_not_none'; message: Label }

/** What hinders a submission: each part that is neither filled nor marked "none", and each that is marked so although the records say otherwise. */
export function gapsOf(sections: readonly FilledSection[]): Gap[] {
  return sections.flatMap((section) => section.parts.flatMap((part): Gap[] => {
    const [field, zh, en] = [`${section.key}.${part.key}`, named(section.title.zh, part.title.zh, '·'), named(section.title.en, part.title.en, ': ')];
    if (part.state === 'empty') return [{ field, code: 'part_empty', message: { zh: `“${zh}”没有内容，也没有注明“无”`, en: `"${en}" is neither filled nor marked "none"` } }];
    if (part.state === 'contradicted') return [{ field, code: 'part_not_none', message: { zh: `“${zh}”注明了“无”，但记录里有 ${part.items.length} 条`, en: `"${en}" is marked "none", but the records have ${part.items.length}` } }];
    return [];
  }));
}

/** A section of one part bears the part's name only once. */
const named = (section: string, part: string, between: string): string => (section === part ? section : `${section}${between}${part}`);

export interface WrittenPart { part: string; words?: string; none?: boolean }

/** The parts after the author wrote some of them: words take the mark "none" away, and the mark takes the words away. */
export function write(parts: Readonly<Record<string, PartWords>>, written: readonly WrittenPart[]): Record<string, PartWords> {
  const after = { ...parts };
  for (const { part, words, none } of written) {
    const before = after[part] ?? NOTHING;
    const kept = words ?? (none ? '' : before.words);
    after[part] = { words: kept, none: none ?? (kept ? false : before.none) };
  }
  return after;
}

/** The first characters of what a report says, for the e-mail that announces it. */
export function digest(sections: readonly FilledSection[], most: number): string {
  const told = sections.map((section) => {
    const said = section.parts.flatMap((part) => [...part.items.map((item) => item.text), ...(part.words ? [part.words] : [])]);
    return `${section.title.zh}：${said.join('；') || '无'}`;
  }).join('。');
  const characters = [...told];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : told;
}
