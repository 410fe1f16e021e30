import { Inject, Injectable } from '@nestjs/common';
import { ObligationRescheduled } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { addDays, computeDeadline, localDate, type Span, type WorkCalendar } from '@luyue/kernel';
import { type Context, decodeCursor, encodeCursor, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { isParameterKey, parameter, type ParameterKey, type ResolvedPolicy, resolvePolicy } from '@luyue/regulations';
import { factsOf } from '../deadline-columns.ts';
import { Obligation } from '../obligation.entity.ts';
import { OBLIGATION_CONTEXT, Obligations, type OpeningRules, specOf } from '../obligations.ts';
import { entry, ladderOf, publishState } from '../state-events.ts';
import { advance, midnight } from './period-opening.ts';
import { RecurringDuty } from './recurring-duty.entity.ts';
import { occurrencesOf } from './recurring-duties.ts';
import { spanAt } from './recurring.rules.ts';
import { earliestDay, nextWhole, targetOf } from './rebasing.rules.ts';
import type { RebasingOffer, RebasingPage } from './rebasings.http.ts';

const BATCH = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';
const OF_INTERVAL = `tenant_id = $1 AND (interval_key = $2 OR (cadence = 'anniversary' AND parameter_key = $2)) AND id > $3 ORDER BY id LIMIT ${BATCH}`;
const DUTIES = statement('rebasing_duties', OF_INTERVAL);
const DUTIES_LOCKED = statement('rebasing_duties_locked', `${OF_INTERVAL} FOR UPDATE`);
const OPEN_OF = `tenant_id = $1 AND id = ANY ($2) AND status = 'open' ORDER BY id`;
const OPEN = statement('rebasing_open', OPEN_OF);
const OPEN_LOCKED = statement('rebasing_open_locked', `${OPEN_OF} FOR UPDATE`);

/** What an obligation would become: where it is due, and from which day on its duty goes on. */
interface Move { duty: RecurringDuty; row: Obligation; dueAt: Date; nextFrom: string | null }
interface Target { key: ParameterKey; policy: ResolvedPolicy; months: number; from: Date }
interface Scene { target: Target; rules: OpeningRules; calendar: WorkCalendar; today: string; earliest: Date }

/**
 * R17: the version at opening rules, and publishing a shorter interval offers the recurring obligations that are open for re-basing. What is moved keeps both versions on record, and its duty goes on with
 * the first whole period after it; nothing moves to a later time, nor to before the grace is over.
 */
@Injectable()
export class Rebasing {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, @Inject(OBLIGATION_CONTEXT) private readonly context: string) {}

  /** What would move, duty by duty; a page may be short of offers and still not be the last. Throws 400 for a parameter that is no interval. */
  offers(ctx: Context, { key, cursor }: { key: string; cursor?: string }): Promise<RebasingPage> {
    const interval = mayRebase(ctx, key);
    const [last] = decodeCursor(cursor, 1) ?? [FIRST];
    return this.database.read(ctx, async (tx) => {
      const scene = await this.scene(tx, interval);
      if (!scene) return { months: null, version: null, effectiveFrom: null, earliest: null, items: [], nextCursor: null };
      const duties = await tx.rows(RecurringDuty, DUTIES, [tx.tenantId, interval, last]);
      const { users } = await this.directory.people(tx);
      const { target, earliest } = scene;
      return {
        months: target.months, version: target.policy.version, effectiveFrom: target.from.toISOString(), earliest: earliest.toISOString(), nextCursor: duties.length === BATCH ? encodeCursor([duties.at(-1)!.id]) : null,
        items: (await this.moves(tx, scene, duties, OPEN)).map(({ row, dueAt }): RebasingOffer => ({
          id: row.id, clauseId: row.clauseId, subjectNumber: row.subjectNumber, subjectTitle: row.subjectTitle, ownerName: (row.ownerUserId && users.get(row.ownerUserId)?.name) || null, from: row.dueAt!.toISOString(), to: dueAt.toISOString(),
        })),
      };
    });
  }

  /** Moves those that are named, or all on offer; a transaction a batch. Answers how many it moved: what is not on offer any more stays as it is. */
  async accept(ctx: Context, { key, obligationIds }: { key: string; obligationIds?: string[] }): Promise<{ moved: number }> {
    const interval = mayRebase(ctx, key);
    const wanted = obligationIds && new Set(obligationIds);
    let moved = 0;
    for (let from: string | null = FIRST; from;) {
      const batch: { moved: number; last: string | null } = await this.database.write(ctx, async (tx) => {
        const scene = await this.scene(tx, interval);
        if (!scene) return { moved: 0, last: null };
        const duties = await tx.rows(RecurringDuty, DUTIES_LOCKED, [tx.tenantId, interval, from]);
        const moves = (await this.moves(tx, scene, duties, OPEN_LOCKED)).filter(({ row }) => !wanted || wanted.has(row.id));
        for (const move of moves) await this.move(tx, scene, move);
        return { moved: moves.length, last: duties.length === BATCH ? duties.at(-1)!.id : null };
      });
      moved += batch.moved;
      from = batch.last;
    }
    return { moved };
  }

  private async scene(tx: Tx, key: ParameterKey): Promise<Scene | null> {
    const [rules, calendar] = await Promise.all([this.directory.rules(tx), this.directory.calendar(tx)]);
    const target = targetOf(key, rules.policies.get(key) ?? [], tx.now);
    if (!target) return null;
    const grace = resolvePolicy('pf.policy.rebaseGraceDays', rules.policies.get('pf.policy.rebaseGraceDays') ?? [], tx.now).value as number;
    const today = localDate(tx.now, calendar.zone);
    return { target: { ...target, key }, rules, calendar, today, earliest: midnight(addDays(earliestDay(localDate(target.from, calendar.zone), today, grace), 1), calendar) };
  }

  /** The open obligations of these duties that are due earlier by the new interval; what is overdue stays. */
  private async moves(tx: Tx, scene: Scene, duties: RecurringDuty[], open: typeof OPEN): Promise<Move[]> {
    const { target: { months }, today, calendar } = scene;
    const places = new Map(duties.flatMap((duty) => occurrencesOf(duty, duty.beginsOn > addDays(today, -366) ? duty.beginsOn : addDays(today, -366)).map(({ id, span }) => [id, { duty, span }] as const)));
    const moves: Move[] = [];
    for (const row of places.size ? await tx.rows(Obligation, open, [tx.tenantId, [...places.keys()]]) : []) {
      const { duty, span } = places.get(row.id)!;
      const shorter = span && spanAt('months', span.from, months);
      if (!row.dueAt || row.dueAt <= tx.now || (shorter && span && shorter.to >= span.to)) continue;
      const computed = this.dueBy(scene, duty, row, span && shorter && { from: span.from, to: shorter.to });
      const dueAt = computed < scene.earliest ? scene.earliest : computed;
      if (dueAt >= row.dueAt) continue;
      // Where the due day comes after the period, the next one begins with its end; else with the due time.
      const covered = shorter && (duty.due === 'after' ? addDays(shorter.to, 1) : localDate(dueAt, calendar.zone));
      moves.push({ duty, row, dueAt, nextFrom: covered ? nextWhole(covered, months) : null });
    }
    return moves;
  }

  /** When it would be due, had it been opened under the new interval. */
  private dueBy({ target, rules, calendar }: Scene, { parameterKey, due }: RecurringDuty, row: Obligation, span: Pick<Span, 'from' | 'to'> | null): Date {
    const facts = factsOf(row);
    const value = parameterKey === target.key ? target.months : resolvePolicy(parameterKey, rules.policies.get(parameterKey) ?? [], facts.startedAt).value;
    const spec = specOf(rules.policies, parameterKey, facts.startedAt, value, { ...(span && due === 'before' && { before: span.from }), ...(span && due === 'after' && { after: span.to }) });
    return computeDeadline({ spec, startedAt: facts.startedAt, pauses: [], replacements: [] }, calendar).dueAt!;
  }

  private async move(tx: Tx, { target: { key, policy, months }, rules, calendar }: Scene, { duty, row, dueAt, nextFrom }: Move): Promise<void> {
    const previousDueAt = row.dueAt!.toISOString();
    const facts = factsOf(row);
    const own = row.parameterKey === key;
    const line = entry(tx, tx.now, 'rescheduled', `间隔改为 ${months} 个月（第 ${policy.version} 版${own ? `，原第 ${row.policyVersion} 版` : ''}），重新起算`, `Re-based: the interval is ${months} months (version ${policy.version}${own ? `, before version ${row.policyVersion}` : ''})`);
    await this.obligations.move(tx, row, { ...facts, replacements: [...facts.replacements, { at: tx.now, dueAt, agreedBy: tx.ctx.userName, channel: 'policy', reason: line.text.zh }] }, line, own ? { policyVersion: policy.version, ladder: ladderOf(policy) } : {});
    publishState(tx, this.context, ObligationRescheduled, row, { previousDueAt });
    if (!nextFrom || !duty.nextFrom || nextFrom >= duty.nextFrom) return;
    const ahead = Object.assign(new RecurringDuty(), duty);
    advance([ahead], nextFrom, rules, calendar);
    await tx.update(RecurringDuty, duty, { nextFrom: ahead.nextFrom, nextOpensAt: ahead.nextOpensAt });
  }
}

/** It moves what the whole tenant owes. Throws 403 for whoever may write the policies of some units only, 400 for what is no interval. */
function mayRebase(ctx: Context, key: string): ParameterKey {
  if (unitsOf(ctx, 'policy.write') !== 'all') throw refuse.forbidden('policy.write');
  if (!isParameterKey(key) || !parameter(key).cadence) throw refuse.field('key', 'no_interval', { zh: '不是周期参数', en: 'is no interval' }, 'PF-11');
  return key;
}
