import { Inject, Injectable } from '@nestjs/common';
import { ObligationBreached, ObligationCancelled, ObligationMet, ObligationOpened, ObligationPaused, ObligationReassigned, ObligationRescheduled, ObligationResumed, ObligationWaived } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { ClockRefused, isInTime, newId, runsAt, WorkCalendar, type ClockSpec, type DeadlineFacts, type Replacement, type RunningHours } from '@luyue/kernel';
import { permit, refuse, statement, type Tx } from '@luyue/platform';
import { type Adoption, clause, type ClauseId, clockSpec, opensFor, type ParameterKey, type ParameterValue, type PolicyVersion, resolvePolicy } from '@luyue/regulations';
import { deadlineColumns, factsOf } from './deadline-columns.ts';
import type { Duty } from './duty.ts';
import { Obligation, type Evidence } from './obligation.entity.ts';
import { entry, ladderOf, publishState } from './state-events.ts';

/** Token: the bounded context in whose database the obligations live. */
export const OBLIGATION_CONTEXT = Symbol('obligation-context');

const ESCALATION: ParameterKey = 'pf.escalation.percents';
/** `elapsed` asks neither calendar nor zone, so the common case reads nothing. */
const WALL_CLOCK = new WorkCalendar([], {});
const OPEN_OF_SUBJECT = statement('obligation_open_of_subject', `SELECT id, clause_id, parameter_key FROM obligation WHERE tenant_id = $1 AND subject_id = $2 AND status = 'open' ORDER BY id FOR UPDATE`);

/** The clock under the policies in force at an instant, the companions of the parameter among them. */
export const specOf = (policies: OpeningRules['policies'], key: ParameterKey, at: Date, value: ParameterValue | null, { before, after }: Pick<Duty, 'before' | 'after'> = {}): ClockSpec =>
  clockSpec(key, value, { before, after, companion: (other) => resolvePolicy(other, policies.get(other) ?? [], at).value });

/** Which open obligations of a subject a fact concerns. */
export interface Target { subjectId: string; clauses: ClauseId[]; parameter?: ParameterKey }

export interface Fulfilment { at: Date; note?: string; evidence?: Evidence[] }

/** Policy versions and adoptions that decide about an opening. */
export interface OpeningRules { policies: Map<ParameterKey, PolicyVersion[]>; adoptions: Adoption[] }

/** Opens and settles obligations inside the transaction of the fact that causes or satisfies them. */
@Injectable()
export class Obligations {
  constructor(private readonly directory: Directory, @Inject(OBLIGATION_CONTEXT) private readonly context: string) {}

  /** What an opening will ask for; can be read beside other things before the duties are known. */
  rules(tx: Tx): Promise<OpeningRules> { return this.directory.rules(tx); }

  /**
   * Opens the duties under the policy versions in force at their start. A unit outside the adopted regulation owes nothing (UC-2, PF-21). A due
   * time already past is born overdue, its breach dated at the due time (R6).
   */
  async open(tx: Tx, duties: Duty[]): Promise<Obligation[]> {
    if (!duties.length) return [];
    const rows = await this.plan(tx, duties, await this.rules(tx));
    await this.save(tx, rows);
    return rows;
  }

  /** The obligations that `open` would write, for a fact that stores some of them with itself; `save` writes them. */
  async plan(tx: Tx, duties: Duty[], { policies, adoptions }: OpeningRules): Promise<Obligation[]> {
    const bound = duties.filter((d) => opensFor(adoptions, clause(d.clauseId).regulation, d.unitId, d.startedAt));
    const rows: Obligation[] = [];
    for (const duty of bound) rows.push(await this.compose(tx, duty, policies));
    return rows;
  }

  /** The row of one duty that binds, its due time counted. */
  async compose(tx: Tx, duty: Duty, policies: OpeningRules['policies']): Promise<Obligation> {
    const rung = resolvePolicy(duty.parameter, policies.get(duty.parameter) ?? [], duty.startedAt);
    const spec = specOf(policies, duty.parameter, duty.startedAt, duty.perCase ?? rung.value, duty);
    const facts: DeadlineFacts = { spec, startedAt: duty.startedAt, pauses: [], replacements: duty.agreed ? [{ at: tx.now, ...duty.agreed }] : [] };
    const percents = resolvePolicy(ESCALATION, policies.get(ESCALATION) ?? [], duty.startedAt).value as number[];
    const state = { escalatedPercent: 0, escalationPercents: [...percents], breachedAt: null };
    const columns = deadlineColumns(facts, await this.calendarFor(tx, facts), state);
    const late = columns.dueAt !== null && columns.dueAt < tx.now;
    return Object.assign(new Obligation(), {
      tenantId: tx.tenantId, id: newId(), version: 1, clauseId: duty.clauseId, parameterKey: duty.parameter, policyVersion: rung.version,
      ladder: ladderOf(rung),
      subjectType: duty.subject.type, subjectId: duty.subject.id, subjectNumber: duty.subject.number, subjectTitle: duty.subject.title, place: duty.subject.place ?? null,
      ownerUnitId: duty.unitId, ownerUserId: duty.userId ?? null, status: 'open', startedAt: duty.startedAt, ...state, ...columns,
      ...(late && { breachedAt: columns.dueAt, escalatedPercent: 100, nextAlarmAt: null }),
      voidedByCalendar: false, settledAt: null, settledBy: null, outcomeNote: null, approver: null, origin: duty.origin ?? 'live', evidence: [],
      history: [entry(tx, duty.startedAt, 'opened', '开始计时', 'The clock started')],
    } satisfies Obligation);
  }

