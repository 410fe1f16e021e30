import { Inject, Injectable } from '@nestjs/common';
import { type Context, TenantDatabase } from '@luyue/platform';
import { ApprovalList } from './approval-list.ts';
import { APPROVAL_LISTENERS, type ApprovalListener } from './approval-options.ts';
import type { ApprovalView } from './approval-views.ts';
import { Approvals } from './approvals.ts';
import { personOf } from './person.ts';

/** What the maker does with a request without going through its record: the listeners hear of what that means for it. */
@Injectable()
export class ApprovalDesk {
  constructor(
    private readonly database: TenantDatabase, private readonly approvals: Approvals, private readonly list: ApprovalList, @Inject(APPROVAL_LISTENERS) private readonly listeners: ApprovalListener[],
  ) {}

  withdraw(ctx: Context, id: string): Promise<ApprovalView> {
    personOf(ctx);
    return this.database.write(ctx, async (tx) => {
      const row = await this.approvals.withdraw(tx, id);
      for (const listener of this.listeners) await listener.approvalWithdrawn(tx, row);
      return (await this.list.views(tx, [row]))[0]!;
    });
  }

  remind(ctx: Context, id: string): Promise<ApprovalView> {
    personOf(ctx);
    return this.database.write(ctx, async (tx) => (await this.list.views(tx, [await this.approvals.remind(tx, id)]))[0]!);
  }
}
