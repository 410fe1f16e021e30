import { Injectable } from '@nestjs/common';
import { make, MessageRequested } from '@luyue/contracts';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { dueDayAndTime, instantAt, localDay, newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, Problem, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { DealRecord, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { DocumentTransfers } from '../document-transfers/document-transfers.service.ts';
import type { DealView } from '../views.ts';
import type { AssignDeals, AssignmentResult, SpecialistLoad } from './assignments.http.ts';
import { byLoad } from './assignments.rules.ts';

const SPECIALIST = 'specialist';
const LOAD = statement('specialist_load', `
  SELECT specialist_user_id AS id, count(*)::int AS open, count(*) FILTER (WHERE clock_due_at < $2)::int AS overdue, count(*) FILTER (WHERE clock_due_at >= $2 AND clock_due_at <= $3)::int AS "dueToday",
    count(*) FILTER (WHERE specialist_accepted_at IS NULL)::int AS waiting
  FROM deal WHERE tenant_id = $1 AND specialist_user_id = ANY ($4) AND status NOT IN ('archived', 'cancelled') GROUP BY specialist_user_id`);
const DUE = statement('deal_clause_due', `SELECT due_at AS due FROM obligation WHERE tenant_id = $1 AND subject_id = $2 AND clause_id = $3 AND status = 'open' ORDER BY due_at LIMIT 1`);

/** The department names a specialist, who takes the deal on, or another does (PB-4.1b, PB-3.2). */
@Injectable()
export class Assignments {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly transfers: DocumentTransfers, private readonly obligations: Obligations, private readonly directory: Directory,
  ) {}

  /** Who could take a deal, least loaded first. */
  load(ctx: Context, departmentUnitId?: string): Promise<{ items: SpecialistLoad[] }> {
    const units = unitsOf(ctx, 'deal.assign');
    if (departmentUnitId) permit(ctx, 'deal.assign', departmentUnitId);
    return this.database.read(ctx, async (tx) => {
      const { units: known, users } = await this.directory.people(tx);
      const within = (unitId: string): boolean => (departmentUnitId ? known.get(departmentUnitId)?.path.includes(unitId) ?? false : units === 'all' || units.includes(unitId));
      const people = [...users.values()].filter((user) => user.active && user.roles.some((role) => role.code === SPECIALIST && within(role.unitId)));
      const endOfToday = new Date(instantAt(localDay(tx.now.getTime(), await this.directory.zone(tx)), '24:00', await this.directory.zone(tx)));
      const rows = new Map((await tx.sql<{ id: string; open: number; overdue: number; dueToday: number; waiting: number }>(LOAD, [tx.tenantId, tx.now, endOfToday, people.map((p) => p.id)])).map((r) => [r.id, r]));
      const loads = people.map(({ id, name }) => ({ id, name, open: 0, overdue: 0, dueToday: 0, waiting: 0, ...rows.get(id) }));
      return { items: byLoad(loads).map(({ id, name, open, overdue, dueToday }) => ({ userId: id, name, open, overdue, dueToday, waiting: rows.get(id)?.waiting ?? 0 })) };
    });
  }

  /** PB-4.1b is met by naming. Throws 422 for somebody who is no specialist of the department. */
  assign(ctx: Context, id: string, specialistUserId: string, note: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.assign', null, async (tx, deal) => {
      const specialist = await this.specialist(tx, deal, specialistUserId);
      await this.record.move(tx, deal, 'assigned', { specialistUserId, specialistAcceptedAt: null });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['PB-4.1b'] }, { at: tx.now, note: specialist.name, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `指定${specialist.name}` }] });
      await this.record.write(tx, id, { kind: 'status', title: `指定专员${specialist.name}`, text: note, clauseId: 'PB-4.1b' });
      await this.transfers.open(tx, deal);
      await this.announce(tx, deal, specialist);
      return 'assigned';
    });
  }

  /** Each deal in a transaction of its own, so that one that is refused keeps none of the others back. Throws 400 for somebody unknown. */
  async assignAll(ctx: Context, { dealIds, specialistUserId, note = '' }: AssignDeals): Promise<{ items: AssignmentResult[] }> {
    permit(ctx, 'deal.assign');
    await this.database.read(ctx, (tx) => this.directory.user(tx, specialistUserId, 'specialistUserId'));
    const items: AssignmentResult[] = [];
    for (const dealId of dealIds) items.push(await this.assign(ctx, dealId, specialistUserId, note).then(() => ({ dealId, ok: true, code: null, reason: null, clause: null }), (error: unknown) => refused(dealId, error)));
    return { items };
  }

  /** Whoever was named takes the deal on. */
  accept(ctx: Context, id: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.work', null, async (tx, deal) => {
      this.mine(ctx, deal);
      await this.record.patch(tx, deal, { specialistAcceptedAt: tx.now });
      await this.record.write(tx, id, { kind: 'status', title: '专员接手', clauseId: 'PB-4.1b' });
      return 'accepted';
    });
  }

  /** The naming is undone: another is owed, with a clock of its own from now (R13). */
  decline(ctx: Context, id: string, reason: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.work', null, async (tx, deal) => {
      this.mine(ctx, deal);
      await this.record.move(tx, deal, 'submitted', { specialistUserId: null });
      const owner = (await this.directory.holders(tx, 'supervisor', deal.departmentUnitId)).users;
      await this.obligations.open(tx, [{ clauseId: 'PB-4.1b', parameter: 'pb.assign.workingDays', subject: subjectOf(deal), unitId: deal.departmentUnitId, userId: owner.length === 1 ? owner[0]!.id : null, startedAt: tx.now, origin: deal.origin }]);
      await this.record.write(tx, id, { kind: 'status', title: '专员不接', text: reason, clauseId: 'PB-4.1b' });
      return 'declined';
    });
  }

  /** R15: what the former specialist owed goes over with its start and its due time. */
  reassign(ctx: Context, id: string, specialistUserId: string, reason: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.assign', null, async (tx, deal) => {
      const former = deal.specialistUserId;
      if (!former) throw refuse.conflict('not_assigned', { zh: '还没有指定专员', en: 'No specialist has been named yet' }, { clause: 'PB-4.1b' });
      if (former === specialistUserId) throw refuse.field('specialistUserId', 'same', { zh: '已经是这位专员', en: 'is the specialist already' }, 'PB-4.1b');
      const specialist = await this.specialist(tx, deal, specialistUserId);
      await this.record.patch(tx, deal, { specialistUserId, specialistAcceptedAt: null });
      for (const owned of await this.record.owing(tx, id, former)) await this.obligations.reassign(tx, owned, { userId: specialistUserId });
      await this.record.write(tx, id, { kind: 'status', title: `换成专员${specialist.name}`, text: reason, clauseId: 'PB-4.1b' });
      await this.announce(tx, deal, specialist);
      return 'reassigned';
    });
  }

  private mine(ctx: Context, deal: Deal): void {
    if (deal.specialistUserId !== ctx.userId) throw refuse.rule('PB-4.1b', 'not_the_specialist', { zh: '只有被指定的专员本人能接或不接', en: 'Only the specialist who was named takes it on or declines' });
    if (deal.specialistAcceptedAt) throw refuse.conflict('already_accepted', { zh: '已经接手', en: 'It has been taken on already' }, { clause: 'PB-4.1b' });
  }

  /** Throws 422 naming the clause for somebody who does not hold the role for the department, or has left. */
  private async specialist(tx: Tx, deal: Deal, userId: string): Promise<DirectoryUser> {
    const [user, units] = await Promise.all([this.directory.user(tx, userId, 'specialistUserId'), this.directory.units(tx)]);
    const path = units.get(deal.departmentUnitId)?.path ?? [deal.departmentUnitId];
    if (!user.active || !user.roles.some((role) => role.code === SPECIALIST && path.includes(role.unitId))) {
      throw refuse.rule('PB-4.1b', 'not_a_specialist', { zh: `${user.name}不是客户服务部的专员`, en: `${user.name} is no specialist of the department` }, { errors: [{ field: 'specialistUserId', code: 'not_a_specialist', message: { zh: '不是专员', en: 'is no specialist' } }] });
    }
    return user;
  }

  private async announce(tx: Tx, deal: Deal, specialist: DirectoryUser): Promise<void> {
    const [{ units, users }, zone, [transfer]] = await Promise.all([this.directory.people(tx), this.directory.zone(tx), tx.sql<{ due: Date | null }>(DUE, [tx.tenantId, deal.id, 'PB-4.1c'])]);
    tx.publish(make(MessageRequested, {
      messageId: newId(), context: 'property-brokerage', unitId: deal.departmentUnitId, subject: subjectOf(deal), clauseId: 'PB-4.1b', obligationId: null, dueAt: null, urgent: false, link: `/deals/${deal.id}`, kind: 'deal_assigned',
      values: { shop: units.get(deal.shopUnitId)?.name ?? '', agent: users.get(deal.agentUserId)?.name ?? '', specialist: specialist.name, due: transfer?.due ? dueDayAndTime(transfer.due, zone) : '—' },
      to: [{ key: 'specialist', person: 'user', userId: specialist.id, channels: ['inapp'], copy: false }, { key: 'agent', person: 'user', userId: deal.agentUserId, channels: ['inapp'], copy: false }],
    }));
  }
}

/** Why one deal was not assigned; what is no refusal is thrown on. */
function refused(dealId: string, error: unknown): AssignmentResult {
  if (!(error instanceof Problem)) throw error;
  const { code, title, clause } = error.options;
  return { dealId, ok: false, code, reason: title, clause: clause ?? null };
}
