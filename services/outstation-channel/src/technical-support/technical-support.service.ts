import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { type Obligation, ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, may, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { ChannelDocuments } from '../channel-documents/channel-documents.service.ts';
import { ChannelFiles, type FileKeeper } from '../channel-files.ts';
import { roleInbox, tell, userInbox } from '../channel-notice.ts';
import { Staff } from '../staff/staff.service.ts';
import { TechnicalEntry, TechnicalRequest } from './technical-request.entity.ts';
import type { AnswerTechnicalSupport, AskTechnicalSupport, TechnicalEntryView, TechnicalRequestLine, TechnicalRequestQuery, TechnicalRequestView } from './technical-support.http.ts';
import { dutiesOfAsking, requestMoves, type RequestStatus } from './technical-support.rules.ts';

const REQUEST = { zh: '技术支持请求', en: 'technical request' };
const CLAUSE = 'OC-3.4a';
const SECTION = 'technical_section';
const ENTRIES = statement('technical_entries', 'tenant_id = $1 AND request_id = $2 ORDER BY at, id LIMIT 500');

/** Outstation staff ask the department's technical section, which answers within days (OC-3.4a). */
@Injectable()
export class TechnicalSupport implements FileKeeper, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly staff: Staff, private readonly documents: ChannelDocuments, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly directory: Directory,
    private readonly numbers: Numbers, private readonly files: Files, private readonly guard: ChannelFiles,
  ) {}

  onModuleInit(): void { this.guard.keptBy(this); }

  async mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> {
    const row = await tx.find(TechnicalRequest, subjectId);
    if (row) permit(tx.ctx, readingAs(tx.ctx), row.departmentUnitId);
    return row !== null;
  }

  list(ctx: Context, filter: TechnicalRequestQuery & { limit: number }): Promise<Page<TechnicalRequestLine>> {
    const units = unitsOf(ctx, readingAs(ctx));
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(TechnicalRequest, 'r').where('r.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('r.departmentUnitId = ANY (:units)', { units });
      if (filter.mine) query.andWhere('r.askedByUserId = :me', { me: ctx.userId });
      if (filter.status) query.andWhere('r.status = :status', { status: filter.status });
      if (filter.model) query.andWhere('r.model = :model', { model: filter.model });
      if (after) query.andWhere('(r.askedAt, r.id) < (:at, :id)', { at: after[0], id: after[1] });
      const cut = page(await query.orderBy('r.askedAt', 'DESC').addOrderBy('r.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (r) => [r.askedAt.toISOString(), r.id], (r) => r);
      const [owed, people] = await Promise.all([this.ledger.ofSubjects(tx, cut.items.map((r) => r.id)), this.ledger.people(tx)]);
      return { ...cut, items: cut.items.map((row) => lineOf(row, owed.get(row.id) ?? [], people, tx.now)) };
    });
  }

  get(ctx: Context, id: string): Promise<TechnicalRequestView> {
    permit(ctx, readingAs(ctx));
    return this.database.read(ctx, async (tx) => {
      const row = await tx.get(TechnicalRequest, id, REQUEST);
      permit(ctx, readingAs(ctx), row.departmentUnitId);
      return this.view(tx, row);
    });
  }

  /** Starts the days of the answer. Throws 422 for who is no outstation staff, 400 for a unit that is no station or a file that is not the caller's own. */
  async ask(ctx: Context, { title, text, stationUnitId, model, attachmentIds = [] }: AskTechnicalSupport): Promise<TechnicalRequestView> {
    permit(ctx, 'technicalSupport.ask');
    const number = await this.numbers.next(ctx, 'JS');
    return this.database.write(ctx, async (tx) => {
      const { departmentUnitId, userId } = await this.staff.own(tx);
      permit(ctx, 'technicalSupport.ask', departmentUnitId);
      if (stationUnitId && (await this.directory.unit(tx, stationUnitId, 'stationUnitId')).kind !== 'station') throw refuse.field('stationUnitId', 'not_a_station', { zh: '这个单位不是授权站', en: 'this unit is no authorised station' }, CLAUSE);
      const row = await tx.insert(TechnicalRequest, { tenantId: tx.tenantId, id: newId(), version: 1, number, departmentUnitId, stationUnitId: stationUnitId ?? null, model: model ?? null, title, askedByUserId: userId, askedBy: ctx.userName, askedAt: tx.now, status: 'asked', answeredAt: null });
      await this.put(tx, row, 'question', text, attachmentIds);
      await this.owe(tx, row, text);
      return this.view(tx, row);
    });
  }

  /** Meets what was asked. Throws 409 where nothing waits for an answer, 400 for a document that there is not. */
  answer(ctx: Context, id: string, { text, documentId, attachmentIds = [] }: AnswerTechnicalSupport): Promise<TechnicalRequestView> {
    permit(ctx, 'technicalSupport.answer');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(TechnicalRequest, id, REQUEST);
      permit(ctx, 'technicalSupport.answer', row.departmentUnitId);
      if (documentId) await this.documents.mentioned(tx, documentId, row.departmentUnitId);
      await this.move(tx, row, 'answered', { answeredAt: tx.now });
      await this.put(tx, row, 'answer', text, attachmentIds, documentId);
      await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, note: text.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `答复 ${row.number}` }] });
      tell(tx, { kind: 'technical_answer', clauseId: CLAUSE, unitId: row.departmentUnitId, subject: subjectOf(row), link: `/technical-support?id=${row.id}`, values: { by: ctx.userName, text: text.slice(0, 300) }, to: [userInbox(row.askedByUserId, 'asker')] });
      return this.view(tx, row);
    });
  }

  /** What was met stays met; the new question has its own clock (R13). Throws 422 for anybody but the asker, 409 before an answer. */
  askFurther(ctx: Context, id: string, text: string): Promise<TechnicalRequestView> {
    permit(ctx, 'technicalSupport.ask');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lockOwn(tx, id);
      await this.move(tx, row, 'asked', {});
      await this.put(tx, row, 'further', text);
      await this.owe(tx, row, text);
      return this.view(tx, row);
    });
  }

  /** The cause of the duty goes away. Throws 422 for anybody but the asker, 409 once it was answered. */
  withdraw(ctx: Context, id: string, reason: string): Promise<TechnicalRequestView> {
    permit(ctx, 'technicalSupport.ask');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lockOwn(tx, id);
      await this.move(tx, row, 'withdrawn', {});
      await this.put(tx, row, 'withdrawal', reason);
      await this.obligations.cancel(tx, { subjectId: row.id, clauses: [CLAUSE] }, `提问人撤回：${reason}`);
      return this.view(tx, row);
    });
  }

  private async lockOwn(tx: Tx, id: string): Promise<TechnicalRequest> {
    const row = await tx.lock(TechnicalRequest, id, REQUEST);
    permit(tx.ctx, 'technicalSupport.ask', row.departmentUnitId);
    if (row.askedByUserId !== tx.ctx.userId) throw refuse.rule(CLAUSE, 'not_the_asker', { zh: '由提问人本人办理', en: 'Whoever asked does this' });
    return row;
  }

  private async move(tx: Tx, row: TechnicalRequest, to: RequestStatus, patch: Partial<TechnicalRequest>): Promise<void> {
    if (!requestMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...requestMoves[row.status]], CLAUSE);
    await tx.update(TechnicalRequest, row, { ...patch, status: to });
  }

  /** The section owes the answer: its one member in person, several as the department. */
  private async owe(tx: Tx, row: TechnicalRequest, text: string): Promise<void> {
    const { users } = await this.directory.holders(tx, SECTION, row.departmentUnitId);
    const [owed] = await this.obligations.open(tx, dutiesOfAsking({ at: tx.now }).map((duty) => ({ ...duty, subject: subjectOf(row), unitId: row.departmentUnitId, userId: users.length === 1 ? users[0]!.id : null })));
    tell(tx, {
      kind: 'technical_request', clauseId: CLAUSE, unitId: row.departmentUnitId, subject: subjectOf(row), link: `/technical-support?id=${row.id}`, dueAt: owed?.dueAt ?? null,
      values: { by: tx.ctx.userName, text: text.slice(0, 300), due: owed?.dueAt ? dueDayAndTime(owed.dueAt, await this.directory.zone(tx)) : '—' }, to: [roleInbox(SECTION, row.departmentUnitId)],
    });
  }

  private async put(tx: Tx, row: TechnicalRequest, kind: TechnicalEntry['kind'], text: string, attachmentIds: string[] = [], documentId: string | null = null): Promise<void> {
    await this.files.claim(tx, attachmentIds, { type: 'technical_request', id: row.id });
    await tx.insert(TechnicalEntry, { tenantId: tx.tenantId, id: newId(), requestId: row.id, kind, at: tx.now, byName: tx.ctx.userName, text, documentId, attachmentIds });
  }

  private async view(tx: Tx, row: TechnicalRequest): Promise<TechnicalRequestView> {
    const [owed, people, entries] = await Promise.all([this.ledger.ofSubjects(tx, [row.id]), this.ledger.people(tx), tx.rows(TechnicalEntry, ENTRIES, [tx.tenantId, row.id])]);
    const titles = await this.documents.titles(tx, entries.flatMap((entry) => entry.documentId ?? []));
    const obligations = owed.get(row.id) ?? [];
    return {
      ...lineOf(row, obligations, people, tx.now), entries: entries.map((entry) => entryView(entry, titles)), obligations: obligations.map((o) => obligationView(o, tx.now, people)),
      mayAnswer: may(tx.ctx, 'technicalSupport.answer', row.departmentUnitId), mine: row.askedByUserId === tx.ctx.userId,
    };
  }
}

