import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { permit, refuse, statement, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { Intake } from './intake.entity.ts';
import type { IntakeView } from './intake.http.ts';

const CLAIM = statement('intake_claim', `
  UPDATE intake SET case_id = $3, ended_at = $4, version = version + 1 WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL RETURNING received_at AS "receivedAt", channel`);

@Injectable()
export class Intakes {
  constructor(private readonly database: TenantDatabase) {}

  /** The form was opened, or the call answered: from here the clocks of what follows run. */
  open(ctx: Context, request: { channel: Intake['channel']; callerPhone?: string }): Promise<IntakeView> {
    permit(ctx, 'case.open');
    return this.database.write(ctx, async (tx) => {
      const intake = await tx.insert(Intake, {
        tenantId: tx.tenantId, id: newId(), version: 1, channel: request.channel, callerPhone: request.callerPhone ?? null, openedBy: ctx.userId, receivedAt: tx.now, caseId: null, endReason: null, endedAt: null,
      });
      return { id: intake.id, receivedAt: intake.receivedAt.toISOString() };
    });
  }

  /** Ends a contact without a case, with the reason (UC-5.1a). Throws 409 when it already ended. */
  endWithoutCase(ctx: Context, id: string, reason: string): Promise<void> {
    permit(ctx, 'case.open');
    return this.database.write(ctx, async (tx) => {
      const intake = await this.lockOpen(tx, id);
      await tx.update(Intake, intake, { endReason: reason, endedAt: tx.now });
    });
  }

  /** Ends the contact with a case: each serves one. In one statement, because it is on the desk's hot path. */
  async endWithCase(tx: Tx, id: string, caseId: string): Promise<Pick<Intake, 'receivedAt' | 'channel'>> {
    const [claimed] = await tx.sql<Pick<Intake, 'receivedAt' | 'channel'> & Record<string, unknown>>(CLAIM, [tx.tenantId, id, caseId, tx.now]);
    if (claimed) return claimed;
    await this.lockOpen(tx, id);
    throw refuse.stale();
  }

  private async lockOpen(tx: Tx, id: string): Promise<Intake> {
    const intake = await tx.find(Intake, id, { lock: true });
    if (!intake) throw refuse.field('intakeId', 'unknown_intake', { zh: '没有这次来电或来访', en: 'no such contact' });
    if (intake.endedAt) throw refuse.conflict('intake_ended', { zh: '这次来电已经有结果了', en: 'This contact already has its outcome' }, { clause: 'UC-5.1a', extra: { caseId: intake.caseId } });
    return intake;
  }
}
