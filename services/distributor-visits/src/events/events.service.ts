import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { checkMonths, type Context, decodeCursor, matchVersion, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import { CustomerEvent, EventAttendance } from './event.entity.ts';
import type { AttendanceLine, ChangeCustomerEvent, CustomerEventDetail, CustomerEventView, EventFigures, HoldCustomerEvent, PlanCustomerEvent } from './events.http.ts';
import { CLAUSE_OF, EVENT_KIND_NAMES, type EventKind, eventMoves, type EventStatus, twice } from './events.rules.ts';

export interface EventFilter { kind?: EventKind; status?: EventStatus; customerId?: string; limit: number; cursor?: string }

const EVENT = { zh: '活动', en: 'event' };
const MOST_MONTHS = 36;
const ATTENDANCE = statement('event_attendance_of', 'tenant_id = $1 AND event_id = $2 ORDER BY customer_id');
const DROP = statement('event_attendance_drop', 'DELETE FROM event_attendance WHERE tenant_id = $1 AND event_id = $2');
const FIGURES = statement('event_figures', `
  SELECT to_char(starts_at AT TIME ZONE $2, 'YYYY-MM') AS month, kind, count(*)::int AS events, sum(customers)::int AS customers, sum(people)::int AS people FROM customer_event
  WHERE tenant_id = $1 AND status = 'held' AND starts_at >= ($3 || '-01')::timestamp AT TIME ZONE $2 AND starts_at < (($4 || '-01')::timestamp + interval '1 month') AT TIME ZONE $2 AND ($5::uuid[] IS NULL OR unit_id = ANY ($5))
  GROUP BY 1, 2 ORDER BY 1 DESC, 2`);

/** Training, service, lectures, classes and public relations, with those who came (DV-3.3b, DV-3.3e, DV-3.3g). */
@Injectable()
export class Events {
  constructor(private readonly database: TenantDatabase, private readonly customers: CustomerRecord, private readonly directory: Directory, private readonly numbers: Numbers) {}

  async plan(ctx: Context, { unitId, startsAt, endsAt, staffUserIds, ...words }: PlanCustomerEvent): Promise<CustomerEventDetail> {
    permit(ctx, 'customerEvent.work');
    const number = await this.numbers.next(ctx, 'HD');
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      permit(ctx, 'customerEvent.work', unitId);
      await this.checkStaff(tx, staffUserIds, words.kind);
      const times = inOrder({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, words.kind);
      return this.detail(tx, await tx.insert(CustomerEvent, { tenantId: tx.tenantId, id: newId(), version: 1, number, unitId, ...words, ...times, staffUserIds, status: 'planned', outcome: '', madeBy: ctx.userName, customers: 0, people: 0 }));
    });
  }

  /** Throws 409 once it was held or cancelled, 412 when someone else was faster. */
  change(ctx: Context, id: string, { startsAt, endsAt, staffUserIds, ...words }: ChangeCustomerEvent, version: number): Promise<CustomerEventDetail> {
    return this.work(ctx, id, async (tx, event) => {
      matchVersion(event, version);
      if (event.status !== 'planned') throw refuse.transition(event.status, 'planned', [...eventMoves[event.status]], CLAUSE_OF[event.kind]);
      if (staffUserIds) await this.checkStaff(tx, staffUserIds, event.kind);
      const times = inOrder({ startsAt: startsAt ? new Date(startsAt) : event.startsAt, endsAt: endsAt ? new Date(endsAt) : event.endsAt }, event.kind);
      await tx.update(CustomerEvent, event, { ...words, ...times, ...(staffUserIds && { staffUserIds }) });
    });
  }

  /** Throws 422 before it begins. */
  hold(ctx: Context, id: string, { outcome, attendance }: HoldCustomerEvent): Promise<CustomerEventDetail> {
    return this.work(ctx, id, async (tx, event) => {
      mayMove(event, 'held');
      if (event.startsAt > tx.now) throw refuse.rule(CLAUSE_OF[event.kind], 'not_begun', { zh: '活动还没有开始', en: 'It has not begun yet' });
      await this.putAttendance(tx, event, attendance, { status: 'held', outcome });
    });
  }

  setAttendance(ctx: Context, id: string, attendance: AttendanceLine[], version: number): Promise<CustomerEventDetail> {
    return this.work(ctx, id, async (tx, event) => {
      matchVersion(event, version);
      if (event.status !== 'held') throw refuse.conflict('not_held', { zh: '活动还没有举办', en: 'It was not held' }, { clause: CLAUSE_OF[event.kind], allowed: [...eventMoves[event.status]] });
      await this.putAttendance(tx, event, attendance, {});
    });
  }

  cancel(ctx: Context, id: string, reason: string): Promise<CustomerEventDetail> {
    return this.work(ctx, id, async (tx, event) => {
      mayMove(event, 'cancelled');
      await tx.update(CustomerEvent, event, { status: 'cancelled', outcome: reason });
    });
  }

  list(ctx: Context, filter: EventFilter): Promise<Page<CustomerEventView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(CustomerEvent, 'e').where('e.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('e.unitId = ANY (:units)', { units });
      if (filter.kind) query.andWhere('e.kind = :kind', { kind: filter.kind });
      if (filter.status) query.andWhere('e.status = :status', { status: filter.status });
      if (filter.customerId) query.andWhere('EXISTS (SELECT 1 FROM event_attendance a WHERE a.tenant_id = e.tenant_id AND a.event_id = e.id AND a.customer_id = :customer)', { customer: filter.customerId });
      if (after) query.andWhere('(e.startsAt, e.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('e.startsAt', 'DESC').addOrderBy('e.id', 'DESC').limit(filter.limit + 1).getMany();
      const people = await this.directory.people(tx);
      return page(rows, filter.limit, (e) => [e.startsAt.toISOString(), e.id], (e) => eventView(e, people));
    });
  }

  /** One question. Throws 400 for months out of order or more than three years. */
  figures(ctx: Context, from: string, to: string): Promise<{ items: EventFigures[] }> {
    const units = unitsOf(ctx, 'visit.read');
    checkMonths(from, to, MOST_MONTHS);
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<EventFigures & Record<string, unknown>>(FIGURES, [tx.tenantId, await this.directory.zone(tx), from, to, units === 'all' ? null : units]) }));
  }

  get(ctx: Context, id: string): Promise<CustomerEventDetail> {
    permit(ctx, 'visit.read');
    return this.database.read(ctx, async (tx) => {
      const event = await tx.get(CustomerEvent, id, EVENT);
      permit(ctx, 'visit.read', event.unitId);
      return this.detail(tx, event);
    });
  }

  private work(ctx: Context, id: string, change: (tx: Tx, event: CustomerEvent) => Promise<void>): Promise<CustomerEventDetail> {
    permit(ctx, 'customerEvent.work');
    return this.database.write(ctx, async (tx) => {
      const event = await tx.lock(CustomerEvent, id, EVENT);
      permit(ctx, 'customerEvent.work', event.unitId);
      await change(tx, event);
      return this.detail(tx, event);
    });
  }

  private async checkStaff(tx: Tx, ids: string[], kind: EventKind): Promise<void> {
    const users = await this.directory.users(tx);
    const unknown = ids.flatMap((id, i) => (users.get(id)?.active ? [] : [{ field: `staffUserIds.${i}`, code: 'unknown_user', message: { zh: '没有这个人', en: 'no such person' } }]));
    if (unknown.length) throw refuse.fields(unknown, CLAUSE_OF[kind]);
  }

  private async putAttendance(tx: Tx, event: CustomerEvent, attendance: AttendanceLine[], patch: Partial<CustomerEvent>): Promise<void> {
    const clause = CLAUSE_OF[event.kind];
    const doubled = twice(attendance);
    if (doubled.length) throw refuse.fields(doubled.map((i) => ({ field: `attendance.${i}.customerId`, code: 'twice', message: { zh: '同一客户只写一行', en: 'a customer has one line' } })), clause);
    const known = await this.customers.ofIds(tx, attendance.map((a) => a.customerId));
    const unknown = attendance.flatMap(({ customerId }, i) => (known.has(customerId) ? [] : [{ field: `attendance.${i}.customerId`, code: 'unknown_customer', message: { zh: '没有这个客户', en: 'no such customer' } }]));
    if (unknown.length) throw refuse.fields(unknown, 'DV-2');
    await tx.sql(DROP, [tx.tenantId, event.id]);
    await tx.insertAll(EventAttendance, attendance.map(({ customerId, names }): EventAttendance => ({ tenantId: tx.tenantId, eventId: event.id, customerId, names })));
    await tx.update(CustomerEvent, event, { ...patch, customers: attendance.length, people: attendance.reduce((sum, { names }) => sum + names.length, 0) });
  }

  private async detail(tx: Tx, event: CustomerEvent): Promise<CustomerEventDetail> {
    const [rows, people] = await Promise.all([tx.rows(EventAttendance, ATTENDANCE, [tx.tenantId, event.id]), this.directory.people(tx)]);
    const customers = await this.customers.ofIds(tx, rows.map((a) => a.customerId));
    return { ...eventView(event, people), attendance: rows.map(({ customerId, names }) => ({ customerId, customerName: customers.get(customerId)?.name ?? '', names })) };
  }
}

function inOrder(times: { startsAt: Date; endsAt: Date }, kind: EventKind): { startsAt: Date; endsAt: Date } {
  if (times.endsAt <= times.startsAt) throw refuse.field('endsAt', 'before', { zh: '结束要晚于开始', en: 'ends after it begins' }, CLAUSE_OF[kind]);
  return times;
}

function mayMove({ status, kind }: CustomerEvent, to: EventStatus): void {
  if (!eventMoves[status].includes(to)) throw refuse.transition(status, to, [...eventMoves[status]], CLAUSE_OF[kind]);
}

function eventView({ tenantId: _tenant, staffUserIds, ...e }: CustomerEvent, { units, users }: Awaited<ReturnType<Directory['people']>>): CustomerEventView {
  return {
    ...e, unitName: units.get(e.unitId)?.name ?? '', kindName: EVENT_KIND_NAMES[e.kind], clauseId: CLAUSE_OF[e.kind], startsAt: e.startsAt.toISOString(), endsAt: e.endsAt.toISOString(),
    staff: staffUserIds.map((userId) => ({ userId, name: users.get(userId)?.name ?? '' })),
  };
}

/** Months since year 0. */
