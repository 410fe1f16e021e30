import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Loop, statement, TenantDatabase, TenantTurns, type Tx, WORKS } from '@luyue/platform';
import { APPROVAL_SETTINGS, type ApprovalSettings } from './approval-options.ts';
import { deed, Told } from './approval-state.ts';
import { ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
import { Seats } from './seats.ts';

const BATCH = 50;
const DUE = statement('approval_due', `SELECT id FROM approval_request WHERE tenant_id = $1 AND timeout_at <= $2 ORDER BY timeout_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);

/**
 * Passes a step whose time is over to the superior (PF-12), by each tenant's own clock. The row lock and the new time, written together, let two replicas share the
 * work and pass each step on once.
 */
@Injectable()
export class TimeOuts implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly loop: Loop;

  constructor(
    private readonly source: DataSource, private readonly database: TenantDatabase, private readonly seats: Seats, @Inject(APPROVAL_SETTINGS) private readonly settings: ApprovalSettings,
    @Inject(WORKS) private readonly works: Set<string>, private readonly turns: TenantTurns,
  ) {
    this.loop = turns.loop('approval-time-outs', 1_000, () => this.turn());
  }

  onApplicationBootstrap(): void { if (this.works.has('sweep')) this.loop.start(); }

  onApplicationShutdown(): Promise<void> { return this.loop.stop(); }

  /** One pass over all tenants with a step whose time is over; returns how many were passed on or found to have nobody above. */
  async turn(): Promise<number> {
    const tenants = await this.source.query<{ id: string; sandbox: boolean }[]>('SELECT id, sandbox FROM approval_tenants_due(now())');
    return this.turns.each('approval-time-outs', tenants, (ctx) => this.turns.batches(BATCH, () => this.database.write(ctx, (tx) => this.ofTenant(tx))));
  }

  private async ofTenant(tx: Tx): Promise<number> {
    const due = await tx.sql<{ id: string }>(DUE, [tx.tenantId, tx.now]);
    for (const { id } of due) await this.passOn(tx, await tx.get(ApprovalRequest, id));
    return due.length;
  }

  /** Each role that is still open goes up for itself; where nobody is above for any of them, the step waits where it is. */
  private async passOn(tx: Tx, row: ApprovalRequest): Promise<void> {
    const [staff, seats] = await Promise.all([this.seats.staff(tx), this.seats.ofStep(tx, row)]);
    const open = seats.filter((seat) => seat.outcome === null);
    const fromIds = await this.seats.approvers(tx, staff, row, open);
    const raised = open.flatMap((seat) => {
      const above = staff.superior(seat.role, seat.unitId, row.makerId, this.settings.superiorRole);
      return above ? [{ seat, above }] : [];
    });
    if (!raised.length) {
      await tx.update(ApprovalRequest, row, { timeoutAt: null, history: [...row.history, deed(tx, row.step, 'nobody_above', '到时未审批，上级空缺，仍等原审批人', 'Its time is over; nobody is above, so it waits where it is')] });
      return;
    }
    await Promise.all(raised.map(({ seat, above }) => tx.update(ApprovalSeat, seat, { role: above.role, unitId: above.unitId, levelsUp: seat.levelsUp + above.levelsUp })));
    await tx.update(ApprovalRequest, row, {
      timeoutAt: await this.seats.timeoutAt(tx, row.steps[row.step - 1]!), history: [...row.history, deed(tx, row.step, 'passed_on', '到时未审批，转上级', 'Its time is over: passed to the superior')],
    });
    new Told(tx, this.settings, row, await this.seats.approvers(tx, staff, row, open)).passedOn('timeout', fromIds);
  }
}
