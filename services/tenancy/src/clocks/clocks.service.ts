import { Injectable } from '@nestjs/common';
import { type Context, permit, refuse, statement, TenantDatabase } from '@luyue/platform';
import { Audit } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import type { ClockView } from './clocks.http.ts';
import { type ClockMove, refuseMove, refuseStart, stepOf } from './clocks.rules.ts';

const REAL_NOW = statement('clock_real_now', 'SELECT clock_timestamp() AS now');

/** The sandbox's clock: time is the tenant's, and only a sandbox's can be moved. */
@Injectable()
export class Clocks {
  constructor(private readonly database: TenantDatabase, private readonly tenants: TenantRecord, private readonly audit: Audit) {}

  read(ctx: Context): Promise<ClockView> {
    permit(ctx, 'unit.read');
    return this.database.read(ctx, async (tx) => {
      const { sandbox, clockOffsetMs } = await this.tenants.own(tx);
      return { sandbox, now: tx.now, offsetSeconds: clockOffsetMs / 1000 };
    });
  }

  /** Distance from the real clock of a sandbox whose time is to begin at `startsAt`. Throws 400 naming the field where that is too far away. */
  offsetAtStart(startsAt: string | undefined, real: Date): number {
    if (startsAt === undefined) return 0;
    const at = new Date(startsAt);
    uphold(refuseStart(at, real));
    return at.getTime() - real.getTime();
  }

  /** Moves the clock forward. 409 `clock_not_sandbox` for a company, whose time is the real one. */
  move(ctx: Context, body: ClockMove): Promise<ClockView> {
    permitWholeTenant(ctx, 'sandbox.move');
    return this.database.write(ctx, async (tx) => {
      const tenant = await this.tenants.lock(tx);
      if (!tenant.sandbox) throw refuse.conflict('clock_not_sandbox', { zh: '只有沙箱的钟可以拨', en: 'Only the clock of a sandbox can be moved' }, { clause: 'PF-8' });
      // tx.now was read before the lock, and another move may have come between: only from behind the lock is the time sure.
      const [real] = await tx.sql<{ now: Date }>(REAL_NOW);
      const now = new Date(real!.now.getTime() + tenant.clockOffsetMs);
      uphold(refuseMove(tenant.clockOffsetMs, now, body));
      const before = tenant.clockOffsetMs;
      const clockOffsetMs = before + stepOf(now, body);
      await this.tenants.change(tx, tenant, { clockOffsetMs });
      await this.audit.record(tx, { action: 'clock.moved', target: { type: 'tenant', id: tenant.id, name: tenant.name }, before: { offsetSeconds: before / 1000 }, after: { offsetSeconds: clockOffsetMs / 1000 } });
      return { sandbox: true, now: new Date(now.getTime() + clockOffsetMs - before), offsetSeconds: clockOffsetMs / 1000 };
    });
  }
}
