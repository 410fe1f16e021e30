import { Injectable } from '@nestjs/common';
import { ObligationList } from '@luyue/obligations';
import { type Context, type Page, TenantDatabase } from '@luyue/platform';
import type { WorkOrder } from './work-order.entity.ts';
import { actionsOfOrder, type OrderAction, orderView } from './work-order-views.ts';
import { type OrderFilter, WorkOrders } from './work-orders.service.ts';

export type OrderPage = ReturnType<typeof orderView> & { actions: OrderAction[] };

/** Orders as people see them: with their clock, their people, and what may be done next. */
@Injectable()
export class OrderPages {
  constructor(private readonly database: TenantDatabase, private readonly orders: WorkOrders, private readonly obligations: ObligationList) {}

  async list(ctx: Context, filter: OrderFilter): Promise<Page<OrderPage>> {
    const { items, nextCursor } = await this.orders.list(ctx, filter);
    return { items: await this.show(ctx, items), nextCursor };
  }

  async get(ctx: Context, id: string): Promise<OrderPage> {
    return (await this.show(ctx, [await this.orders.get(ctx, id)]))[0]!;
  }

  private show(ctx: Context, orders: WorkOrder[]): Promise<OrderPage[]> {
    return this.database.read(ctx, async (tx) => {
      const [people, obligations] = await Promise.all([this.obligations.people(tx), this.obligations.ofSubjects(tx, orders.map((o) => o.caseId))]);
      return orders.map((order) => ({ ...orderView(order, { now: tx.now, ...people, obligations }), actions: actionsOfOrder(order, ctx.userId) }));
    });
  }
}
