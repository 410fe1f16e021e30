import type { Label } from '@luyue/kernel';
import type { ClauseId } from '@luyue/regulations';

export const CARD_STATUSES = ['draft', 'closed', 'published', 'appealed', 'decided'] as const;
export type CardStatus = (typeof CARD_STATUSES)[number];
/** The one table of a card. Closing fixes its total; a card that was told to its subject can be appealed against, once. */
export const cardMoves: Record<CardStatus, readonly CardStatus[]> = { draft: ['closed'], closed: ['published', 'appealed'], published: ['appealed'], appealed: ['decided'], decided: [] };

export const ITEM_KINDS = ['ledger', 'fact', 'manual'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** One line of a scheme. */
export interface SchemeItem {
  key: string;
  name: Label;
  /** Per cent, two decimals at most. */
  weight: number;
  /** `ledger`: the share in time of what the subject owed by `clauses`; `fact`: a figure of the room's, by `fact`; `manual`: a person's score with a reason. */
  kind: ItemKind;
  clauses?: readonly ClauseId[];
  fact?: string;
}

export interface SchemeFault { field: string; code: string; message: Label }

/** Two decimals as a whole number. NaN for more decimals, so that 33.333 is refused and not rounded to fit. */
const hundredths = (n: number): number => {
  const whole = Math.round(n * 100);
  return Math.abs(whole / 100 - n) < 1e-9 ? whole : NaN;
};

/** Why a scheme cannot be published; empty when it can. The weights of its items sum to exactly 100. */
export function schemeFaults(items: readonly SchemeItem[], known: { clause: (id: string) => boolean; fact: (name: string) => boolean }): SchemeFault[] {
  const faults = items.flatMap((item, i): SchemeFault[] => {
    const fault = (field: string, code: string, zh: string, en: string): SchemeFault => ({ field: `items.${i}.${field}`, code, message: { zh, en } });
    const weight = hundredths(item.weight);
    return [
      ...(weight > 0 ? [] : [fault('weight', 'weight', '权重应大于零，最多两位小数', 'a weight is above zero, with two decimals at most')]),
      ...(items.findIndex((other) => other.key === item.key) < i ? [fault('key', 'duplicate', `“${item.key}”出现了两次`, `"${item.key}" is there twice`)] : []),
      ...(item.kind === 'ledger' && !item.clauses?.length ? [fault('clauses', 'required', '台账项要写明条款', 'an item of the ledger names its clauses')] : []),
      ...(item.clauses ?? []).flatMap((id, c) => (known.clause(id) ? [] : [fault(`clauses.${c}`, 'unknown_clause', `没有这一条：${id}`, `no such clause: ${id}`)])),
      ...(item.kind === 'fact' && !(item.fact && known.fact(item.fact)) ? [fault('fact', 'unknown_fact', `没有这个指标：${item.fact ?? ''}`, `no such figure: ${item.fact ?? ''}`)] : []),
    ];
  });
  const sum = items.reduce((all, item) => all + hundredths(item.weight), 0);
  if (sum === 10_000 || Number.isNaN(sum)) return faults;
  return [...faults, { field: 'items', code: 'weights_sum', message: { zh: `各项权重合计是 ${sum / 100}，应正好是 100`, en: `the weights sum to ${sum / 100}, and should be exactly 100` } }];
}

/** What an obligation did to a score; `counted` ones lie behind the share. */
export interface LedgerLine { id: string; clauseId: string; status: string; dueAt: string; inTime: boolean }

/** Share in time of what fell due, in per cent with two decimals; null where nothing did. */
export function shareInTime(lines: readonly LedgerLine[]): number | null {
  return lines.length ? round2((lines.filter((line) => line.inTime).length * 100) / lines.length) : null;
}

export interface Scored { weight: number; score: number | null }
export interface Deduction { id: string; points: number; reason: string; by: string; byId: string | null; at: string; lifted: { by: string; at: string; reason: string } | null }

/**
 * The total of a card, 0 to 100 with two decimals: the weighted mean of the items that have a score, less the deductions. An item with nothing to go by (nothing owed, no figure) takes no part, so that nobody gains or loses
 * by it. Null where no item has a score.
 */
export function totalOf(items: readonly Scored[], deductions: readonly Pick<Deduction, 'points' | 'lifted'>[]): number | null {
  const scored = items.filter((item) => item.score !== null);
  if (!scored.length) return null;
  const weights = scored.reduce((sum, item) => sum + hundredths(item.weight), 0);
  // Whole numbers up to the one division, so that 82.5 of two items is 82.50 and not 82.49.
  const mean = scored.reduce((sum, item) => sum + hundredths(item.weight) * Math.round(item.score! * 100), 0) / weights;
  const taken = deductions.filter((d) => !d.lifted).reduce((sum, d) => sum + Math.round(d.points * 100), 0);
  return Math.min(10_000, Math.max(0, Math.round(mean) - taken)) / 100;
}

/** Mean of the periods scored, two decimals; null with fewer than `least` of them. What is missing is no zero. */
export function average(scores: readonly (number | null)[], least: number): number | null {
  const known = scores.filter((s): s is number => s !== null);
  if (!known.length || known.length < least) return null;
  return Math.round(known.reduce((sum, s) => sum + Math.round(s * 100), 0) / known.length) / 100;
}

/** Competition ranking: the highest is 1, ties share a rank, and the next one counts on (1, 1, 3). Without a score there is no rank. */
export function ranks<T>(list: readonly T[], scoreOf: (each: T) => number | null): Map<T, number | null> {
  const sorted = list.map(scoreOf).filter((s): s is number => s !== null).toSorted((a, b) => b - a);
  return new Map(list.map((each) => {
    const score = scoreOf(each);
    return [each, score === null ? null : sorted.indexOf(score) + 1];
  }));
}

const round2 = (n: number): number => Math.round(n * 100) / 100;
