import { Inject, Injectable } from '@nestjs/common';
import { make, ObligationBreached, ObligationOpened } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { addDays, parseDate, type DateText, type Span, type WorkCalendar } from '@luyue/kernel';
import { statement, type Tx } from '@luyue/platform';
import { clause, opensFor, resolvePolicy } from '@luyue/regulations';
import type { Obligation } from '../obligation.entity.ts';
import { OBLIGATION_CONTEXT, Obligations, type OpeningRules } from '../obligations.ts';
import { stateOf } from '../state-events.ts';
import type { RecurringDuty } from './recurring-duty.entity.ts';
import { isOwed, occurrenceOf, opensOn, spanAt } from './recurring.rules.ts';

// What a period's obligations have in common comes once, whose they are as arrays. One that is there already stays: its id says of what and for when it is.
const INSERT = statement('recurring_obligation_insert', `
  INSERT INTO obligation (tenant_id, id, version, clause_id, parameter_key, policy_version, ladder, subject_type, subject_id, subject_number, subject_title, place, owner_unit_id, owner_user_id,
    status, started_at, facts, due_at, provisional, explanation, risk_at, breached_at, voided_by_calendar, escalated_percent, escalation_percents, next_alarm_at, origin, evidence, history)
  SELECT $1, d.id, 1, $2, $3, $4, $5::jsonb, d.type, d.id, d.number, d.title, d.place, d.unit, d.person,
    'open', $6, $7::jsonb, $8, $9, $10::jsonb, $11, $12, false, $13, $14::jsonb, $15, 'live', '[]', $16::jsonb
  FROM unnest($17::uuid[], $18::text[], $19::text[], $20::text[], $21::text[], $22::uuid[], $23::uuid[]) AS d(id, type, number, title, place, unit, person)
  ON CONFLICT DO NOTHING RETURNING id`);
const ADVANCE = statement('recurring_duty_advance', `
  UPDATE recurring_duty d SET version = d.version + 1, opened = d.opened + 1, next_from = n.next_from, next_opens_at = n.next_opens_at
  FROM unnest($2::uuid[], $3::date[], $4::timestamptz[]) AS n(id, next_from, next_opens_at) WHERE d.tenant_id = $1 AND d.id = n.id`);

/** One period of the duties that have it in common. */
interface Opening { span: Span; startedAt: Date; duties: RecurringDuty[] }

/** Opens the obligations of periods: each distinct one is counted once, whoever owes it. */
@Injectable()
export class PeriodOpening {
  constructor(private readonly obligations: Obligations, private readonly directory: Directory, @Inject(OBLIGATION_CONTEXT) private readonly context: string) {}

  /**
   * The next period of each of these duties, which the caller has locked, and on to the one after. The numbers in force when a period begins rule it (R17): also how long it is.
   * A period whose due time had passed when its subject began is not owed.
   */
  async round(tx: Tx, duties: RecurringDuty[]): Promise<void> {
    const [rules, calendar] = await Promise.all([this.directory.rules(tx), this.directory.calendar(tx)]);
    for (const alike of grouped(duties, (d) => [d.clauseId, d.parameterKey, d.cadence, d.months, d.intervalKey, d.due, d.nextFrom].join())) {
      const [head] = alike as [RecurringDuty];
      const from = head.nextFrom!;
      const months = monthsOf(head, rules, midnight(from, calendar));
      // An interval that nobody has set owes nothing; it is looked at again with each month.
      const span = spanAt(head.cadence, from, months ?? 1);
      if (months !== null) {
        const opens = opensOn(head, from, months, daysBefore(head, rules, midnight(from, calendar)));
        const owed = alike.filter((d) => isOwed(d, span));
        for (const group of grouped(owed, (d) => (d.beginsOn > opens ? d.beginsOn : opens))) {
          const day = group[0]!.beginsOn > opens ? group[0]!.beginsOn : opens;
          const startedAt = midnight(day, calendar);
          // What is done ahead of its time opens ahead of it.
          await this.open(tx, { span, startedAt: startedAt > tx.now ? tx.now : startedAt, duties: group }, rules);
        }
      }
      advance(alike, addDays(span.to, 1), rules, calendar);
    }
    await tx.sql(ADVANCE, [tx.tenantId, duties.map((d) => d.id), duties.map((d) => d.nextFrom), duties.map((d) => d.nextOpensAt)]);
  }

  /** The next run of a duty that counts from the last completion. */
  async anniversary(tx: Tx, duty: RecurringDuty, startedAt: Date): Promise<void> {
    duty.opened += 1;
    duty.version += 1;
    const day = String(duty.opened);
    await tx.sql(ADVANCE, [tx.tenantId, [duty.id], [null], [null]]);
    await this.open(tx, { span: { from: day, to: day, label: day }, startedAt, duties: [duty] }, await this.directory.rules(tx));
  }

