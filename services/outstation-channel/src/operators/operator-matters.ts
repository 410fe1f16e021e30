import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, newId, parseDate } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { type Operator, OperatorMatter, OperatorTalk } from './operator.entity.ts';
import type { OperatorMatterView, OperatorTalkRecorded } from './operator-views.ts';
import type { MatterBody, MatterQuery, RaiseMatter, RecordOperatorTalk, ReplyToMatter } from './operators.http.ts';
import { dutiesOfMatter, matterMoves, type MatterStatus } from './operators.rules.ts';
import { Operators, talkView } from './operators.service.ts';

const MATTER = { zh: '运营商要求或投诉', en: 'wish or complaint' };
const CLAUSE = 'OC-3.3.1';

/** What operators judge, wish and complain of: each wish and complaint gets a countermeasure and a reply in time (OC-3.3.1). */
@Injectable()
export class OperatorMatters {
  constructor(
    private readonly database: TenantDatabase, private readonly operators: Operators, private readonly obligations: Obligations, private readonly recurring: RecurringDuties, private readonly ledger: ObligationList,
    private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  /** Throws 400 for a day ahead, 409 for an operator that is none any more. */
  async talk(ctx: Context, operatorId: string, { heldOn, talkedWith, judgement, score, matters = [] }: RecordOperatorTalk): Promise<OperatorTalkRecorded> {
    permit(ctx, 'operator.work');
    const numbers: string[] = [];
    for (const _ of matters) numbers.push(await this.numbers.next(ctx, 'YQ'));
    return this.database.write(ctx, async (tx) => {
      const operator = await this.operators.read(tx, operatorId);
      parseDate(heldOn);
      if (heldOn > localDate(tx.now, await this.directory.zone(tx))) throw refuse.field('heldOn', 'in_the_future', { zh: '不能晚于今天', en: 'not later than today' }, CLAUSE);
      refuseEnded(operator, heldOn);
      const talk = await tx.insert(OperatorTalk, { tenantId: tx.tenantId, id: newId(), operatorId, heldOn, talkedWith, judgement, score: score ?? null, recordedAt: tx.now, byName: ctx.userName });
      const met = await this.recurring.complete(tx, { subjectId: operatorId, clauseId: CLAUSE, on: heldOn }, { at: tx.now, note: judgement.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `与${talkedWith}沟通` }] });
      for (const [i, matter] of matters.entries()) await this.put(tx, operator, matter, numbers[i]!, tx.now);
      const people = await this.ledger.people(tx);
      return { talk: talkView(talk), met: met.map((o) => obligationView(o, tx.now, people)), matterNumbers: numbers };
    });
  }

  async raise(ctx: Context, operatorId: string, { receivedAt, ...body }: RaiseMatter): Promise<OperatorMatterView> {
    permit(ctx, 'operator.work');
    const number = await this.numbers.next(ctx, 'YQ');
    return this.database.write(ctx, async (tx) => {
      const operator = await this.operators.read(tx, operatorId);
      const at = receivedAt ? new Date(receivedAt) : tx.now;
      if (at > tx.now) throw refuse.field('receivedAt', 'in_the_future', { zh: '收到时间不能晚于现在', en: 'not later than now' }, CLAUSE);
      refuseEnded(operator, localDate(at, await this.directory.zone(tx)));
      return (await this.views(tx, [await this.put(tx, operator, body, number, at)]))[0]!;
    });
  }

  list(ctx: Context, filter: MatterQuery & { limit: number }): Promise<Page<OperatorMatterView>> {
    const units = unitsOf(ctx, 'operator.work');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(OperatorMatter, 'm').where('m.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('m.departmentUnitId = ANY (:units)', { units });
      if (filter.operatorId) query.andWhere('m.operatorId = :operator', { operator: filter.operatorId });
      if (filter.status) query.andWhere('m.status = :status', { status: filter.status });
      if (after) query.andWhere('(m.receivedAt, m.id) < (:at, :id)', { at: after[0], id: after[1] });
      const cut = page(await query.orderBy('m.receivedAt', 'DESC').addOrderBy('m.id', 'DESC').limit(filter.limit + 1).getMany(), filter.limit, (m) => [m.receivedAt.toISOString(), m.id], (m) => m);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  counter(ctx: Context, id: string, countermeasure: string): Promise<OperatorMatterView> {
    return this.change(ctx, id, (tx, row) => this.move(tx, row, 'countered', { countermeasure }));
  }

  /** The reply meets the clause. Throws 400 without a countermeasure, 409 after a reply. */
  reply(ctx: Context, id: string, { countermeasure, reply }: ReplyToMatter): Promise<OperatorMatterView> {
    return this.change(ctx, id, async (tx, row) => {
      const taken = countermeasure ?? row.countermeasure;
      if (!taken) throw refuse.field('countermeasure', 'required', { zh: '答复前要写明对策', en: 'a reply needs its countermeasure' }, CLAUSE);
      await this.move(tx, row, 'replied', { countermeasure: taken, reply, repliedAt: tx.now });
      await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, note: reply.slice(0, 200), evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `对策：${taken.slice(0, 180)}` }] });
    });
  }

  private async put(tx: Tx, operator: Operator, { kind, text }: MatterBody, number: string, receivedAt: Date): Promise<OperatorMatter> {
    const row = await tx.insert(OperatorMatter, {
      tenantId: tx.tenantId, id: newId(), version: 1, number, operatorId: operator.id, departmentUnitId: operator.departmentUnitId, kind, text, receivedAt, status: 'open', countermeasure: null, reply: null, repliedAt: null,
    });
    await this.obligations.open(tx, dutiesOfMatter({ receivedAt }).map((owed) => ({ ...owed, subject: { type: 'operator_matter', id: row.id, number, title: operator.name }, unitId: operator.departmentUnitId, userId: operator.ownerUserId })));
    return row;
  }

  private change(ctx: Context, id: string, work: (tx: Tx, row: OperatorMatter) => Promise<void>): Promise<OperatorMatterView> {
    permit(ctx, 'operator.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(OperatorMatter, id, MATTER);
      permit(ctx, 'operator.work', row.departmentUnitId);
      await work(tx, row);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  private async move(tx: Tx, row: OperatorMatter, to: MatterStatus, patch: Partial<OperatorMatter>): Promise<void> {
    if (!matterMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...matterMoves[row.status]], CLAUSE);
    await tx.update(OperatorMatter, row, { ...patch, status: to });
  }

  private async views(tx: Tx, rows: OperatorMatter[]): Promise<OperatorMatterView[]> {
    const [owed, operators, people] = await Promise.all([this.ledger.ofSubjects(tx, rows.map((r) => r.id)), this.operators.named(tx, rows.map((r) => r.operatorId)), this.ledger.people(tx)]);
    return rows.map(({ id, version, number, operatorId, kind, text, receivedAt, status, countermeasure, reply, repliedAt }) => ({
      id, version, number, operatorId, operatorName: operators.get(operatorId)?.name ?? '', kind, text, receivedAt: receivedAt.toISOString(), status, countermeasure, reply, repliedAt: repliedAt?.toISOString() ?? null,
      obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
    }));
  }
}

function refuseEnded({ endedOn }: Operator, on: string): void {
  if (endedOn && on > endedOn) throw refuse.conflict('operator_ended', { zh: `已于 ${endedOn} 结束合作`, en: `It ended on ${endedOn}` }, { clause: CLAUSE });
}
