import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { instantAt, newId, parseDate } from '@luyue/kernel';
import { decodeCursor, page, type Page, refuse, statement, type Tx, whenTaken } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';
import { Schemes } from './schemes.ts';
import { ScoreCard, type CardEntry, type CardItem } from './scorecard.entity.ts';
import type { ScoreCardRow, ScoreCardView } from './scorecard-views.ts';
import { average, cardMoves, type CardStatus, type Deduction, type LedgerLine, ranks, shareInTime, totalOf } from './scorecards.rules.ts';

export interface CardPeriod { label: string; from: string; to: string }
export interface CardSubject { id: string; name: string; unitId: string }
export interface OpenCards { kind: string; scope?: string; period: CardPeriod; subjects: CardSubject[]; clauseId: ClauseId }
/** A figure that the room computes: 0 to 100, or null where there is nothing to go by; what it says, and the records behind it. */
export interface Figure { score: number | null; text: string; sources?: { type: string; id: string; text: string }[] }
/** By subject and the scheme's `fact`. */
export type Figures = ReadonlyMap<string, Readonly<Record<string, Figure>>>;
export interface CardFilter { kind: string; units: 'all' | string[]; scope?: string; subjectId?: string; period?: string; status?: CardStatus; limit: number; cursor?: string }
export interface Ranked { subjectId: string; subjectName: string; average: number | null; scored: string[]; missing: string[]; rank: number | null }

/** Rows of one insert. */
const AT_ONCE = 500;
const CARD = { zh: '评分卡', en: 'scorecard' };
const OF_PERIOD = statement('score_cards_of_period', 'tenant_id = $1 AND kind = $2 AND period = $3 AND subject_id = ANY ($4) ORDER BY id');
const COVERING = statement('score_card_covering', 'tenant_id = $1 AND kind = $2 AND subject_id = $3 AND $4::date BETWEEN period_from AND period_to ORDER BY period_from, id LIMIT 1 FOR UPDATE');
const LIST = statement('score_cards_page', `tenant_id = $1 AND kind = $2 AND ($3::uuid[] IS NULL OR unit_id = ANY ($3)) AND ($4::text IS NULL OR scope = $4) AND ($5::uuid IS NULL OR subject_id = $5) AND ($6::text IS NULL OR period = $6)
  AND ($7::text IS NULL OR status = $7) AND ($8::date IS NULL OR (period_from, id) < ($8, $9::uuid)) ORDER BY period_from DESC, id DESC LIMIT $10`);
// Ended in or out of time, or overdue and open; what was waived or cancelled, voided by a calendar, or imported is left out of assessments (R6, R12, R18).
const LEDGER = statement('score_ledger_lines', `
  SELECT owner_user_id AS "subjectId", id, clause_id AS "clauseId", status, due_at AS "dueAt", (status = 'met') AS "inTime" FROM obligation
  WHERE tenant_id = $1 AND owner_user_id = ANY ($2) AND clause_id = ANY ($3) AND due_at > $4 AND due_at <= $5 AND origin = 'live' AND NOT (voided_by_calendar AND status = 'open') AND (status IN ('met', 'met_late') OR (status = 'open' AND due_at < $6))
  ORDER BY due_at, id`);
const TOTALS = statement('score_totals', `
  SELECT subject_id AS "subjectId", max(subject_name) AS "subjectName", jsonb_object_agg(period, total_hundredths) AS totals FROM score_card
  WHERE tenant_id = $1 AND kind = $2 AND period = ANY ($3) AND ($4::text IS NULL OR scope = $4) AND status <> 'draft' AND total_hundredths IS NOT NULL GROUP BY 1 ORDER BY 1`);

interface Owed { [column: string]: unknown; subjectId: string; dueAt: Date; id: string; clauseId: string; status: string; inTime: boolean }

/**
 * Scorecards in the caller's transaction. A card is opened under the scheme in force, filled from the ledger, the room's figures and people's scores with reasons, closed, told, appealed against and decided. Permission,
 * obligations and routes are the room's.
 */
@Injectable()
export class Scorecards {
  constructor(private readonly directory: Directory, private readonly schemes: Schemes) {}

