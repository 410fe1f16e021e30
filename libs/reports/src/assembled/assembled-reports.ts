import { Injectable } from '@nestjs/common';
import { Directory, type DirectoryUnit } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, refuse, statement, type Tx } from '@luyue/platform';
import { AssembledReport, ReportMail, ReportRound, type ReportEntry } from './assembled.entity.ts';
import { fill, type FilledSection, gapsOf, isOpen, partKeys, reportMoves, type ReportStatus, write, type WrittenPart } from './assembled.rules.ts';
import type { Assembler, ReportKind } from './report-kind.ts';
import type { AssembledReportRow, AssembledReportView } from './report-views.ts';

export interface DraftOf {
  kind: string;
  subjectId: string;
  period: string;
  unitId: string;
  number: string;
  title: string;
  /** Whoever asks when left out. */
  author?: { id: string; name: string };
  /** What is known already, by `section.part`. */
  words?: Record<string, string>;
  id?: string;
}
export interface ReportFilter { kind: string; units: 'all' | string[]; unitId?: string; authorId?: string; status?: ReportStatus; read?: 'yes' | 'no'; from?: string; to?: string; limit: number; cursor?: string }
export interface Submitted { report: AssembledReport; sections: FilledSection[] }

const REPORT = { zh: '报告', en: 'report' };
const ADD = statement('assembled_report_add', `
  INSERT INTO assembled_report (tenant_id, id, version, kind, subject_id, period, number, title, unit_id, author_id, author_name, status, round, parts, entries, created_at)
  VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, 'draft', 0, $11, '[]', $12) ON CONFLICT (tenant_id, kind, subject_id, period) DO NOTHING`);
const ONE = statement('assembled_report_one', 'tenant_id = $1 AND kind = $2 AND subject_id = $3 AND period = $4');
const LIST = statement('assembled_report_page', `tenant_id = $1 AND kind = $2 AND ($3::uuid[] IS NULL OR unit_id = ANY ($3)) AND ($4::uuid IS NULL OR unit_id = $4) AND ($5::uuid IS NULL OR author_id = $5) AND ($6::text IS NULL OR status = $6)
  AND ($7::boolean IS NULL OR (status NOT IN ('draft', 'dropped') AND (read_at IS NOT NULL) = $7)) AND ($8::text IS NULL OR period >= $8) AND ($9::text IS NULL OR period <= $9) AND ($10::text IS NULL OR (period, id) < ($10, $11::uuid))
  ORDER BY period DESC, id DESC LIMIT $12`);
const OF_UNIT = statement('assembled_report_of_unit', 'tenant_id = $1 AND kind = $2 AND unit_id = $3 AND period >= $4 AND period <= $5 ORDER BY period, id');
const ROUNDS = statement('assembled_report_rounds', 'SELECT round, submitted_at AS "submittedAt", submitted_by AS "submittedBy" FROM assembled_report_round WHERE tenant_id = $1 AND report_id = $2 ORDER BY round');
const ROUND = statement('assembled_report_one_round', 'SELECT sections FROM assembled_report_round WHERE tenant_id = $1 AND report_id = $2 AND round = $3');
const LATEST = statement('assembled_report_latest_rounds', `
  SELECT DISTINCT ON (report_id) report_id AS "reportId", sections FROM assembled_report_round WHERE tenant_id = $1 AND report_id = ANY ($2) ORDER BY report_id, round DESC`);
const MAILS = statement('assembled_report_mails', 'tenant_id = $1 AND report_id = $2 ORDER BY requested_at, id');

/**
 * Reports assembled from records, in the caller's transaction: a draft that fills itself, words and "none" by its author, submissions that stay as they were (R13). Permission, obligations and
 * routes are the room's; it takes its report by `lock` and asks its own permission for `unitId` or `authorId`.
 */
@Injectable()
export class AssembledReports {
  private readonly kinds = new Map<string, { kind: ReportKind; assemble: Assembler }>();

  constructor(private readonly directory: Directory) {}

