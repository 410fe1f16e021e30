import { Injectable } from '@nestjs/common';
import { make, MessageRequested } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { Staff } from '../staff/staff.service.ts';
import { ReachCall } from './reach-call.entity.ts';
import type { AnswerCall, MakeCall, ReachCallView, ReachFigures } from './reachability.http.ts';
import { answeredAs, callMoves, type CallStatus, dutiesOfCall, seenAs } from './reachability.rules.ts';

export interface CallFilter { staffId?: string; mine?: boolean; unanswered?: boolean; limit: number; cursor?: string }

// Past its time is past its time, whether or not anybody answered afterwards.
const FIGURES = statement('reach_figures', `
  SELECT staff_id AS "staffId", count(*)::int AS calls, count(*) FILTER (WHERE status = 'answered')::int AS "inTime", count(*) FILTER (WHERE status = 'unreachable' OR (status = 'waiting' AND due_at < $5))::int AS unreachable
  FROM reach_call WHERE tenant_id = $1 AND due_at IS NOT NULL AND sent_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND sent_at < (($3 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($4::uuid[] IS NULL OR department_unit_id = ANY ($4))
  GROUP BY 1 ORDER BY 1`);

/** Pings and calls inside the reach hours are answered within minutes that run inside these hours only (OC-3.1.2a, reading 10). */
@Injectable()
export class Reachability {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly staff: Staff) {}

  /** To the person, or to the deputy while they are on approved leave. Outside the hours it is written down and nothing opens. Throws 400 for who is no outstation staff. */
  call(ctx: Context, { staffId, kind, message, answered = false }: MakeCall): Promise<ReachCallView> {
    permit(ctx, 'reach.ping');
    return this.database.write(ctx, async (tx) => {
      const person = await this.staff.mentioned(tx, staffId);
      permit(ctx, 'reach.ping', person.departmentUnitId);
      if (kind === 'ping' && answered) throw refuse.field('answered', 'ping', { zh: '呼叫由本人应答', en: 'a ping is answered by its receiver' }, 'OC-3.1.2a');
      const [inside, deputies, names] = await Promise.all([this.obligations.runsAt(tx, 'oc.reach.answerMinutes', tx.now), this.staff.deputies(tx, [staffId], await this.staff.today(tx)), this.staff.named(tx, [staffId])]);
      const toUserId = deputies.get(staffId) ?? person.userId;
      const id = newId();
      const subject = { type: 'reach_call', id, number: dueDayAndTime(tx.now, await this.directory.zone(tx)), title: `联络${names.get(staffId)!.name}` };
      const [owed] = await this.obligations.open(tx, dutiesOfCall({ sentAt: tx.now, inside }).map((duty) => ({ ...duty, subject, unitId: person.departmentUnitId, userId: toUserId })));
      const row = await tx.insert(ReachCall, {
        tenantId: tx.tenantId, id, version: 1, staffId, departmentUnitId: person.departmentUnitId, kind, message, sentAt: tx.now, sentBy: ctx.userName, toUserId, toDeputy: toUserId !== person.userId, dueAt: owed?.dueAt ?? null, status: 'waiting', answeredAt: null, answer: null,
      });
      if (answered) await this.settle(tx, row, '接听');
      else await this.tell(tx, row, subject);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** By whom it went to. Late is recorded as unreachable, whatever the day. Throws 422 for anybody else, 409 for a second answer. */
  answer(ctx: Context, id: string, { text = '' }: AnswerCall): Promise<ReachCallView> {
    permit(ctx, 'reach.answer');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(ReachCall, id, { zh: '联络', en: 'call' });
      if (row.toUserId !== ctx.userId) throw refuse.rule('OC-3.1.2a', 'not_called', { zh: '由被联络的人应答', en: 'Whoever was called answers' });
      await this.settle(tx, row, text);
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** The latest first; `mine` are those that wait for the reader. */
  list(ctx: Context, { staffId, mine, unanswered, limit, cursor }: CallFilter): Promise<Page<ReachCallView>> {
    const units = unitsOf(ctx, mine ? 'reach.answer' : 'outstationStaff.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(ReachCall, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId });
      if (mine) query.andWhere(`c.toUserId = :me AND c.status = 'waiting'`, { me: ctx.userId });
      else if (units !== 'all') query.andWhere('c.departmentUnitId = ANY (:units)', { units });
      if (unanswered) query.andWhere(`c.status = 'waiting'`);
      if (staffId) query.andWhere('c.staffId = :staffId', { staffId });
      if (after) query.andWhere('(c.sentAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('c.sentAt', 'DESC').addOrderBy('c.id', 'DESC').limit(limit + 1).getMany();
      const cut = page(rows, limit, (c) => [c.sentAt.toISOString(), c.id], (c) => c);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Of the calls inside the reach hours of a month, by person. */
  figures(ctx: Context, month: string): Promise<{ items: ReachFigures[] }> {
    const units = unitsOf(ctx, 'outstationStaff.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await tx.sql<Omit<ReachFigures, 'staffName'> & Record<string, unknown>>(FIGURES, [tx.tenantId, await this.directory.zone(tx), month, units === 'all' ? null : units, tx.now]);
      const names = await this.staff.named(tx, rows.map((r) => r.staffId));
      return { items: rows.map((row) => ({ ...row, staffName: names.get(row.staffId)?.name ?? '' })) };
    });
  }

  private async settle(tx: Tx, row: ReachCall, text: string): Promise<void> {
    const to: CallStatus = answeredAs(tx.now, row.dueAt);
    if (!callMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...callMoves[row.status]], 'OC-3.1.2a');
    await tx.update(ReachCall, row, { status: to, answeredAt: tx.now, answer: text });
    await this.obligations.meet(tx, { subjectId: row.id, clauses: ['OC-3.1.2a'] }, { at: tx.now, note: to === 'answered' ? '应答' : '逾时应答，记为不可联络', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: text || '应答' }] });
  }

  private async tell(tx: Tx, { id, toUserId, departmentUnitId, message, dueAt, sentBy }: ReachCall, subject: { type: string; id: string; number: string; title: string }): Promise<void> {
    const due = dueAt ? dueDayAndTime(dueAt, await this.directory.zone(tx)) : '—';
    tx.publish(make(MessageRequested, {
      messageId: newId(), context: 'outstation-channel', unitId: departmentUnitId, subject: { ...subject, place: null }, clauseId: 'OC-3.1.2a', obligationId: null, dueAt: dueAt?.toISOString() ?? null, urgent: false, link: `/reachability?id=${id}`, kind: 'reach_call',
      values: { by: sentBy, contents: message, due }, to: [{ key: 'called', person: 'user', userId: toUserId, channels: ['inapp'], copy: false }],
    }));
  }

  private async views(tx: Tx, rows: ReachCall[]): Promise<ReachCallView[]> {
    const [names, people, owed] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), this.ledger.people(tx), this.ledger.ofSubjects(tx, rows.map((r) => r.id))]);
    return rows.map((row) => {
      const { id, version, staffId, kind, message, sentBy, toUserId, toDeputy, answer } = row;
      return {
        id, version, staffId, staffName: names.get(staffId)?.name ?? '', kind, message, sentAt: row.sentAt.toISOString(), sentBy, toUserId, toName: people.users.get(toUserId)?.name ?? '', toDeputy, dueAt: row.dueAt?.toISOString() ?? null, status: seenAs(row, tx.now),
        answeredAt: row.answeredAt?.toISOString() ?? null, answer, obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
      };
    });
  }
}
