import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { permit, refuse, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { Intake } from './intake.entity.ts';

@Injectable()
export class Intakes {
  constructor(private readonly database: TenantDatabase) {}

  /** The form was opened, or the call answered: from here the clocks of what follows run. */
  open(ctx: Context, request: { channel: Intake['channel']; callerPhone?: string }): Promise<{ id: string; receivedAt: string }> {
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

  /** Takes the intake for a case: each serves one. */
  async lockOpen(tx: Tx, id: string): Promise<Intake> {
    const intake = await tx.find(Intake, id, { lock: true });
    if (!intake) throw refuse.field('intakeId', 'unknown_intake', { zh: '没有这次来电或来访', en: 'no such contact' });
    if (intake.endedAt) throw refuse.conflict('intake_ended', { zh: '这次来电已经有结果了', en: 'This contact already has its outcome' }, { clause: 'UC-5.1a', extra: { caseId: intake.caseId } });
    return intake;
  }

  async end(tx: Tx, intake: Intake, caseId: string): Promise<void> {
    await tx.update(Intake, intake, { caseId, endedAt: tx.now });
  }
}
