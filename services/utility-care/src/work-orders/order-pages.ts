import { Injectable } from '@nestjs/common';
import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import { maskPhone } from '@luyue/kernel';
import { ObligationList, obligationView, type Obligation } from '@luyue/obligations';
import { type Context, type Page, TenantDatabase } from '@luyue/platform';
import type { Action, WorkOrderView } from '../views.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { fieldSteps, orderMoves, type FieldStep, type OrderStatus } from './work-orders.rules.ts';
import { type OrderFilter, WorkOrders } from './work-orders.service.ts';

export interface OrderSurroundings { now: Date; units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser>; obligations: Map<string, Obligation[]> }

export function orderView(order: WorkOrder, around: OrderSurroundings): Omit<WorkOrderView, 'actions'> {
  const open = (around.obligations.get(order.caseId) ?? []).filter((o) => o.status === 'open').toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))[0];
  const assignee = order.assigneeUserId ? around.users.get(order.assigneeUserId) : undefined;
  return {
    id: order.id, number: order.number, caseId: order.caseId, caseNumber: order.caseNumber, kind: order.kind, status: order.status as OrderStatus, unitId: order.unitId, unitName: around.units.get(order.unitId)?.name ?? '',
    assignee: assignee ? { id: assignee.id, name: assignee.name } : null, title: order.title, address: order.address, phoneMasked: maskPhone(order.phone), specialCare: order.specialCare, urgency: order.urgency,
    agreedWindow: order.agreedWindow, clock: open ? obligationView(open, around.now, around) : null, milestones: order.milestones, createdAt: order.createdAt.toISOString(), version: order.version,
  };
}

/** The steps of the technician's page, each allowed or not with the reason. */
export function actionsOfOrder(order: WorkOrder, me: string | null): Action[] {
  const allowed = orderMoves[order.status as OrderStatus];
  return (Object.keys(fieldSteps) as FieldStep[]).map((step) => {
    const { to, needs } = fieldSteps[step];
    if (order.assigneeUserId !== me) return { action: step, needs, allowed: false, reason: { zh: '不是派给本人的工单', en: 'not assigned to you' } };
    return allowed.includes(to) ? { action: step, needs, allowed: true } : { action: step, needs, allowed: false, reason: { zh: `现在是“${order.status}”，还不能这样做`, en: `not possible while ${order.status}` } };
  });
}

/** Orders as people see them: with their clock, their people, and what may be done next. */
@Injectable()
export class OrderPages {
  constructor(private readonly database: TenantDatabase, private readonly orders: WorkOrders, private readonly obligations: ObligationList) {}

  async list(ctx: Context, filter: OrderFilter): Promise<Page<WorkOrderView>> {
    const { items, nextCursor } = await this.orders.list(ctx, filter);
    return { items: await this.show(ctx, items), nextCursor };
  }

  async get(ctx: Context, id: string): Promise<WorkOrderView> {
    return (await this.show(ctx, [await this.orders.get(ctx, id)]))[0]!;
  }

  private show(ctx: Context, orders: WorkOrder[]): Promise<WorkOrderView[]> {
    return this.database.read(ctx, async (tx) => {
      const [people, obligations] = await Promise.all([this.obligations.people(tx), this.obligations.ofSubjects(tx, orders.map((o) => o.caseId))]);
      return orders.map((order) => ({ ...orderView(order, { now: tx.now, ...people, obligations }), actions: actionsOfOrder(order, ctx.userId) }));
    });
  }
}