  /** A room says at its start what its reports are made of. Throws for a kind that is there already. */
  declare(kind: ReportKind, assemble: Assembler): void {
    if (this.kinds.has(kind.kind)) throw new Error(`the report ${kind.kind} is declared twice`);
    this.kinds.set(kind.kind, { kind, assemble });
  }

  kindOf(kind: string): ReportKind { return this.declared(kind).kind; }

  find(tx: Tx, kind: string, subjectId: string, period: string): Promise<AssembledReport | null> {
    return tx.rows(AssembledReport, ONE, [tx.tenantId, kind, subjectId, period]).then(([row]) => row ?? null);
  }

  /** The one report of its kind, subject and period; made when it is not there, also where two ask at once. */
  async draft(tx: Tx, of: DraftOf): Promise<AssembledReport> {
    const { kind } = this.declared(of.kind);
    const author = of.author ?? person(tx.ctx);
    const parts = write({}, checked(kind, Object.entries(of.words ?? {}).map(([part, words]) => ({ part, words }))));
    await tx.sql(ADD, [tx.tenantId, of.id ?? newId(), of.kind, of.subjectId, of.period, of.number, of.title, of.unitId, author.id, author.name, JSON.stringify(parts), tx.now]);
    return (await this.find(tx, of.kind, of.subjectId, of.period))!;
  }

  /** Throws 404 for another tenant's, and for one of another kind: a room opens no other room's. */
  get(tx: Tx, kind: string, id: string): Promise<AssembledReport> { return this.take(tx, kind, id, false); }

  /** The same for whoever changes it. */
  lock(tx: Tx, kind: string, id: string): Promise<AssembledReport> { return this.take(tx, kind, id, true); }

  /** Words, or "none", of some parts. Throws 400 naming a part that the kind does not have or that says both, 409 once it is submitted. */
  async write(tx: Tx, report: AssembledReport, written: WrittenPart[]): Promise<AssembledReport> {
    const { kind } = this.declared(report.kind);
    if (report.status === 'dropped') throw refuse.conflict('report_dropped', { zh: '报告已经作废', en: 'It was dropped' }, { clause: kind.clauseId, allowed: [] });
    if (!isOpen(report.status)) throw refuse.conflict('report_submitted', { zh: '报告已经提交，退回后才能再改', en: 'It is submitted; it can be changed once it is returned' }, { clause: kind.clauseId, allowed: [...reportMoves[report.status]] });
    return tx.update(AssembledReport, report, { parts: write(report.parts, checked(kind, written)) });
  }

  /**
   * The next round, frozen as the records stand now. Throws 422 with a field for each part that is neither filled nor marked "none", or is marked so although the records have something; 409 naming the
   * moves where it is submitted already.
   */
  async submit(tx: Tx, report: AssembledReport): Promise<Submitted> {
    const { kind, assemble } = this.declared(report.kind);
    this.mayMove(report, 'submitted');
    const sections = fill(kind, await assemble(tx, report), report.parts);
    const gaps = gapsOf(sections);
    if (gaps.length) throw refuse.rule(kind.clauseId, 'report_incomplete', { zh: `《${kind.title.zh}》还不完整：${gaps.map((g) => g.message.zh).join('；')}`, en: `${kind.title.en} is not complete: ${gaps.map((g) => g.message.en).join('; ')}` }, { errors: gaps });
    const round = report.round + 1;
    await tx.insert(ReportRound, { tenantId: tx.tenantId, reportId: report.id, round, submittedAt: tx.now, submittedBy: tx.ctx.userName, submittedById: tx.ctx.userId, sections });
    await tx.update(AssembledReport, report, { status: 'submitted', round, submittedAt: tx.now, readAt: null, readBy: null, entries: [...report.entries, entry(tx, round, 'submitted')] });
    return { report, sections };
  }

  /** Gives it back with a reason; the round stays. Throws 409 naming the moves. */
  async giveBack(tx: Tx, report: AssembledReport, reason: string): Promise<AssembledReport> {
    this.mayMove(report, 'returned');
    return tx.update(AssembledReport, report, { ...readNow(tx, report), status: 'returned', entries: [...report.entries, entry(tx, report.round, 'returned', reason)] });
  }

