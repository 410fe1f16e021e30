import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, addMonths, localDate, type DateText, type Span } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import type { ClauseId, ParameterKey } from '@luyue/regulations';
import type { Subject } from '../duty.ts';
import { Obligation } from '../obligation.entity.ts';
import { type Fulfilment, Obligations } from '../obligations.ts';
import { advance, midnight, monthsOf, PeriodOpening } from './period-opening.ts';
import { RecurringDuty } from './recurring-duty.entity.ts';
import { dutyId, type Every, firstFrom, isOwed, occurrenceOf, shapeOf, spansBetween } from './recurring.rules.ts';

/** What a subject owes again and again from a day on. */
export interface NewRecurringDuty {
  clauseId: ClauseId;
  /** The clock of each period: a due day or time, days before it (R3), or the `everyMonths` itself, due at the period's end. */
  parameter: ParameterKey;
  every: Every;
  /** Tells two duties of one clause apart (OC-3.2.1: a check and a training). */
  strand?: string;
  /** A due day that lies inside its period and not after it. */
  within?: boolean;
  /** One day of the period is enough to owe it; without, the next whole one is the first (R4). */
  partial?: boolean;
  subject: Subject;
  unitId: string;
  userId?: string | null;
  beginsOn: DateText;
  /** The last day on which it is owed, where that is known. */
  endsOn?: DateText | null;
}

/** Which duties of a subject; all of them where no clause is named. */
export interface DutyTarget { subjectId: string; clauses?: ClauseId[] }
export interface OneDuty { subjectId: string; clauseId: ClauseId; strand?: string }

const OF_SUBJECTS_LOCKED = statement('recurring_duty_of_subjects_locked', 'tenant_id = $1 AND subject_id = ANY ($2) ORDER BY id FOR UPDATE');
const BEGINNING = statement('recurring_duty_beginning', `SELECT pg_advisory_xact_lock(hashtextextended($1 || '/duties/' || id, 0)) FROM unnest($2::text[]) id`);
const OF_SUBJECT = statement('recurring_duty_of_subject', 'tenant_id = $1 AND subject_id = $2 ORDER BY id FOR UPDATE');
const OF_SUBJECTS = statement('recurring_duty_of_subjects', 'tenant_id = $1 AND subject_id = ANY ($2) ORDER BY id');
const OPEN_BY_IDS = statement('recurring_obligations_open_rows', `tenant_id = $1 AND id = ANY ($2) AND status = 'open' ORDER BY due_at, id`);
const STILL_OPEN = statement('recurring_obligations_open', `SELECT id FROM obligation WHERE tenant_id = $1 AND id = ANY ($2) AND status = 'open' ORDER BY started_at, id`);
const DUE_BETWEEN = statement('recurring_obligations_due_between', `SELECT id FROM obligation WHERE tenant_id = $1 AND id = ANY ($2) AND status = 'open' AND due_at > $3 AND due_at <= $4 ORDER BY due_at, id`);

/** Nothing opens farther ahead of its time for whoever stands in. */
const AHEAD_DAYS = 183;

/** Periodic obligations (R3, R4): weekly, monthly, quarterly, half-yearly, yearly, and anniversaries. */
@Injectable()
export class RecurringDuties {
  constructor(private readonly obligations: Obligations, private readonly opening: PeriodOpening, private readonly directory: Directory) {}

