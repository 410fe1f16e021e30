import { Inject, Injectable } from '@nestjs/common';
import { make, ObligationBreached, ObligationOpened, type ObligationState } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { addDays, parseDate, type DateText, type Span, type WorkCalendar } from '@luyue/kernel';
import { shardOf, statement, type Tx } from '@luyue/platform';
import { clause, opensFor, resolvePolicy } from '@luyue/regulations';
import type { Obligation } from '../obligation.entity.ts';
import { OBLIGATION_CONTEXT, Obligations, type OpeningRules } from '../obligations.ts';
import { stateOf } from '../state-events.ts';
import type { RecurringDuty } from './recurring-duty.entity.ts';
import { isOwed, occurrenceOf, opensOn, spanAt } from './recurring.rules.ts';

/**
 * The duties go on to where each is looked at next, and what they owe opens, with its events: all in one statement. What obligations have in common comes once, whose they are is in the duties.
 * An obligation that is there already stays: its id says of what and for when it is. In a story the events are the caller's to publish.
 */
const OPEN = statement('recurring_open', `
  WITH step AS (SELECT * FROM unnest($2::date[], $3::timestamptz[]) WITH ORDINALITY AS s(next_from, next_opens_at, n)),
  opening AS (SELECT * FROM jsonb_to_recordset($4::jsonb) AS o(n int, label text, "clauseId" text, "parameterKey" text, "policyVersion" int, ladder jsonb, "startedAt" timestamptz, facts jsonb, "dueAt" timestamptz,
    provisional boolean, explanation jsonb, "riskAt" timestamptz, "breachedAt" timestamptz, "escalatedPercent" int, "escalationPercents" jsonb, "nextAlarmAt" timestamptz, history jsonb)),
  event AS (SELECT * FROM jsonb_to_recordset($5::jsonb) AS e(opening int, nth int, type text, topic text, text text)),
  duty AS (
    UPDATE recurring_duty d SET version = d.version + 1, opened = d.opened + 1, next_from = s.next_from, next_opens_at = s.next_opens_at
    FROM unnest($6::uuid[], $7::int[], $8::int[], $9::uuid[], $10::smallint[]) AS m(duty, step, opening, id, shard) JOIN step s ON s.n = m.step
    WHERE d.tenant_id = $1 AND d.id = m.duty
    RETURNING m.opening, m.id, m.shard, d.subject_type, d.subject_number, d.subject_title, d.place, d.owner_unit_id, d.owner_user_id),
  fresh AS (
    INSERT INTO obligation (tenant_id, id, version, clause_id, parameter_key, policy_version, ladder, subject_type, subject_id, subject_number, subject_title, place, owner_unit_id, owner_user_id,
      status, started_at, facts, due_at, provisional, explanation, risk_at, breached_at, voided_by_calendar, escalated_percent, escalation_percents, next_alarm_at, origin, evidence, history)
    SELECT $1, d.id, 1, o."clauseId", o."parameterKey", o."policyVersion", o.ladder, d.subject_type, d.id, concat_ws('/', d.subject_number, o.label), d.subject_title, d.place, d.owner_unit_id, d.owner_user_id,
      'open', o."startedAt", o.facts, o."dueAt", o.provisional, o.explanation, o."riskAt", o."breachedAt", false, o."escalatedPercent", o."escalationPercents", o."nextAlarmAt", 'live', '[]', o.history
    FROM duty d JOIN opening o ON o.n = d.opening
    ON CONFLICT DO NOTHING RETURNING id, subject_number),
  told AS (
    INSERT INTO outbox (tenant_id, shard, event_id, type, topic, key, at, sandbox, traceparent, payload)
    SELECT $1, d.shard, uuidv7(), e.type, e.topic, d.id, $12, $13, $14, e.text || ',"obligationId":"' || d.id || '","subjectId":"' || d.id || '","subjectType":' || to_json(d.subject_type) || ',"subjectNumber":' || to_json(f.subject_number)
      || ',"subjectTitle":' || to_json(d.subject_title) || ',"place":' || coalesce(to_json(d.place)::text, 'null') || ',"ownerUnitId":"' || d.owner_unit_id || '","ownerUserId":' || coalesce('"' || d.owner_user_id || '"', 'null') || '}'
    FROM fresh f JOIN duty d USING (id) JOIN event e USING (opening) WHERE $11 ORDER BY e.nth)
  SELECT d.opening, d.id AS "obligationId", d.id AS "subjectId", d.subject_type AS "subjectType", f.subject_number AS "subjectNumber", d.subject_title AS "subjectTitle", d.place, d.owner_unit_id AS "ownerUnitId", d.owner_user_id AS "ownerUserId"
  FROM fresh f JOIN duty d USING (id) WHERE NOT $11`);

/** What the opening asks of a duty. */
export type Due = Pick<RecurringDuty, 'id' | 'version' | 'clauseId' | 'parameterKey' | 'strand' | 'cadence' | 'months' | 'intervalKey' | 'due' | 'partial' | 'subjectId' | 'ownerUnitId' | 'beginsOn' | 'endsOn' | 'nextFrom' | 'nextOpensAt' | 'opened'>;

/** In what the obligations of one opening differ. */
const DIFFERING = ['obligationId', 'subjectId', 'subjectType', 'subjectNumber', 'subjectTitle', 'place', 'ownerUnitId', 'ownerUserId'] as const;

/** One period of the duties that have it in common. */
interface Opening { span: Span; startedAt: Date; duties: Due[]; /** What its obligations have in common. */ common: Obligation }

