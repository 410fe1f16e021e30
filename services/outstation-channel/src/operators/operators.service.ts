import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId, parseDate } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type HandedOver, type PostingListener, Postings } from '../postings/postings.service.ts';
import { Operator, OperatorTalk } from './operator.entity.ts';
import type { OperatorTalkView, OperatorView } from './operator-views.ts';
import type { EndOperator, RegisterOperator } from './operators.http.ts';

export const OPERATOR = { zh: '运营商', en: 'operator' };
const LAST_TALKS = statement('operator_talks_last', 'tenant_id = $1 AND id IN (SELECT DISTINCT ON (operator_id) id FROM operator_talk WHERE tenant_id = $1 AND operator_id = ANY ($2) ORDER BY operator_id, held_on DESC, id DESC)');
const OPEN_MATTERS = statement('operator_matters_open', `SELECT operator_id AS "operatorId", count(*)::int AS n FROM operator_matter WHERE tenant_id = $1 AND operator_id = ANY ($2) AND status <> 'replied' GROUP BY 1`);

/** Operators and the talks in which they say what they think of us (OC-3.3.1). */
@Injectable()
export class Operators implements PostingListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly recurring: RecurringDuties, private readonly ledger: ObligationList, private readonly directory: Directory, private readonly postings: Postings, private readonly obligations: Obligations) {}

  onModuleInit(): void { this.postings.hear(this); }

  /** R15: on leaving, whoever takes over owes the reviews. An operator is of no region: on a move it is handed on by people. */
  async postingHandedOver(tx: Tx, { giverUserId, takerUserId, regionIds }: HandedOver): Promise<void> {
    if (regionIds) return;
    for (const row of await tx.rows(Operator, OF_GIVER, [tx.tenantId, giverUserId])) await this.give(tx, row, takerUserId);
  }

  list(ctx: Context, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<OperatorView>> {
    const units = unitsOf(ctx, 'operator.work');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Operator, 'o').where('o.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('o.departmentUnitId = ANY (:units)', { units });
      if (after) query.andWhere('(o.name, o.id) > (:name, :id)', { name: after[0], id: after[1] });
      const cut = page(await query.orderBy('o.name').addOrderBy('o.id').limit(limit + 1).getMany(), limit, (o) => [o.name, o.id], (o) => o);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  get(ctx: Context, id: string): Promise<OperatorView> {
    permit(ctx, 'operator.work');
    return this.database.read(ctx, async (tx) => (await this.views(tx, [await this.read(tx, id)]))[0]!);
  }

  /** From its first day on a review talk is owed each period. */
  register(ctx: Context, body: RegisterOperator): Promise<OperatorView> {
    permit(ctx, 'operator.work', body.departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      const { departmentUnitId, name, contacts, ownerUserId, since } = body;
      await Promise.all([this.directory.unit(tx, departmentUnitId, 'departmentUnitId'), this.directory.user(tx, ownerUserId, 'ownerUserId')]);
      parseDate(since);
      const row = await tx.insert(Operator, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, name, contacts: contacts.map((c) => ({ name: c.name, title: c.title, phone: c.phone })), ownerUserId, since, endedOn: null });
      await this.recurring.begin(tx, [{
        clauseId: 'OC-3.3.1', parameter: 'oc.operator.review.everyMonths', every: { by: 'oc.operator.review.everyMonths' }, subject: { type: 'operator_review', id: row.id, number: name.slice(0, 40), title: name }, unitId: departmentUnitId, userId: ownerUserId, beginsOn: since,
      }]);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** R15: what is owed goes over to another person. */
  handOn(ctx: Context, id: string, ownerUserId: string): Promise<OperatorView> {
    return this.change(ctx, id, async (tx, row) => {
      await this.directory.user(tx, ownerUserId, 'ownerUserId');
      await this.give(tx, row, ownerUserId);
    });
  }

  /** The relation ends: no review is owed for a month that is not whole. Throws 409 for one that has ended. */
  end(ctx: Context, id: string, { on, reason }: EndOperator): Promise<OperatorView> {
    return this.change(ctx, id, async (tx, row) => {
      if (row.endedOn) throw refuse.conflict('operator_ended', { zh: `已于 ${row.endedOn} 结束合作`, en: `It ended on ${row.endedOn}` }, { clause: 'OC-3.3.1' });
      parseDate(on);
      if (on < row.since) throw refuse.field('on', 'before_beginning', { zh: `不能早于开始日 ${row.since}`, en: `not before it began on ${row.since}` }, 'OC-3.3.1');
      await tx.update(Operator, row, { endedOn: on });
      await this.recurring.end(tx, { subjectId: id }, { on, reason });
    });
  }

  talks(ctx: Context, id: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<OperatorTalkView>> {
    permit(ctx, 'operator.work');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.read(tx, id);
      const query = tx.manager.createQueryBuilder(OperatorTalk, 't').where('t.tenantId = :tenant AND t.operatorId = :id', { tenant: tx.tenantId, id });
      if (after) query.andWhere('(t.heldOn, t.id) < (:on, :last)', { on: after[0], last: after[1] });
      return page(await query.orderBy('t.heldOn', 'DESC').addOrderBy('t.id', 'DESC').limit(limit + 1).getMany(), limit, (t) => [t.heldOn, t.id], talkView);
    });
  }

  /** Talks from one day to another with the operators that a person looks after. */
  talksOf(tx: Tx, userId: string, from: string, to: string): Promise<{ id: string; heldOn: string; judgement: string; name: string }[]> {
    return tx.sql(TALKS_OF_PERSON, [tx.tenantId, userId, from, to]);
  }

  /** One of the caller's units. Throws 404, 403. */
  async read(tx: Tx, id: string): Promise<Operator> {
    const row = await tx.get(Operator, id, OPERATOR);
    permit(tx.ctx, 'operator.work', row.departmentUnitId);
    return row;
  }

  async named(tx: Tx, ids: string[]): Promise<Map<string, Operator>> {
    const rows = await tx.rows(Operator, OF_IDS, [tx.tenantId, [...new Set(ids)]]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async give(tx: Tx, row: Operator, ownerUserId: string): Promise<void> {
    await tx.update(Operator, row, { ownerUserId });
    await this.recurring.reassign(tx, { subjectId: row.id }, { userId: ownerUserId });
    for (const { id } of await tx.sql<{ id: string }>(UNANSWERED, [tx.tenantId, row.id])) await this.obligations.reassign(tx, { subjectId: id, clauses: ['OC-3.3.1'] }, { userId: ownerUserId });
  }

  private change(ctx: Context, id: string, work: (tx: Tx, row: Operator) => Promise<void>): Promise<OperatorView> {
    permit(ctx, 'operator.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Operator, id, OPERATOR);
      permit(ctx, 'operator.work', row.departmentUnitId);
      await work(tx, row);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async views(tx: Tx, rows: Operator[]): Promise<OperatorView[]> {
    const ids = rows.map((r) => r.id);
    const [open, talks, matters, people] = await Promise.all([this.recurring.openOf(tx, ids), tx.rows(OperatorTalk, LAST_TALKS, [tx.tenantId, ids]), tx.sql<{ operatorId: string; n: number }>(OPEN_MATTERS, [tx.tenantId, ids]), this.ledger.people(tx)]);
    return rows.map(({ id, version, departmentUnitId, name, contacts, ownerUserId, since, endedOn }) => {
      const last = talks.find((t) => t.operatorId === id);
      return {
        id, version, departmentUnitId, name, contacts, ownerUserId, ownerName: people.users.get(ownerUserId)?.name ?? '', since, endedOn, lastTalk: last ? talkView(last) : null, openMatters: matters.find((m) => m.operatorId === id)?.n ?? 0,
        obligations: (open.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
      };
    });
  }
}

const TALKS_OF_PERSON = statement('operator_talks_of_person', `
  SELECT t.id, t.held_on::text AS "heldOn", t.judgement, o.name FROM operator_talk t JOIN operator o ON o.tenant_id = $1 AND o.id = t.operator_id
  WHERE t.tenant_id = $1 AND o.owner_user_id = $2 AND t.held_on BETWEEN $3 AND $4 ORDER BY t.held_on, t.id LIMIT 200`);
const UNANSWERED = statement('operator_matters_unanswered', `SELECT id FROM operator_matter WHERE tenant_id = $1 AND operator_id = $2 AND status <> 'replied' ORDER BY id`);
const OF_GIVER = statement('operators_of_giver', 'tenant_id = $1 AND owner_user_id = $2 AND ended_on IS NULL ORDER BY id FOR UPDATE');
const OF_IDS = statement('operators_of_ids', 'tenant_id = $1 AND id = ANY ($2)');

export const talkView = ({ id, heldOn, talkedWith, judgement, score, recordedAt, byName }: OperatorTalk): OperatorTalkView => ({ id, heldOn, talkedWith, judgement, score, recordedAt: recordedAt.toISOString(), byName });