  private async open(tx: Tx, { span, startedAt, duties }: Opening, { policies, adoptions }: OpeningRules): Promise<void> {
    const bound = duties.filter((d) => opensFor(adoptions, clause(d.clauseId).regulation, d.ownerUnitId, startedAt));
    if (!bound.length) return;
    const [head] = bound as [RecurringDuty];
    const common = await this.obligations.compose(tx, {
      clauseId: head.clauseId, parameter: head.parameterKey, subject: { type: '', id: '', number: '', title: '' }, unitId: '', startedAt,
      ...(head.due === 'before' && { before: span.from }), ...(head.due === 'after' && { after: span.to }),
    }, policies);
    if (head.cadence !== 'anniversary' && common.dueAt! <= startedAt) return;
    const rows = bound.map((d) => whose(d, span));
    const column = <K extends keyof Whose>(key: K, of = rows): Whose[K][] => of.map((row) => row[key]);
    const inserted = await tx.sql<{ id: string }>(INSERT, [
      tx.tenantId, common.clauseId, common.parameterKey, common.policyVersion, JSON.stringify(common.ladder), common.startedAt, JSON.stringify(common.facts), common.dueAt, common.provisional,
      JSON.stringify(common.explanation), common.riskAt, common.breachedAt, common.escalatedPercent, JSON.stringify(common.escalationPercents), common.nextAlarmAt, JSON.stringify(common.history),
      column('id'), column('subjectType'), column('subjectNumber'), column('subjectTitle'), column('place'), column('ownerUnitId'), column('ownerUserId'),
    ]);
    if (!inserted.length) return;
    const ids = new Set(inserted.map(({ id }) => id));
    const fresh = rows.filter(({ id }) => ids.has(id));
    const state = stateOf(this.context, common, tx.now, tx.ctx.userName);
    const vary = {
      obligationId: column('id', fresh), subjectType: column('subjectType', fresh), subjectId: column('id', fresh), subjectNumber: column('subjectNumber', fresh), subjectTitle: column('subjectTitle', fresh),
      place: column('place', fresh), ownerUnitId: column('ownerUnitId', fresh), ownerUserId: column('ownerUserId', fresh),
    };
    await tx.publishAlike(make(ObligationOpened, state), vary);
    if (common.breachedAt) await tx.publishAlike(make(ObligationBreached, state), vary);
  }
}

/** In what the obligations of one period differ. */
type Whose = Pick<Obligation, 'id' | 'subjectType' | 'subjectNumber' | 'subjectTitle' | 'place' | 'ownerUnitId' | 'ownerUserId'>;

function whose(duty: RecurringDuty, { label }: Span): Whose {
  const id = occurrenceOf(duty.subjectId, duty.clauseId, label, duty.strand);
  return {
    id, subjectType: duty.subjectType, subjectNumber: duty.cadence === 'anniversary' ? duty.subjectNumber : `${duty.subjectNumber}/${label}`, subjectTitle: duty.subjectTitle,
    place: duty.place, ownerUnitId: duty.ownerUnitId, ownerUserId: duty.ownerUserId,
  };
}

/** Where each of the duties goes on from this day, or that nothing is left of it. */
export function advance(duties: RecurringDuty[], from: DateText, rules: OpeningRules, calendar: WorkCalendar): void {
  const [head] = duties as [RecurringDuty];
  const at = midnight(from, calendar);
  const months = monthsOf(head, rules, at) ?? 1;
  const span = spanAt(head.cadence, from, months);
  const opensAt = midnight(opensOn(head, from, months, daysBefore(head, rules, at)), calendar);
  for (const duty of duties) {
    const owed = isOwed(duty, span);
    Object.assign(duty, { nextFrom: from, nextOpensAt: owed ? opensAt : null, version: duty.version + 1, opened: duty.opened + 1 });
  }
}

export const midnight = (date: DateText, calendar: WorkCalendar): Date => new Date(calendar.instantAt(parseDate(date), '00:00'));

/** Months of the period at an instant; null where the parameter that names them has no value. */
export function monthsOf({ cadence, months, intervalKey }: RecurringDuty, { policies }: OpeningRules, at: Date): number | null {
  if (cadence === 'week' || !intervalKey) return months ?? 1;
  return resolvePolicy(intervalKey, policies.get(intervalKey) ?? [], at).value as number | null;
}

const daysBefore = ({ due, parameterKey }: RecurringDuty, { policies }: OpeningRules, at: Date): number =>
  (due === 'before' ? (resolvePolicy(parameterKey, policies.get(parameterKey) ?? [], at).value as number) : 0);

function grouped<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