  /**
   * Begins duties in the transaction of the fact that causes them; what is due to open by now opens in it. One that runs already is only told what its subject is called
   * by now; one that has ended goes on from its new first day, also where its end still lies ahead.
   * @throws Error for a parameter that does not fit the clause or says nothing about a period
   */
  async begin(tx: Tx, wanted: NewRecurringDuty[]): Promise<void> {
    const rows = wanted.map((duty) => rowOf(tx, duty));
    const subjectIds = [...new Set(rows.map((r) => r.subjectId))].toSorted();
    // Of two facts at once that begin the same duty, the second finds the first one's: there is no row yet that they could wait for.
    await tx.sql(BEGINNING, [tx.tenantId, subjectIds]);
    const known = await tx.rows(RecurringDuty, OF_SUBJECTS_LOCKED, [tx.tenantId, subjectIds]);
    const [rules, calendar] = await Promise.all([this.directory.rules(tx), this.directory.calendar(tx)]);
    const begun: RecurringDuty[] = [];
    for (const row of rows) {
      const alike = known.filter((d) => d.subjectId === row.subjectId && d.clauseId === row.clauseId && d.strand === row.strand).toSorted((a, b) => (a.beginsOn < b.beginsOn ? -1 : 1));
      const existing = alike.at(-1);
      if (existing && !existing.endsOn) {
        const called = { subjectNumber: row.subjectNumber, subjectTitle: row.subjectTitle, place: row.place };
        if (JSON.stringify(called) !== JSON.stringify({ subjectNumber: existing.subjectNumber, subjectTitle: existing.subjectTitle, place: existing.place })) await tx.update(RecurringDuty, existing, called);
        continue;
      }
      // Without a day between, the duty that ended goes on; what it has left of its own time stays owed.
      const goesOn = existing !== undefined && row.beginsOn <= addDays(existing.endsOn!, 1) && row.cadence !== 'anniversary';
      if (row.cadence !== 'anniversary') {
        const first = goesOn ? existing.nextFrom! : firstFrom(row, monthsOf(row, rules, midnight(row.beginsOn, calendar)) ?? 1);
        // A period that was opened before its subject had ended is not opened again.
        advance([row], existing?.nextFrom && existing.nextFrom > first ? existing.nextFrom : first, rules, calendar);
      }
      if (goesOn) await tx.update(RecurringDuty, existing, { ...row, id: existing.id, version: existing.version, opened: existing.opened, beginsOn: existing.beginsOn });
      else await tx.insert(RecurringDuty, Object.assign(row, { id: existing ? dutyId(row.subjectId, row.clauseId, row.strand, row.beginsOn) : row.id, version: 1, opened: existing?.opened ?? 0 }));
      begun.push(goesOn ? existing : row);
    }
    for (const row of begun.filter((r) => r.cadence === 'anniversary')) await this.opening.anniversary(tx, row, midnight(row.beginsOn, calendar));
    const isDue = (row: RecurringDuty): boolean => row.nextOpensAt !== null && row.nextOpensAt <= tx.now;
    for (let due = begun.filter(isDue); due.length; due = due.filter(isDue)) await this.opening.round(tx, due);
  }

  /**
   * Ends duties with their subject. What is open for a period that is not whole by the last day is cancelled, unless one day is enough to owe it; what was owed before stays owed.
   * @param how `on`: the last day
   */
  async end(tx: Tx, target: DutyTarget, how: { on: DateText; reason: string }): Promise<void> {
    for (const duty of await this.lock(tx, target)) {
      if (duty.endsOn && duty.endsOn <= how.on) continue;
      await tx.update(RecurringDuty, duty, { endsOn: how.on });
      for (const { id, span } of await this.open(tx, duty)) {
        if (!span || !isOwed(duty, span)) await this.obligations.cancel(tx, { subjectId: id, clauses: [duty.clauseId], parameter: duty.parameterKey }, how.reason);
      }
    }
  }

  /** R15: open periods and all to come have another owner; starts and due times stay. */
  async reassign(tx: Tx, target: DutyTarget, owner: { unitId?: string; userId: string | null }): Promise<void> {
    for (const duty of await this.lock(tx, target)) {
      await tx.update(RecurringDuty, duty, { ownerUnitId: owner.unitId ?? duty.ownerUnitId, ownerUserId: owner.userId });
      for (const { id } of await this.open(tx, duty)) await this.obligations.reassign(tx, { subjectId: id, clauses: [duty.clauseId], parameter: duty.parameterKey }, owner);
    }
  }

  /**
   * R15 for some days: what falls due on one of them is owed by another person, and opens ahead, as far as half a year, where it is still to come; all other periods keep their owner.
   * @param days both included
   */
  async handOver(tx: Tx, target: DutyTarget, days: { from: DateText; to: DateText }, userId: string): Promise<void> {
    const calendar = await this.directory.calendar(tx);
    const farthest = addDays(localDate(tx.now, await this.directory.zone(tx)), AHEAD_DAYS);
    for (const duty of await this.lock(tx, target)) {
      while (days.from <= farthest && duty.nextOpensAt && duty.nextFrom! <= days.to && duty.nextFrom! <= farthest) await this.opening.round(tx, [duty]);
      const due = await tx.sql<{ id: string }>(DUE_BETWEEN, [tx.tenantId, occurrencesOf(duty, duty.beginsOn).map(({ id }) => id), midnight(days.from, calendar), midnight(addDays(days.to, 1), calendar)]);
      for (const { id } of due) await this.obligations.reassign(tx, { subjectId: id, clauses: [duty.clauseId], parameter: duty.parameterKey }, { userId });
    }
  }