  /** A draft for each subject of the period that has none; all of them, in the order of their ids. Throws 409 while no scheme is in force. */
  async open(tx: Tx, { kind, scope = '', period, subjects, clauseId }: OpenCards): Promise<ScoreCard[]> {
    const scheme = await this.schemes.inForce(tx, kind, scope);
    if (!scheme) throw refuse.conflict('no_scheme', { zh: '还没有生效的评分方案', en: 'No scheme is in force yet' }, { clause: clauseId });
    const ids = subjects.map((s) => s.id);
    const have = new Set((await tx.rows(ScoreCard, OF_PERIOD, [tx.tenantId, kind, period.label, ids])).map((card) => card.subjectId));
    const items = scheme.items.map((item): CardItem => ({ ...item, score: null, reason: null, by: null, at: null, lines: [], sources: [] }));
    const taken = () => refuse.conflict('card_opened', { zh: '同时有人打开了这一期的评分卡，请重试', en: 'Somebody opened the cards of this period at the same time; try again' }, { clause: clauseId });
    const cards = subjects.filter((s) => !have.has(s.id)).map((subject): ScoreCard => Object.assign(new ScoreCard(), {
      tenantId: tx.tenantId, id: newId(), version: 1, kind, scope, subjectId: subject.id, subjectName: subject.name, unitId: subject.unitId, period: period.label, periodFrom: period.from, periodTo: period.to, schemeVersion: scheme.version,
      settings: scheme.settings, status: 'draft' as const, items, deductions: [], totalHundredths: null, entries: [entry(tx, 'opened', null, null)], closedAt: null, publishedAt: null,
    }));
    for (let at = 0; at < cards.length; at += AT_ONCE) await tx.insertAll(ScoreCard, cards.slice(at, at + AT_ONCE)).catch(whenTaken(taken));
    return tx.rows(ScoreCard, OF_PERIOD, [tx.tenantId, kind, period.label, ids]);
  }

  /** Drafts with what the ledger and the room's figures say now: one question to the ledger for all of them. Cards that are closed stay as they are. */
  async refresh(tx: Tx, cards: ScoreCard[], figures: Figures = new Map()): Promise<void> {
    const drafts = cards.filter((card) => card.status === 'draft');
    const lines = await this.ledger(tx, drafts);
    await Promise.all(drafts.map((card) => {
      const items = card.items.map((item): CardItem => {
        if (item.kind === 'ledger') {
          const counted = (lines.get(owing(card)) ?? []).filter((line) => item.clauses!.includes(line.clauseId as ClauseId));
          return { ...item, lines: counted, score: shareInTime(counted), at: tx.now.toISOString() };
        }
        const figure = item.kind === 'fact' ? figures.get(card.subjectId)?.[item.fact!] : undefined;
        return figure ? { ...item, score: figure.score, reason: figure.text, sources: figure.sources ?? [], at: tx.now.toISOString() } : item;
      });
      return this.save(tx, card, { items });
    }));
  }

  /** Throws 404 for another tenant's and for a card of another kind. */
  get(tx: Tx, kind: string, id: string): Promise<ScoreCard> { return this.take(tx, kind, id, false); }

  lock(tx: Tx, kind: string, id: string): Promise<ScoreCard> { return this.take(tx, kind, id, true); }

  /** The subject's card whose period has this day, locked; null where none was opened. */
  async lockOf(tx: Tx, kind: string, subjectId: string, day: string): Promise<ScoreCard | null> { return (await tx.rows(ScoreCard, COVERING, [tx.tenantId, kind, subjectId, day]))[0] ?? null; }

  /** A person's score of a manual item. Throws 400 for an item that is none, 409 once the card is closed. */
  async score(tx: Tx, card: ScoreCard, key: string, score: number, reason: string, clauseId: ClauseId): Promise<ScoreCard> {
    this.mustBeDraft(card, clauseId);
    if (card.items.find((item) => item.key === key)?.kind !== 'manual') throw refuse.field('key', 'not_manual', { zh: '这一项不由人打分', en: 'this item is not scored by hand' }, clauseId);
    if (isOutside(score)) throw refuse.fields([outside('score')], clauseId);
    const items = card.items.map((item) => (item.key === key ? { ...item, score, reason, by: tx.ctx.userName, at: tx.now.toISOString() } : item));
    return this.save(tx, card, { items }, ['scored', `${nameOf(card, key)}：${score}，${reason}`]);
  }

  /** Takes points off the total, with a reason. Throws 409 once the card is closed. */
  async deduct(tx: Tx, card: ScoreCard, points: number, reason: string, clauseId: ClauseId): Promise<ScoreCard> {
    this.mustBeDraft(card, clauseId);
    const line: Deduction = { id: newId(), points, reason, by: tx.ctx.userName, byId: tx.ctx.userId, at: tx.now.toISOString(), lifted: null };
    return this.save(tx, card, { deductions: [...card.deductions, line] }, ['deducted', `-${points}，${reason}`]);
  }

