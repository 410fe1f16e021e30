import { Injectable } from '@nestjs/common';
import { CallbackChanged, make } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { newId, maskPhone } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { decodeCursor, page, permit, refuse, TenantDatabase, type Context, type Page, type Tx, unitsOf } from '@luyue/platform';
import { CaseRecord } from '../cases/case-record.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Callback } from './callback.entity.ts';
import type { CallbackItem, CallbackView } from './callbacks.http.ts';
import { isDrawn, isUnreachable } from './callbacks.rules.ts';

export interface CallbackAttemptReport { outcome: 'reached' | 'no_answer'; score?: number; opinion?: string; topics?: string[] }

/** Users are called back (UC-16b); the score goes to the case's timeline and to headquarters. */
@Injectable()
export class Callbacks {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly obligationList: ObligationList, private readonly record: CaseRecord) {}

  /** At closing, in the same transaction: draws the case or not. Returns whether a callback is owed. */
  async onClosed(tx: Tx, of: ServiceCase): Promise<boolean> {
    if (of.kind === 'consultation' || of.masterId || of.origin === 'import') return false;
    const value = await this.directory.policyValues(tx);
    if (!isDrawn(of.id, value<number>(of.kind === 'complaint' ? 'uc.callback.rate.complaint' : 'uc.callback.rate.repair'))) return false;
    const id = newId();
    const [owed] = await this.obligations.open(tx, [{ clauseId: 'UC-16b', parameter: 'uc.callback.withinDays', subject: { type: 'callback', id, number: of.number, title: `回访：${of.title}`, place: of.address }, unitId: of.unitId, startedAt: tx.now }]);
    const row = await tx.insert(Callback, {
      tenantId: tx.tenantId, id, version: 1, caseId: of.id, caseNumber: of.number, caseKind: of.kind, title: of.title, callerName: of.callerName, callerPhone: of.callerPhone, unitId: of.unitId, closedAt: tx.now, dueAt: owed?.dueAt ?? null,
      status: 'due', attempts: [], score: null, opinion: null, topics: [], neededAttempts: value<number>('uc.callback.attempts'), neededDays: value<number>('uc.callback.attemptDays'), finishedAt: null,
    });
    this.publish(tx, row);
    return true;
  }

  /** The callback that waits for a case, if its closing drew one. */
  async ofCase(tx: Tx, caseId: string): Promise<Callback | null> {
    return tx.manager.createQueryBuilder(Callback, 'c').where('c.tenantId = :tenant AND c.caseId = :id AND c.finishedAt IS NULL', { tenant: tx.tenantId, id: caseId }).getOne();
  }

  list(ctx: Context, filter: { status: 'due' | 'done'; limit: number; cursor?: string }): Promise<Page<CallbackItem>> {
    const units = unitsOf(ctx, 'callback.work');
    const after = decodeCursor(filter.cursor, 2);
    const due = filter.status === 'due';
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(Callback, 'c').where(`c.tenantId = :tenant AND c.finishedAt IS ${due ? '' : 'NOT '}NULL`, { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('c.unitId = ANY (:units)', { units });
      if (after) query.andWhere(due ? `(coalesce(c.dueAt, 'infinity'), c.id) > (:at, :id)` : '(c.finishedAt, c.id) < (:at, :id)', { at: after[0] ?? 'infinity', id: after[1] });
      const rows = await (due ? query.orderBy('c.dueAt').addOrderBy('c.id') : query.orderBy('c.finishedAt', 'DESC').addOrderBy('c.id', 'DESC')).limit(filter.limit + 1).getMany();
      const [people, obligations] = [await this.obligationList.people(tx), await this.obligationList.ofSubjects(tx, rows.map((r) => r.id))];
      return page(rows, filter.limit, (r) => [(due ? r.dueAt : r.finishedAt)?.toISOString() ?? null, r.id], (r) => {
        const obligation = obligations.get(r.id)?.[0];
        return { ...view(r), obligation: obligation ? obligationView(obligation, tx.now, people) : null };
      });
    });
  }

  /** One try. A score ends it; enough tries on enough days without answer end it as unreachable, which is reported apart. */
  attempt(ctx: Context, id: string, report: CallbackAttemptReport): Promise<CallbackView> {
    permit(ctx, 'callback.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(Callback, id, { zh: '回访', en: 'callback' });
      permit(ctx, 'callback.work', row.unitId);
      if (row.finishedAt) throw refuse.conflict('callback_done', { zh: '这次回访已经做完', en: 'This callback is done' }, { clause: 'UC-16b' });
      if (report.outcome === 'reached' && report.score === undefined) throw refuse.field('score', 'required', { zh: '打通了要记满意度，1 到 5 分', en: 'a reached user gives a score from 1 to 5' }, 'UC-16b');
      const attempts = [...row.attempts, { at: tx.now.toISOString(), outcome: report.outcome, by: ctx.userName }];
      const unreachable = report.outcome === 'no_answer' && isUnreachable(attempts, { attempts: row.neededAttempts, days: row.neededDays }, await this.directory.zone(tx));
      const finished = report.outcome === 'reached' || unreachable;
      await tx.update(Callback, row, {
        attempts, ...(report.outcome === 'reached' && { score: report.score ?? null, opinion: report.opinion ?? null, topics: report.topics ?? [] }),
        ...(finished && { status: unreachable ? 'unreachable' : 'done', finishedAt: tx.now }),
      });
      const text = report.outcome === 'no_answer' ? '没人接' : `${report.score} 分${report.opinion ? `，${report.opinion}` : ''}`;
      if (finished) {
        await this.obligations.meet(tx, { subjectId: id, clauses: ['UC-16b'] }, { at: tx.now, note: unreachable ? 'unreachable' : text, evidence: attempts.map((a) => ({ kind: 'fact' as const, at: a.at, by: a.by, text: a.outcome === 'reached' ? text : '没人接' })) });
      }
      await this.record.write(tx, row.caseId, { kind: 'call', title: '回访', text, clauseId: 'UC-16b' });
      this.publish(tx, row);
      return view(row);
    });
  }

  private publish(tx: Tx, row: Callback): void {
    tx.publish(make(CallbackChanged, { callbackId: row.id, version: row.version, caseId: row.caseId, caseNumber: row.caseNumber, unitId: row.unitId, status: row.status, score: row.score, at: tx.now.toISOString() }));
  }
}

const view = (r: Callback): CallbackView => ({
  id: r.id, caseId: r.caseId, caseNumber: r.caseNumber, kind: r.caseKind as CallbackView['kind'], title: r.title, callerName: r.callerName, phoneMasked: maskPhone(r.callerPhone), closedAt: r.closedAt.toISOString(), attempts: r.attempts, status: r.status,
  score: r.score, opinion: r.opinion, topics: r.topics, neededAttempts: r.neededAttempts, neededDays: r.neededDays, version: r.version,
});