  /**
   * The fact that satisfies the period in which the day `on` lies (that of `how.at` unless given); other periods stay as they are. What is due before its period may be
   * done ahead of its opening. An anniversary counts on from here. Answers what it met: nothing where nothing was open.
   */
  async complete(tx: Tx, of: OneDuty & { on?: DateText }, how: Fulfilment): Promise<Obligation[]> {
    const duties = (await this.lock(tx, { subjectId: of.subjectId, clauses: [of.clauseId] })).filter((d) => d.strand === (of.strand ?? ''));
    const duty = duties.toSorted((a, b) => (a.beginsOn < b.beginsOn ? -1 : 1)).at(-1);
    if (!duty) return [];
    const meet = (label: string): Promise<Obligation[]> => this.obligations.meet(tx, { subjectId: occurrenceOf(of.subjectId, of.clauseId, label, of.strand), clauses: [of.clauseId], parameter: duty.parameterKey }, how);
    const on = of.on ?? localDate(how.at, await this.directory.zone(tx));
    if (duty.cadence === 'anniversary') {
      const met = await meet(String(duty.opened));
      if (met.length && (!duty.endsOn || duty.endsOn >= on)) await this.opening.anniversary(tx, duty, how.at);
      return met;
    }
    for (const each of duties) while (each.nextFrom! <= on && each.nextOpensAt && (each.nextOpensAt <= tx.now || each.due === 'before')) await this.opening.round(tx, [each]);
    const met: Obligation[] = [];
    // The shortest first: a longer period in which the day lies, too, was re-based to end before it (R17), or was opened before the interval became shorter.
    for (const { label } of spansBetween(duty, on, on)) if (!met.length) met.push(...await meet(label));
    return met;
  }

  /** What is open for each of these subjects, the oldest first: of periods that ended within the last year, of the present one, and of those ahead. */
  async openOf(tx: Tx, subjectIds: string[]): Promise<Map<string, Obligation[]>> {
    const found = new Map<string, Obligation[]>();
    if (!subjectIds.length) return found;
    const duties = await tx.rows(RecurringDuty, OF_SUBJECTS, [tx.tenantId, subjectIds]);
    const yearAgo = addMonths(localDate(tx.now, await this.directory.zone(tx)), -12);
    const subjects = new Map(duties.flatMap((duty) => occurrencesOf(duty, duty.beginsOn > yearAgo ? duty.beginsOn : yearAgo).map(({ id }) => [id, duty.subjectId] as const)));
    for (const row of await tx.rows(Obligation, OPEN_BY_IDS, [tx.tenantId, [...subjects.keys()]])) {
      const subjectId = subjects.get(row.id)!;
      found.set(subjectId, [...(found.get(subjectId) ?? []), row]);
    }
    return found;
  }

  private async lock(tx: Tx, { subjectId, clauses }: DutyTarget): Promise<RecurringDuty[]> {
    return (await tx.rows(RecurringDuty, OF_SUBJECT, [tx.tenantId, subjectId])).filter((duty) => !clauses || clauses.includes(duty.clauseId));
  }

  /** The obligations of a duty that are still open, each with its period. */
  private async open(tx: Tx, duty: RecurringDuty): Promise<{ id: string; span: Span | null }[]> {
    const spans = new Map(occurrencesOf(duty, duty.beginsOn).map(({ id, span }) => [id, span]));
    const rows = await tx.sql<{ id: string }>(STILL_OPEN, [tx.tenantId, [...spans.keys()]]);
    return rows.map(({ id }) => ({ id, span: spans.get(id)! }));
  }
}

/** The obligations that a duty may have had since a day; the last one of an anniversary. */
export function occurrencesOf(duty: RecurringDuty, since: DateText): { id: string; span: Span | null }[] {
  const occurrence = (label: string): string => occurrenceOf(duty.subjectId, duty.clauseId, label, duty.strand);
  if (duty.cadence === 'anniversary') return [{ id: occurrence(String(duty.opened)), span: null }];
  return spansBetween(duty, since, addDays(duty.nextFrom!, -1)).map((span) => ({ id: occurrence(span.label), span }));
}

function rowOf(tx: Tx, duty: NewRecurringDuty): RecurringDuty {
  const { clauseId, parameter, subject, strand = '' } = duty;
  return Object.assign(new RecurringDuty(), {
    tenantId: tx.tenantId, id: dutyId(subject.id, clauseId, strand), version: 1, clauseId, parameterKey: parameter, strand, ...shapeOf(clauseId, parameter, duty.every, duty.within), partial: duty.partial ?? false,
    subjectType: subject.type, subjectId: subject.id, subjectNumber: subject.number, subjectTitle: subject.title, place: subject.place ?? null, ownerUnitId: duty.unitId, ownerUserId: duty.userId ?? null,
    beginsOn: duty.beginsOn, endsOn: duty.endsOn ?? null, nextFrom: null, nextOpensAt: null, opened: 0,
  } satisfies RecurringDuty);
}