  /** Whether the clock of a `working_time` parameter runs at this instant: a call outside the reach hours opens nothing (OC-3.1.2a). */
  async runsAt(tx: Tx, parameter: ParameterKey, at: Date): Promise<boolean> {
    const { policies } = await this.rules(tx);
    const spec = specOf(policies, parameter, at, resolvePolicy(parameter, policies.get(parameter) ?? [], at).value);
    return runsAt(spec as RunningHours, at, await this.directory.calendar(tx));
  }

  async save(tx: Tx, rows: Obligation[]): Promise<void> {
    for (const row of rows) {
      publishState(tx, this.context, ObligationOpened, row);
      if (row.breachedAt) publishState(tx, this.context, ObligationBreached, row);
    }
    await tx.insertAll(Obligation, rows);
  }

  /** The fact happened: what is open becomes `met` or, past its due time, `met_late` (R1). What was not open stays as it is. */
  async meet(tx: Tx, target: Target, how: Fulfilment): Promise<Obligation[]> {
    const calendarless = await this.lockOpen(tx, target);
    for (const row of calendarless) {
      const dueAt = row.dueAt ?? (await this.dueIfResumed(tx, row, how.at));
      const inTime = dueAt === null || isInTime(how.at, dueAt);
      await this.settle(tx, row, inTime ? 'met' : 'met_late', {
        settledAt: how.at, settledBy: tx.ctx.userName, outcomeNote: how.note ?? null, evidence: [...row.evidence, ...(how.evidence ?? [])],
        breachedAt: inTime ? row.breachedAt : row.breachedAt ?? dueAt,
        history: [...row.history, entry(tx, how.at, 'met', inTime ? '按时完成' : '超时完成', inTime ? 'Met in time' : 'Met late')],
      });
      if (!inTime && row.escalatedPercent < 100) publishState(tx, this.context, ObligationBreached, row);
      publishState(tx, this.context, ObligationMet, row);
    }
    return calendarless;
  }

  /** An appointment replaces the due time and never pauses (R8); each agreement is kept. */
  async agree(tx: Tx, target: Target, agreed: Replacement): Promise<Obligation[]> {
    const rows = await this.lockOpen(tx, target);
    for (const row of rows) {
      const previousDueAt = row.dueAt?.toISOString() ?? null;
      const facts = factsOf(row);
      await this.move(tx, row, { ...facts, replacements: [...facts.replacements, agreed] }, entry(tx, agreed.at, 'rescheduled', `与${agreed.agreedBy}约定，应于改为约定时段末`, `Agreed with ${agreed.agreedBy}: due at the end of the window`));
      publishState(tx, this.context, ObligationRescheduled, row, { previousDueAt });
    }
    return rows;
  }

  /** Stops the clock. Only a clause that the registry calls pausable (UC-7.4, R8); throws 422 naming the rule otherwise. */
  async pause(tx: Tx, target: Target, at: Date, reason: string): Promise<Obligation[]> {
    const rows = (await this.lockOpen(tx, target)).filter((row) => !row.pausedAt);
    for (const row of rows) {
      if (!clause(row.clauseId as ClauseId).pausable) throw refuse.rule(row.clauseId, 'pause_refused', { zh: '这条规定的计时不能暂停（R8）', en: 'The clock of this clause cannot be paused (R8)' });
      const facts = factsOf(row);
      await this.move(tx, row, { ...facts, pauses: [...facts.pauses, { from: at, reason }] }, entry(tx, at, 'paused', `暂停：${reason}`, `Paused: ${reason}`));
      publishState(tx, this.context, ObligationPaused, row);
    }
    return rows;
  }

  /** Runs the clock on with the rest that was kept (R9). */
  async resume(tx: Tx, target: Target, at: Date): Promise<Obligation[]> {
    const rows = (await this.lockOpen(tx, target)).filter((row) => row.pausedAt);
    for (const row of rows) {
      const facts = factsOf(row);
      const pauses = facts.pauses.map((p, i) => (i === facts.pauses.length - 1 ? { ...p, to: at } : p));
      await this.move(tx, row, { ...facts, pauses }, entry(tx, at, 'resumed', '继续计时', 'The clock runs on'));
      publishState(tx, this.context, ObligationResumed, row);
    }
    return rows;
  }