/** Opens the obligations of periods: each distinct one is counted once, whoever owes it. */
@Injectable()
export class PeriodOpening {
  constructor(private readonly obligations: Obligations, private readonly directory: Directory, @Inject(OBLIGATION_CONTEXT) private readonly context: string) {}

  /** Asks in the same flight as the caller's own question for what an opening needs to know. */
  async prepare(tx: Tx): Promise<void> { await this.directory.rules(tx); }

  /**
   * The next period of each of these duties, which the caller has locked, and on to the one after. The numbers in force when a period begins rule it (R17): also how long it is.
   * A period whose due time had passed when its subject began is not owed.
   */
  async round(tx: Tx, duties: Due[]): Promise<void> {
    const [rules, calendar] = await Promise.all([this.directory.rules(tx), this.directory.calendar(tx)]);
    const openings: Opening[] = [];
    for (const alike of grouped(duties, (d) => [d.clauseId, d.parameterKey, d.cadence, d.months, d.intervalKey, d.due, d.nextFrom].join())) {
      const [head] = alike as [Due];
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
          const opening = await this.opening(tx, group, span, startedAt > tx.now ? tx.now : startedAt, rules);
          if (opening) openings.push(opening);
        }
      }
      advance(alike, addDays(span.to, 1), rules, calendar);
    }
    await this.write(tx, duties, openings);
  }

  /** The next run of a duty that counts from the last completion. */
  async anniversary(tx: Tx, duty: RecurringDuty, startedAt: Date): Promise<void> {
    duty.opened += 1;
    duty.version += 1;
    const day = String(duty.opened);
    const opening = await this.opening(tx, [duty], { from: day, to: day, label: day }, startedAt, await this.directory.rules(tx));
    await this.write(tx, [duty], opening ? [opening] : []);
  }

  /** The obligations of a period, as far as the regulation binds those who would owe them; null where nobody does. */
  private async opening(tx: Tx, duties: Due[], span: Span, startedAt: Date, { policies, adoptions }: OpeningRules): Promise<Opening | null> {
    const bound = duties.filter((d) => opensFor(adoptions, clause(d.clauseId).regulation, d.ownerUnitId, startedAt));
    const [head] = bound;
    if (!head) return null;
    const common = await this.obligations.compose(tx, {
      clauseId: head.clauseId, parameter: head.parameterKey, subject: { type: '', id: '', number: '', title: '' }, unitId: '', startedAt,
      ...(head.due === 'before' && { before: span.from }), ...(head.due === 'after' && { after: span.to }),
    }, policies);
    return head.cadence !== 'anniversary' && common.dueAt! <= startedAt ? null : { span, startedAt, duties: bound, common };
  }

  private async write(tx: Tx, duties: readonly Due[], openings: readonly Opening[]): Promise<void> {
    const owed = new Map<Due, { opening: number; id: string }>();
    const steps = new Map<string, { step: number; from: DateText | null; at: Date | null }>();
    for (const [n, { span, duties: group }] of openings.entries()) for (const d of group) owed.set(d, { opening: n, id: occurrenceOf(d.subjectId, d.clauseId, span.label, d.strand) });
    const stepOf = ({ nextFrom: from, nextOpensAt: at }: Due): number => {
      const key = `${from}/${at?.getTime()}`;
      if (!steps.has(key)) steps.set(key, { step: steps.size + 1, from, at });
      return steps.get(key)!.step;
    };
    const states = openings.map(({ common }) => stateOf(this.context, common, tx.now, tx.ctx.userName));
    const eventsOf = (n: number) => [ObligationOpened, ...(openings[n]!.common.breachedAt ? [ObligationBreached] : [])];
    const stepsOf = duties.map(stepOf);
    const shown = openings.map(({ span, common, duties: [head] }, n) => ({ ...common, n, label: head!.cadence === 'anniversary' ? null : span.label }));
    const events = openings.flatMap((_, n) => eventsOf(n).map((event, nth) => ({ opening: n, nth, ...tx.alike(make(event, states[n]!), [...DIFFERING]) })));
    const each = await tx.sql<{ opening: number } & Pick<ObligationState, (typeof DIFFERING)[number]>>(OPEN, [
      tx.tenantId, [...steps.values()].map(({ from }) => from), [...steps.values()].map(({ at }) => at), JSON.stringify(shown), JSON.stringify(events),
      duties.map((d) => d.id), stepsOf, duties.map((d) => owed.get(d)?.opening ?? null), duties.map((d) => owed.get(d)?.id ?? null), duties.map((d) => (owed.has(d) ? shardOf(tx.tenantId, owed.get(d)!.id) : null)),
      !tx.inStory, tx.now, tx.ctx.sandbox, tx.traceparent,
    ]);
    if (!tx.inStory) tx.tell(owed.size);
    for (const { opening, ...own } of each) for (const event of eventsOf(opening)) tx.publish(make(event, { ...states[opening]!, ...own }));
  }
}

/** Where each of the duties goes on from this day, or that nothing is left of it. */
export function advance(duties: Due[], from: DateText, rules: OpeningRules, calendar: WorkCalendar): void {
  const [head] = duties as [Due];
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
export function monthsOf({ cadence, months, intervalKey }: Due, { policies }: OpeningRules, at: Date): number | null {
  if (cadence === 'week' || !intervalKey) return months ?? 1;
  return resolvePolicy(intervalKey, policies.get(intervalKey) ?? [], at).value as number | null;
}

const daysBefore = ({ due, parameterKey }: Due, { policies }: OpeningRules, at: Date): number =>
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