/** The section reads what it answers; the channel reads what concerns its staff. */
const readingAs = (ctx: Context): string => (may(ctx, 'technicalSupport.answer') ? 'technicalSupport.answer' : 'outstationStaff.read');

const subjectOf = ({ id, number, title }: TechnicalRequest) => ({ type: 'technical_request', id, number, title });

const entryView = ({ id, kind, at, byName, text, documentId, attachmentIds }: TechnicalEntry, titles: Map<string, string>): TechnicalEntryView =>
  ({ id, kind, at: at.toISOString(), byName, text, documentId, documentTitle: (documentId && titles.get(documentId)) || null, attachmentIds });

function lineOf(row: TechnicalRequest, obligations: Obligation[], people: Awaited<ReturnType<ObligationList['people']>>, now: Date): TechnicalRequestLine {
  const { id, version, number, departmentUnitId, stationUnitId, model, title, askedBy, askedAt, status, answeredAt } = row;
  const dueAt = obligations.find((o) => o.status === 'open')?.dueAt ?? null;
  return {
    id, version, number, departmentUnitId, stationUnitId, stationName: (stationUnitId && people.units.get(stationUnitId)?.name) || null, model, title, askedBy, askedAt: askedAt.toISOString(), status,
    answeredAt: answeredAt?.toISOString() ?? null, answerDueAt: dueAt?.toISOString() ?? null, overdue: dueAt !== null && dueAt < now,
  };
}
