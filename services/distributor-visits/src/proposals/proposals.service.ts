import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { addDays, type DateText, localDate } from '@luyue/kernel';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import type { VisitPlan } from '../plans/plan.entity.ts';
import { PlannedVisits, type ProposedVisit } from '../plans/planned-visits.ts';
import { Plans } from '../plans/plans.service.ts';
import { Regions } from '../regions/regions.service.ts';
import type { Place } from './distance.ts';
import { Frequencies, type PlannedCustomer } from './frequencies.ts';
import { assign, itinerary, lengthKm, type Stop } from './itinerary.rules.ts';
import type { PlanProposal } from './proposals.http.ts';

/** Proposes the visits of a plan (capability 2): from grades and frequencies, or from the wider plan where it names them; the load even, each day's way short. */
@Injectable()
export class Proposals {
  constructor(private readonly database: TenantDatabase, private readonly plans: Plans, private readonly planned: PlannedVisits, private readonly frequencies: Frequencies, private readonly regions: Regions, private readonly directory: Directory) {}

  /** Puts a new proposal in the place of the one before; what somebody added stays and counts. Throws 409 for a plan that is issued, 422 where the unit has nobody who visits. */
  propose(ctx: Context, planId: string): Promise<PlanProposal> {
    permit(ctx, 'visitPlan.write');
    return this.database.write(ctx, async (tx) => {
      const plan = await this.plans.lock(tx, planId);
      if (plan.status !== 'draft') throw refuse.conflict('plan_issued', { zh: '计划已下达，逐一改动', en: 'The plan is issued: its visits change one by one' }, { clause: 'DV-5' });
      await this.planned.dropProposed(tx, planId);
      const visitors = await this.visitors(tx, plan.unitId);
      if (!visitors.length) throw refuse.rule('DV-4.0', 'no_visitors', { zh: '这个单位没有巡访员', en: 'The unit has nobody who visits' });
      const customers = await this.frequencies.ofUnit(tx, plan.unitId, Number(plan.fromDay.slice(0, 4)));
      const { due, handedTo } = await this.due(tx, plan, customers);
      const users = await this.directory.users(tx);
      // Whoever has left makes no visit: their customers go to somebody else.
      const still = (userId: string | null | undefined): string | null => (userId && users.get(userId)?.active ? userId : null);
      const { named, unnamed } = await this.named(tx, customers.map((c) => ({ ...c, visitorUserId: still(c.visitorUserId) ?? still(handedTo.get(c.id)) })), due, visitors);
      const lines: ProposedVisit[] = plan.periodKind === 'month' ? await this.days(tx, plan, named, customers, due) : [...named].flatMap(([visitorUserId, ids]) => ids.flatMap((id) => monthly(due.get(id)!, id, visitorUserId)));
      await this.planned.putProposed(tx, plan, lines);
      const placeOf = new Map(customers.map((c) => [c.id, placeOfCustomer(c)]));
      return {
        visits: lines.length,
        visitors: [...named].map(([visitorUserId]) => {
          const own = lines.filter((l) => l.visitorUserId === visitorUserId);
          return { visitorUserId, visitorName: users.get(visitorUserId)?.name ?? '', visits: own.length, kilometres: Math.round(kilometres(own, placeOf)) };
        }),
        ungraded: customers.filter((c) => !c.grades.length).length, unnamed,
      };
    });
  }

  /** Visits of each customer by month: what the wider plan hands down and to whom, else what the grade asks for; less what stands in the plan already. */
  private async due(tx: Tx, plan: VisitPlan, customers: PlannedCustomer[]): Promise<{ due: Map<string, Map<string, number>>; handedTo: Map<string, string> }> {
    const months = this.plans.monthsOf(plan);
    const wider = await this.plans.widerThan(tx, plan);
    const [handed, kept] = await Promise.all([wider ? this.planned.byMonth(tx, wider.id) : [], this.planned.byMonth(tx, plan.id)]);
    const inWider = new Set(handed.map((h) => h.customerId));
    const count = (rows: typeof kept, id: string, month: string): number => rows.filter((r) => r.customerId === id && r.month === month).reduce((sum, r) => sum + r.visits, 0);
    const byCustomer = <R extends { customerId: string }>(rows: R[]): Map<string, R[]> => rows.reduce((map, row) => map.set(row.customerId, [...(map.get(row.customerId) ?? []), row]), new Map<string, R[]>());
    const [handedOf, keptOf] = [byCustomer(handed), byCustomer(kept)];
    const due = new Map(customers.map((c) => [c.id, new Map(months.map((month) => {
      const asked = inWider.has(c.id) ? count(handedOf.get(c.id) ?? [], c.id, month) : c.months[Number(month.slice(5)) - 1]!;
      return [month, Math.max(0, asked - count(keptOf.get(c.id) ?? [], c.id, month))];
    }))]));
    return { due, handedTo: new Map(handed.filter((h) => months.includes(h.month)).map((h) => [h.customerId, h.visitorUserId])) };
  }