  /** The cause went away, also after the due time: the breach stays on record (R12). */
  async cancel(tx: Tx, target: Target, reason: string): Promise<Obligation[]> {
    const rows = await this.lockOpen(tx, target);
    for (const row of rows) {
      await this.breachIfOverdue(tx, row);
      await this.settle(tx, row, 'cancelled', { settledAt: tx.now, settledBy: tx.ctx.userName, outcomeNote: reason, history: [...row.history, entry(tx, tx.now, 'cancelled', `取消：${reason}`, `Cancelled: ${reason}`)] });
      publishState(tx, this.context, ObligationCancelled, row);
    }
    return rows;
  }

  /** A deviation "in principle" (R14): a reason and an approver above the owner, before or after the due time (R12). */
  async waive(tx: Tx, id: string, reason: string): Promise<Obligation> {
    const row = await tx.lock(Obligation, id, { zh: '义务', en: 'obligation' });
    permit(tx.ctx, 'obligation.waive', row.ownerUnitId);
    if (clause(row.clauseId as ClauseId).strength !== 'in_principle') throw refuse.rule(row.clauseId, 'waiver_strict', { zh: '这条规定不是“原则上”，不能豁免（R14）', en: 'This clause is strict and cannot be waived (R14)' });
    if (row.status !== 'open') throw refuse.transition(row.status, 'waived', [], row.clauseId);
    if (row.ownerUserId && row.ownerUserId === tx.ctx.userId) throw refuse.rule('PF-12', 'own_waiver', { zh: '不能批准自己的豁免', en: 'Nobody approves their own waiver' });
    await this.breachIfOverdue(tx, row);
    await this.settle(tx, row, 'waived', { settledAt: tx.now, settledBy: tx.ctx.userName, outcomeNote: reason, approver: tx.ctx.userName, history: [...row.history, entry(tx, tx.now, 'waived', `豁免：${reason}`, `Waived: ${reason}`)] });
    publishState(tx, this.context, ObligationWaived, row);
    return row;
  }

  /** R15: the obligation, its start and its due time stay; only the owner changes. */
  async reassign(tx: Tx, target: Target, owner: { unitId?: string; userId: string | null }): Promise<void> {
    for (const row of await this.lockOpen(tx, target)) {
      await tx.update(Obligation, row, { ownerUnitId: owner.unitId ?? row.ownerUnitId, ownerUserId: owner.userId, history: [...row.history, entry(tx, tx.now, 'reassigned', '换了责任人', 'Another owner')] });
      publishState(tx, this.context, ObligationReassigned, row);
    }
  }

  /** Recomputes a row from new facts or a new calendar and saves it. */
  async move(tx: Tx, row: Obligation, facts: DeadlineFacts, line: Obligation['history'][number], more: Partial<Obligation> = {}): Promise<void> {
    let columns;
    try {
      columns = deadlineColumns(facts, await this.calendarFor(tx, facts), row);
    } catch (error) {
      if (error instanceof ClockRefused) throw refuse.rule(row.clauseId, 'clock_refused', { zh: error.message, en: error.message });
      throw error;
    }
    await tx.update(Obligation, row, { ...columns, history: [...row.history, line], ...more });
  }

  async calendarFor(tx: Tx, facts: DeadlineFacts): Promise<WorkCalendar> {
    return facts.spec.clock === 'elapsed' ? WALL_CLOCK : this.directory.calendar(tx);
  }

  private async lockOpen(tx: Tx, target: Target): Promise<Obligation[]> {
    const open = await tx.sql<{ id: string; clause_id: string; parameter_key: string | null }>(OPEN_OF_SUBJECT, [tx.tenantId, target.subjectId]);
    const wanted = open.filter((o) => target.clauses.includes(o.clause_id as ClauseId) && (!target.parameter || o.parameter_key === target.parameter));
    return Promise.all(wanted.map((o) => tx.get(Obligation, o.id)));
  }

  /** A fulfilment during a pause counts as if the clock had been resumed at that moment. */
  private async dueIfResumed(tx: Tx, row: Obligation, at: Date): Promise<Date | null> {
    const facts = factsOf(row);
    const pauses = facts.pauses.map((p) => (p.to ? p : { ...p, to: at < p.from ? p.from : at }));
    return deadlineColumns({ ...facts, pauses }, await this.calendarFor(tx, facts), row).dueAt;
  }

  /** R12: what is overdue when it is cancelled or waived keeps its breach, also where the sweep has not come by yet. */
  private async breachIfOverdue(tx: Tx, row: Obligation): Promise<void> {
    if (!row.dueAt || row.dueAt >= tx.now || row.breachedAt) return;
    await tx.update(Obligation, row, { breachedAt: row.dueAt, escalatedPercent: 100, history: [...row.history, entry(tx, row.dueAt, 'breached', '到时未完成，记为超时', 'Unmet at its due time: overdue')] });
    publishState(tx, this.context, ObligationBreached, row);
  }

  private async settle(tx: Tx, row: Obligation, status: Obligation['status'], patch: Partial<Obligation>): Promise<void> {
    await tx.update(Obligation, row, { ...patch, status, nextAlarmAt: null });
  }
}
