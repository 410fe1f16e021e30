import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Obligations } from '@luyue/obligations';
import { permit, refuse, TenantDatabase, type Context } from '@luyue/platform';
import { CaseRecord } from '../cases/case-record.ts';
import { Qualifications } from '../qualifications/qualifications.service.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { WorkOrders } from './work-orders.service.ts';

/** Dispatch (派工): gives the order to a person; the case's running obligations follow (R15). */
@Injectable()
export class DispatchOrder {
  constructor(
    private readonly database: TenantDatabase, private readonly orders: WorkOrders, private readonly directory: Directory, private readonly qualifications: Qualifications, private readonly record: CaseRecord,
    private readonly obligations: Obligations,
  ) {}

  /** UC-10a: nobody gets a work order without a qualification for its kind valid today; checked again at the start. */
  async assign(ctx: Context, id: string, userId: string, version: number | null): Promise<WorkOrder> {
    permit(ctx, 'order.dispatch');
    return this.database.write(ctx, async (tx) => {
      const order = await this.orders.take(tx, id, version);
      permit(ctx, 'order.dispatch', order.unitId);
      const person = await this.directory.user(tx, userId);
      if (!person.active) throw refuse.field('userId', 'inactive', { zh: `${person.name}已停用`, en: `${person.name} is deactivated` });
      await this.qualifications.require(tx, userId, order.kind, tx.now);
      await this.orders.move(tx, order, 'assigned', 'assigned', { assigneeUserId: userId, milestones: this.record.milestone(tx, order, 'assigned', tx.now) });
      const of = await this.record.lock(tx, order.caseId);
      await this.record.patch(tx, of, { milestones: this.record.milestone(tx, of, 'assigned', tx.now) });
      await this.obligations.reassign(tx, { subjectId: of.id, clauses: ['UC-5.1d', 'UC-7.3a', 'UC-7.3b', 'UC-7.3d', 'UC-7.4'] }, { userId });
      await this.record.write(tx, of.id, { kind: 'status', title: '派工', text: `${order.number} 派给${person.name}` });
      await this.record.changed(tx, of, 'assigned');
      return order;
    });
  }
}
