import { Injectable } from '@nestjs/common';
import { make, WorkOrderChanged } from '@luyue/contracts';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { decodeCursor, page, permit, refuse, TenantDatabase, type Context, type Page, type Tx, unitsOf } from '@luyue/platform';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Qualifications } from '../qualifications/qualifications.service.ts';
import { WorkOrder } from './work-order.entity.ts';
import type { Candidate, CrewMember } from './work-orders.http.ts';
import { orderMoves, type OrderStatus, qualificationFor, urgencyOf, WORK_KINDS } from './work-orders.rules.ts';

export interface OrderFilter { status?: string; assignee?: string; unitId?: string; limit: number; cursor?: string }

const ORDER = { zh: '工单', en: 'work order' };

@Injectable()
export class WorkOrders {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly qualifications: Qualifications) {}

  /** In the transaction that opened the case. */
  async open(tx: Tx, of: ServiceCase, number: string, clockDueAt: Date | null): Promise<WorkOrder> {
    const order = await tx.insert(WorkOrder, {
      tenantId: tx.tenantId, id: newId(), version: 1, number, caseId: of.id, caseNumber: of.number, kind: qualificationFor({ kind: of.kind as 'repair' | 'alarm', faultScope: of.faultScope }), status: 'queued', unitId: of.unitId,
      assigneeUserId: null, title: of.title, address: of.address, phone: of.callerPhone, specialCare: of.specialCare, urgency: urgencyOf(of), agreedWindow: of.agreedWindow, milestones: [], createdAt: tx.now, finishedAt: null, clockDueAt,
    });
    this.publish(tx, order, 'opened');
    return order;
  }

  get(ctx: Context, id: string): Promise<WorkOrder> {
    return this.database.read(ctx, async (tx) => {
      const order = await tx.get(WorkOrder, id, ORDER);
      this.permitRead(ctx, order);
      return order;
    });
  }

  async list(ctx: Context, filter: OrderFilter): Promise<Page<WorkOrder>> {
    const units = unitsOf(ctx, 'order.read');
    const after = decodeCursor(filter.cursor, 3);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(WorkOrder, 'o').where('o.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('(o.unitId = ANY (:units) OR o.assigneeUserId = :me)', { units, me: ctx.userId });
      if (filter.unitId) query.andWhere('o.unitId = :unit', { unit: filter.unitId });
      if (filter.assignee) query.andWhere('o.assigneeUserId = :assignee', { assignee: filter.assignee === 'me' ? ctx.userId : filter.assignee });
      if (filter.status) query.andWhere('o.status = ANY (:status)', { status: filter.status.split(',') });
      else query.andWhere('o.finishedAt IS NULL');
      // An order without a clock comes after those that have one.
      const due = `coalesce(o.clockDueAt, 'infinity'::timestamptz)`;
      if (after) query.andWhere(`(-o.urgency, ${due}, o.id) > (:urgency, :due, :id)`, { urgency: -Number(after[0]), due: after[1] ?? 'infinity', id: after[2] });
      query.orderBy('o.urgency', 'DESC').addOrderBy('o.clockDueAt', 'ASC', 'NULLS LAST').addOrderBy('o.id');
      const rows = await query.limit(filter.limit + 1).getMany();
      return page(rows, filter.limit, (o) => [String(o.urgency), o.clockDueAt?.toISOString() ?? null, o.id], (o) => o);
    });
  }

  ofCases(tx: Tx, caseIds: string[]): Promise<WorkOrder[]> {
    return caseIds.length ? tx.manager.createQueryBuilder(WorkOrder, 'o').where('o.tenantId = :tenant AND o.caseId = ANY (:ids)', { tenant: tx.tenantId, ids: caseIds }).orderBy('o.createdAt').getMany() : Promise.resolve([]);
  }

  /** People of the unit's field teams: who is qualified today, who is free, best first. */
  candidates(ctx: Context, id: string): Promise<Candidate[]> {
    return this.database.read(ctx, async (tx) => {
      const order = await tx.get(WorkOrder, id, ORDER);
      permit(ctx, 'order.dispatch', order.unitId);
      const [units, users] = await Promise.all([this.directory.units(tx), this.directory.users(tx)]);
      const field = [...users.values()].filter((u) => worksInTheField(u) && sharesBranch(units.get(u.unitId)?.path, units.get(order.unitId)?.path));
      const [qualified, load] = await Promise.all([this.qualifications.qualified(tx, field.map((u) => u.id), order.kind, tx.now), this.load(tx)]);
      return field
        .map((u) => ({
          userId: u.id, name: u.name, title: u.title, unitName: units.get(u.unitId)?.name ?? '', load: load.get(u.id) ?? 0, qualified: qualified.get(u.id) ?? false,
          reason: qualified.get(u.id) ? null : this.qualifications.missing(u, order.kind),
        }))
        .toSorted((a, b) => Number(b.qualified) - Number(a.qualified) || a.load - b.load || a.name.localeCompare(b.name, 'zh'));
    });
  }

  /** The field teams of the units that the caller dispatches for. */
  crew(ctx: Context): Promise<CrewMember[]> {
    const dispatched = unitsOf(ctx, 'order.dispatch');
    return this.database.read(ctx, async (tx) => {
      const [units, users] = await Promise.all([this.directory.units(tx), this.directory.users(tx)]);
      const field = [...users.values()].filter((u) => worksInTheField(u) && (dispatched === 'all' || dispatched.includes(u.unitId)));
      const [load, ...qualified] = await Promise.all([this.load(tx), ...WORK_KINDS.map((kind) => this.qualifications.qualified(tx, field.map((u) => u.id), kind, tx.now))]);
      return field
        .map((u) => ({ userId: u.id, name: u.name, title: u.title, unitName: units.get(u.unitId)?.name ?? '', kinds: WORK_KINDS.filter((_, i) => qualified[i]!.get(u.id)), load: load.get(u.id) ?? 0 }))
        .toSorted((a, b) => a.unitName.localeCompare(b.unitName, 'zh') || a.name.localeCompare(b.name, 'zh'));
    });
  }

  /** The order goes back to the queue, with the reason. */
  async giveBack(ctx: Context, id: string, reason: string): Promise<WorkOrder> {
    return this.database.write(ctx, async (tx) => {
      const order = await this.take(tx, id, null);
      if (order.assigneeUserId !== ctx.userId) permit(ctx, 'order.dispatch', order.unitId);
      await this.requeue(tx, order, reason);
      return order;
    });
  }

  /** What changed on the case changes its unfinished orders: urgency, and the qualification that the work asks for. */
  async follow(tx: Tx, of: ServiceCase, { requeue }: { requeue: boolean }): Promise<void> {
    for (const order of (await this.ofCases(tx, [of.id])).filter((o) => !o.finishedAt)) {
      await tx.update(WorkOrder, order, { urgency: urgencyOf(of), kind: qualificationFor({ kind: of.kind as 'repair' | 'alarm', faultScope: of.faultScope }) });
      if (requeue && order.status !== 'queued') await this.requeue(tx, order, 'reclassified');
    }
  }

  /** Changes what is no status. */
  async patch(tx: Tx, order: WorkOrder, patch: Partial<Omit<WorkOrder, 'status'>>): Promise<void> { await tx.update(WorkOrder, order, patch); }

  async requeue(tx: Tx, order: WorkOrder, reason: string): Promise<void> {
    await this.move(tx, order, 'queued', `returned: ${reason}`, { assigneeUserId: null });
  }

  /** Takes the order for a change; 412 when the caller read an older one. */
  async take(tx: Tx, id: string, version: number | null): Promise<WorkOrder> {
    const order = await tx.lock(WorkOrder, id, ORDER);
    if (version !== null && order.version !== version) throw refuse.stale();
    return order;
  }

  async move(tx: Tx, order: WorkOrder, to: OrderStatus, change: string, patch: Partial<WorkOrder> = {}): Promise<void> {
    const allowed = orderMoves[order.status as OrderStatus];
    if (!allowed.includes(to)) throw refuse.transition(order.status, to, [...allowed]);
    await tx.update(WorkOrder, order, { ...patch, status: to });
    this.publish(tx, order, change);
  }

  permitRead(ctx: Context, order: WorkOrder): void {
    if (order.assigneeUserId !== ctx.userId) permit(ctx, 'order.read', order.unitId);
    else permit(ctx, 'order.read');
  }

  private publish(tx: Tx, order: WorkOrder, change: string): void {
    tx.publish(make(WorkOrderChanged, {
      workOrderId: order.id, version: order.version, number: order.number, caseId: order.caseId, status: order.status, unitId: order.unitId, assigneeUserId: order.assigneeUserId, title: order.title, address: order.address, change, at: tx.now.toISOString(),
    }));
  }

  private async load(tx: Tx): Promise<Map<string, number>> {
    const rows = await tx.manager.createQueryBuilder(WorkOrder, 'o').select('o.assigneeUserId', 'userId').addSelect('count(*)', 'n')
      .where('o.tenantId = :tenant AND o.finishedAt IS NULL AND o.assigneeUserId IS NOT NULL', { tenant: tx.tenantId }).groupBy('o.assigneeUserId').getRawMany<{ userId: string; n: string }>();
    return new Map(rows.map((r) => [r.userId, Number(r.n)]));
  }
}

const worksInTheField = (u: DirectoryUser): boolean => u.active && u.roles.some((r) => r.code === 'technician' || r.code === 'rescue_team');

/** The person's unit and the order's lie under one another, or under one customer service body. */
const sharesBranch = (a: string[] = [], b: string[] = []): boolean => a.some((id, i) => i > 0 && b.includes(id)) || a.length === 1 || b.length === 1;