  /** Fixes the total. Throws 422 naming each manual item without a score, 409 naming the moves. The caller refreshes before. */
  async close(tx: Tx, card: ScoreCard, clauseId: ClauseId): Promise<ScoreCard> {
    this.mayMove(card, 'closed', clauseId);
    const open = card.items.filter((item) => item.kind === 'manual' && item.score === null);
    if (open.length) {
      throw refuse.rule(clauseId, 'card_incomplete', { zh: `还没打分：${open.map((item) => item.name.zh).join('、')}`, en: `Not scored yet: ${open.map((item) => item.name.en).join(', ')}` },
        { errors: open.map((item) => ({ field: `items.${item.key}`, code: 'score_missing', message: { zh: `“${item.name.zh}”还没打分`, en: `"${item.name.en}" is not scored yet` } })) });
    }
    return this.save(tx, card, { status: 'closed', closedAt: tx.now }, ['closed', null]);
  }

  /** Told to whom it is about. */
  async publish(tx: Tx, card: ScoreCard, clauseId: ClauseId): Promise<ScoreCard> {
    this.mayMove(card, 'published', clauseId);
    return this.save(tx, card, { status: 'published', publishedAt: tx.now }, ['published', null]);
  }

  /** By whom it is about; the room says who that is. */
  async appeal(tx: Tx, card: ScoreCard, reason: string, clauseId: ClauseId): Promise<ScoreCard> {
    this.mayMove(card, 'appealed', clauseId);
    return this.save(tx, card, { status: 'appealed' }, ['appealed', reason]);
  }

  /** Ends the appeal: scores set anew, deductions lifted, or all left as it is. Throws 400 for an item or deduction that the card does not have. */
  async decide(tx: Tx, card: ScoreCard, { reason, scores = [], lift = [] }: { reason: string; scores?: { key: string; score: number }[]; lift?: string[] }, clauseId: ClauseId): Promise<ScoreCard> {
    this.mayMove(card, 'decided', clauseId);
    const errors = [
      ...scores.flatMap(({ key }, i) => (card.items.some((item) => item.key === key) ? [] : [{ field: `scores.${i}.key`, code: 'unknown_item', message: { zh: '没有这一项', en: 'no such item' } }])),
      ...scores.flatMap(({ score }, i) => (isOutside(score) ? [outside(`scores.${i}.score`)] : [])),
      ...lift.flatMap((id, i) => (card.deductions.some((d) => d.id === id) ? [] : [{ field: `lift.${i}`, code: 'unknown_deduction', message: { zh: '没有这笔扣分', en: 'no such deduction' } }])),
    ];
    if (errors.length) throw refuse.fields(errors, clauseId);
    const given = new Map(scores.map(({ key, score }) => [key, score]));
    const by = { by: tx.ctx.userName, at: tx.now.toISOString() };
    const items = card.items.map((item) => (given.has(item.key) ? { ...item, score: given.get(item.key)!, reason, ...by } : item));
    const deductions = card.deductions.map((d) => (lift.includes(d.id) ? { ...d, lifted: { ...by, reason } } : d));
    return this.save(tx, card, { status: 'decided', items, deductions }, ['decided', reason]);
  }

  /** The latest period first. */
  async list(tx: Tx, { kind, units, limit, ...f }: CardFilter): Promise<Page<ScoreCardRow>> {
    const after = decodeCursor(f.cursor, 2);
    const rows = await tx.rows(ScoreCard, LIST, [tx.tenantId, kind, units === 'all' ? null : units, f.scope ?? null, f.subjectId ?? null, f.period ?? null, f.status ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1]);
    return page(rows, limit, (r) => [r.periodFrom, r.id], rowView);
  }

  view(card: ScoreCard): ScoreCardView {
    return {
      ...rowView(card), settings: card.settings, items: card.items.map((item) => ({ ...item, clauses: [...(item.clauses ?? [])], fact: item.fact ?? null })), deductions: card.deductions.map(({ byId: _byId, ...d }) => d),
      entries: card.entries.map(({ byId: _byId, ...e }) => e),
    };
  }