  async accept(tx: Tx, report: AssembledReport, comment?: string): Promise<AssembledReport> {
    this.mayMove(report, 'accepted');
    return tx.update(AssembledReport, report, { ...readNow(tx, report), status: 'accepted', acceptedAt: tx.now, entries: [...report.entries, entry(tx, report.round, 'accepted', comment)] });
  }

  /** Gives a draft up, with the reason; it stays to be read. Throws 409 naming the moves once it was submitted, and for a kind that is owed. */
  async drop(tx: Tx, report: AssembledReport, reason: string): Promise<AssembledReport> {
    this.mayMove(report, 'dropped');
    return tx.update(AssembledReport, report, { status: 'dropped', entries: [...report.entries, entry(tx, report.round, 'dropped', reason)] });
  }

  /** The mark that whoever it is for has read the latest submission; the first reading counts. Throws 409 before a submission. */
  async read(tx: Tx, report: AssembledReport): Promise<AssembledReport> {
    this.mustBeSubmitted(report);
    if (report.readAt) return report;
    return tx.update(AssembledReport, report, { ...readNow(tx, report), entries: [...report.entries, entry(tx, report.round, 'read')] });
  }

  /** A comment or guidance to what was submitted; it changes no status. */
  async comment(tx: Tx, report: AssembledReport, text: string): Promise<AssembledReport> {
    this.mustBeSubmitted(report);
    return tx.update(AssembledReport, report, { entries: [...report.entries, entry(tx, report.round, 'commented', text)] });
  }

  /** What it says: the records as they stand while nothing was submitted or its author has it, else its latest submission. */
  async sections(tx: Tx, report: AssembledReport): Promise<FilledSection[]> {
    const { kind, assemble } = this.declared(report.kind);
    return report.round === 0 || isOpen(report.status) ? fill(kind, await assemble(tx, report), report.parts) : this.roundOf(tx, report, report.round);
  }

  /** Latest submissions of several reports, by id: one question. */
  async submissions(tx: Tx, reportIds: string[]): Promise<Map<string, FilledSection[]>> {
    if (!reportIds.length) return new Map();
    return new Map((await tx.sql<{ reportId: string; sections: FilledSection[] }>(LATEST, [tx.tenantId, reportIds])).map((row) => [row.reportId, row.sections]));
  }

  /** A unit's reports of the periods from ... to, both included, the earliest first. */
  ofUnit(tx: Tx, kind: string, unitId: string, from: string, to: string): Promise<AssembledReport[]> { return tx.rows(AssembledReport, OF_UNIT, [tx.tenantId, kind, unitId, from, to]); }

  /** The latest period first. */
  async list(tx: Tx, { kind, units, limit, ...f }: ReportFilter): Promise<Page<AssembledReportRow>> {
    const after = decodeCursor(f.cursor, 2);
    const [rows, names] = await Promise.all([
      tx.rows(AssembledReport, LIST, [tx.tenantId, kind, units === 'all' ? null : units, f.unitId ?? null, f.authorId ?? null, f.status ?? null, f.read ? f.read === 'yes' : null, f.from ?? null, f.to ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1]),
      this.directory.units(tx),
    ]);
    return page(rows, limit, (r) => [r.period, r.id], (r) => rowView(r, names));
  }

  /** @param round an earlier submission as it was; 404 for one that there never was */
  async view(tx: Tx, report: AssembledReport, round?: number): Promise<AssembledReportView> {
    const [sections, rounds, mails, units] = await Promise.all([
      round === undefined ? this.sections(tx, report) : this.roundOf(tx, report, round), tx.sql<{ round: number; submittedAt: Date; submittedBy: string }>(ROUNDS, [tx.tenantId, report.id]),
      tx.rows(ReportMail, MAILS, [tx.tenantId, report.id]), this.directory.units(tx),
    ]);
    return {
      ...rowView(report, units), kindTitle: this.kindOf(report.kind).title, shownRound: round ?? (report.round === 0 || isOpen(report.status) ? null : report.round),
      sections: sections.map((section) => ({ ...section, parts: section.parts.map((part) => ({ ...part, items: part.items.map(({ text, ref }) => ({ text, ref: ref ?? null })) })) })),
      rounds: rounds.map((r) => ({ round: r.round, submittedAt: r.submittedAt.toISOString(), submittedBy: r.submittedBy })), entries: report.entries,
      mails: mails.flatMap((mail) => mail.owed.map(({ key, name, channel, copy, result, levelsUp, reason, at }) => ({ round: mail.round, requestedAt: mail.requestedAt.toISOString(), recipient: key, name, channel, copy, result, levelsUp, reason, at }))),
    };
  }