  /** Whose customers they are: the named visitor's or the wider plan's, else whoever is near and has a share to spare; in principle not the region's own salesperson (DV-4.2). */
  private async named(tx: Tx, customers: PlannedCustomer[], due: Map<string, Map<string, number>>, visitors: string[]): Promise<{ named: Map<string, string[]>; unnamed: number }> {
    const total = (id: string): number => [...due.get(id)!.values()].reduce((sum, n) => sum + n, 0);
    const owing = customers.filter((c) => total(c.id) > 0);
    const stopOf = (c: PlannedCustomer): Stop => ({ customerId: c.id, place: placeOfCustomer(c), visits: total(c.id) });
    const own = await this.regions.onDuty(tx, 'salesperson', [...new Set(owing.flatMap((c) => c.regionId ?? []))], localDate(tx.now, await this.directory.zone(tx)));
    const stops = new Map(visitors.map((visitor): [string, Stop[]] => [visitor, []]));
    const named = new Map(visitors.map((visitor): [string, string[]] => [visitor, []]));
    const add = (visitor: string, id: string): void => { named.set(visitor, [...(named.get(visitor) ?? []), id]); };
    const free = owing.filter((c) => {
      if (!c.visitorUserId) return true;
      stops.set(c.visitorUserId, [...(stops.get(c.visitorUserId) ?? []), stopOf(c)]);
      add(c.visitorUserId, c.id);
      return false;
    });
    const taken = assign(free.map((c) => ({ ...stopOf(c), not: (c.regionId && own.get(c.regionId)) || [] })), stops);
    for (const [id, visitor] of taken) add(visitor, id);
    return { named, unnamed: free.length - taken.size };
  }

  /** The month's working days from today on, each visitor's customers laid over them. */
  private async days(tx: Tx, plan: VisitPlan, named: Map<string, string[]>, customers: PlannedCustomer[], due: Map<string, Map<string, number>>): Promise<ProposedVisit[]> {
    const [calendar, zone] = await Promise.all([this.directory.calendar(tx), this.directory.zone(tx)]);
    const today = localDate(tx.now, zone);
    const days: DateText[] = [];
    for (let day = plan.fromDay; day <= plan.toDay; day = addDays(day, 1)) if (day >= today && calendar.isWorkingDay(day)) days.push(day);
    if (!days.length) throw refuse.rule('DV-5', 'no_days', { zh: '这个月没有剩下的工作日', en: 'No working day is left in the month' });
    const of = new Map(customers.map((c) => [c.id, c]));
    return [...named].flatMap(([visitorUserId, ids]) => itinerary(ids.map((id) => ({ customerId: id, place: placeOfCustomer(of.get(id)!), visits: due.get(id)!.get(plan.period)! })), days.length)
      .map(({ customerId, day, position }): ProposedVisit => ({ customerId, visitorUserId, month: plan.period, day: days[day]!, position })));
  }

  /** Who visits for the unit. */
  private async visitors(tx: Tx, unitId: string): Promise<string[]> {
    const { units, users } = await this.directory.people(tx);
    const path = units.get(unitId)?.path ?? [unitId];
    return [...users.values()].filter((u) => u.active && u.roles.some((r) => r.code === 'visitor' && path.includes(r.unitId))).map((u) => u.id).toSorted();
  }
}

const placeOfCustomer = ({ latitude, longitude }: PlannedCustomer): Place | null => (latitude === null || longitude === null ? null : { latitude, longitude });
const monthly = (due: Map<string, number>, customerId: string, visitorUserId: string): ProposedVisit[] => [...due].flatMap(([month, visits]) => Array.from({ length: visits }, (): ProposedVisit => ({ customerId, visitorUserId, month, day: null, position: 1 })));

/** How far somebody goes on all their days together. */
function kilometres(lines: ProposedVisit[], placeOf: Map<string, Place | null>): number {
  const byDay = new Map<string, ProposedVisit[]>();
  for (const line of lines) if (line.day) byDay.set(line.day, [...(byDay.get(line.day) ?? []), line]);
  return [...byDay.values()].reduce((sum, day) => sum + lengthKm(day.toSorted((a, b) => a.position - b.position).flatMap((l) => placeOf.get(l.customerId) ?? [])), 0);
}