  /**
   * Subjects by the average of their closed cards of these periods, the best first: ties share a rank, fewer than `least` periods have none. `subjects` adds those without any card, as missing all of them.
   */
  async ranking(tx: Tx, { kind, scope, periods, least, subjects = [] }: { kind: string; scope?: string; periods: string[]; least: number; subjects?: { id: string; name: string }[] }): Promise<Ranked[]> {
    const rows = await tx.sql<{ subjectId: string; subjectName: string; totals: Record<string, number> }>(TOTALS, [tx.tenantId, kind, periods, scope ?? null]);
    const known = new Map(rows.map((row) => [row.subjectId, row]));
    const all = [...rows, ...subjects.filter((s) => !known.has(s.id)).map((s) => ({ subjectId: s.id, subjectName: s.name, totals: {} as Record<string, number> }))];
    const list = all.map(({ subjectId, subjectName, totals }) => ({
      subjectId, subjectName, average: average(periods.map((p) => (totals[p] === undefined ? null : totals[p] / 100)), least), scored: periods.filter((p) => totals[p] !== undefined), missing: periods.filter((p) => totals[p] === undefined),
    }));
    const rankOf = ranks(list, (each) => each.average);
    return list.map((each) => ({ ...each, rank: rankOf.get(each)! })).toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.subjectName < b.subjectName ? -1 : 1));
  }

  /** What fell due in the period of each card: one question for each period. */
  private async ledger(tx: Tx, cards: ScoreCard[]): Promise<Map<string, LedgerLine[]>> {
    const clauses = [...new Set(cards.flatMap((card) => card.items.flatMap((item) => item.clauses ?? [])))];
    const found = new Map<string, LedgerLine[]>();
    if (!clauses.length) return found;
    const zone = await this.directory.zone(tx);
    for (const period of new Map(cards.map((c) => [`${c.periodFrom} ${c.periodTo}`, { periodFrom: c.periodFrom, periodTo: c.periodTo }])).values()) {
      const owners = cards.filter((c) => c.periodFrom === period.periodFrom && c.periodTo === period.periodTo).map((c) => c.subjectId);
      // 24:00 of the last day still belongs to it (R1), that of the day before the first does not.
      const between = [new Date(instantAt(parseDate(period.periodFrom), '00:00', zone)), new Date(instantAt(parseDate(period.periodTo), '24:00', zone))];
      for (const { subjectId, dueAt, ...line } of await tx.sql<Owed>(LEDGER, [tx.tenantId, owners, clauses, ...between, tx.now])) {
        const key = owing({ subjectId, ...period });
        const lines = found.get(key);
        if (lines) lines.push({ ...line, dueAt: dueAt.toISOString() });
        else found.set(key, [{ ...line, dueAt: dueAt.toISOString() }]);
      }
    }
    return found;
  }

  private save(tx: Tx, card: ScoreCard, patch: Partial<ScoreCard>, told?: [CardEntry['what'], string | null]): Promise<ScoreCard> {
    const total = totalOf(patch.items ?? card.items, patch.deductions ?? card.deductions);
    const entries = told ? [...card.entries, entry(tx, told[0], told[1], total)] : card.entries;
    return tx.update(ScoreCard, card, { ...patch, totalHundredths: total === null ? null : Math.round(total * 100), entries });
  }

  private async take(tx: Tx, kind: string, id: string, lock: boolean): Promise<ScoreCard> {
    const row = await tx.find(ScoreCard, id, { lock });
    if (row?.kind !== kind) throw refuse.notFound(CARD);
    return row;
  }

  private mayMove(card: ScoreCard, to: CardStatus, clauseId: ClauseId): void {
    if (!cardMoves[card.status].includes(to)) throw refuse.transition(card.status, to, [...cardMoves[card.status]], clauseId);
  }

  private mustBeDraft(card: ScoreCard, clauseId: ClauseId): void {
    if (card.status !== 'draft') throw refuse.conflict('card_closed', { zh: '评分卡已经结分', en: 'The card is closed' }, { clause: clauseId, allowed: [...cardMoves[card.status]] });
  }
}

const isOutside = (score: number): boolean => score < 0 || score > 100;
const outside = (field: string) => ({ field, code: 'range', message: { zh: '分数在 0 和 100 之间', en: 'a score is from 0 to 100' } });

const owing = ({ subjectId, periodFrom, periodTo }: Pick<ScoreCard, 'subjectId' | 'periodFrom' | 'periodTo'>): string => `${subjectId} ${periodFrom} ${periodTo}`;
const entry = (tx: Tx, what: CardEntry['what'], text: string | null, total: number | null): CardEntry => ({ at: tx.now.toISOString(), what, by: tx.ctx.userName, byId: tx.ctx.userId, text, total });
const nameOf = (card: ScoreCard, key: string): string => card.items.find((item) => item.key === key)!.name.zh;

function rowView({ id, version, kind, scope, subjectId, subjectName, unitId, period, schemeVersion, status, totalHundredths, closedAt, publishedAt }: ScoreCard): ScoreCardRow {
  return {
    id, version, kind, scope, subjectId, subjectName, unitId, period, schemeVersion, status, total: totalHundredths === null ? null : totalHundredths / 100, closedAt: closedAt?.toISOString() ?? null, publishedAt: publishedAt?.toISOString() ?? null,
  };
}