  private declared(kind: string): { kind: ReportKind; assemble: Assembler } {
    const found = this.kinds.get(kind);
    if (!found) throw new Error(`no room declares the report ${kind}`);
    return found;
  }

  private async take(tx: Tx, kind: string, id: string, lock: boolean): Promise<AssembledReport> {
    const row = await tx.find(AssembledReport, id, { lock });
    if (row?.kind !== kind) throw refuse.notFound(REPORT);
    return row;
  }

  private async roundOf(tx: Tx, report: AssembledReport, round: number): Promise<FilledSection[]> {
    const [found] = await tx.sql<{ sections: FilledSection[] }>(ROUND, [tx.tenantId, report.id, round]);
    if (!found) throw refuse.notFound({ zh: '提交', en: 'submission' });
    return found.sections;
  }

  private mayMove(report: AssembledReport, to: ReportStatus): void {
    const { clauseId, droppable } = this.kindOf(report.kind);
    const allowed = reportMoves[report.status].filter((status) => status !== 'dropped' || droppable);
    if (!allowed.includes(to)) throw refuse.transition(report.status, to, allowed, clauseId);
  }

  private mustBeSubmitted(report: AssembledReport): void {
    if (report.round === 0) throw refuse.conflict('report_not_submitted', { zh: '报告还没有提交', en: 'The report is not submitted yet' }, { clause: this.kindOf(report.kind).clauseId, allowed: ['submitted'] });
  }
}

export const entry = (tx: Tx, round: number, what: ReportEntry['what'], text?: string): ReportEntry => ({ at: tx.now.toISOString(), what, by: tx.ctx.userName, byId: tx.ctx.userId, round, text: text ?? null });

const readNow = (tx: Tx, { readAt, readBy }: AssembledReport): Pick<AssembledReport, 'readAt' | 'readBy'> => ({ readAt: readAt ?? tx.now, readBy: readBy ?? tx.ctx.userName });

function person({ userId, userName }: Context): { id: string; name: string } {
  if (!userId) throw refuse.field('author', 'person_only', { zh: '报告要有填报人', en: 'a report has a person who writes it' });
  return { id: userId, name: userName };
}

/** Throws 400 naming each part that there is not, and each that is given words and marked "none" at once. */
function checked(kind: ReportKind, written: WrittenPart[]): WrittenPart[] {
  const known = new Set(partKeys(kind));
  const errors = written.flatMap(({ part, words, none }) => [
    ...(known.has(part) ? [] : [{ field: part, code: 'unknown_part', message: { zh: `《${kind.title.zh}》没有这一项`, en: `${kind.title.en} has no such part` } }]),
    ...(none && words?.trim() ? [{ field: part, code: 'words_and_none', message: { zh: '写了内容就不能注明“无”', en: 'with words it cannot be marked "none"' } }] : []),
  ]);
  if (errors.length) throw refuse.fields(errors, kind.clauseId);
  return written;
}

function rowView(r: AssembledReport, units: ReadonlyMap<string, DirectoryUnit>): AssembledReportRow {
  const { id, version, kind, subjectId, period, number, title, unitId, authorId, authorName, status, round, readBy } = r;
  return {
    id, version, kind, subjectId, period, number, title, unitId, unitName: units.get(unitId)?.name ?? '', authorId, authorName, status, round, createdAt: r.createdAt.toISOString(), submittedAt: r.submittedAt?.toISOString() ?? null,
    readAt: r.readAt?.toISOString() ?? null, readBy, acceptedAt: r.acceptedAt?.toISOString() ?? null,
  };
}

