import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { countedInstant } from '@luyue/kernel';
import { type Evidence, Obligations } from '@luyue/obligations';
import { permit, Problem, refuse, TenantDatabase, type Context, type Tx } from '@luyue/platform';
import { CaseRecord, subjectOf } from '../cases/case-record.ts';
import type { ServiceCase } from '../cases/case.entity.ts';
import { Qualifications } from '../qualifications/qualifications.service.ts';
import type { WorkOrder } from './work-order.entity.ts';
import { fieldSteps, type FieldStep } from './work-orders.rules.ts';
import { WorkOrders } from './work-orders.service.ts';

export interface StepReport { note?: string; attachmentIds?: string[]; occurredAt?: string }

/** Milestones from the technician's page: each moves the order and its case, and doing the work is the evidence that meets the clause. */
@Injectable()
export class FieldWork {
  constructor(
    private readonly database: TenantDatabase, private readonly orders: WorkOrders, private readonly record: CaseRecord, private readonly obligations: Obligations, private readonly directory: Directory,
    private readonly qualifications: Qualifications, private readonly files: Files,
  ) {}

  async step(ctx: Context, id: string, step: FieldStep, report: StepReport, version: number | null): Promise<WorkOrder> {
    permit(ctx, 'order.work');
    const done = await this.database.write(ctx, async (tx) => {
      const order = await this.orders.take(tx, id, version);
      if (order.assigneeUserId !== ctx.userId) throw refuse.notFound({ zh: '工单', en: 'work order' });
      const missing = await this.expired(tx, order, step);
      if (missing) return missing;
      this.checkEvidence(step, report);
      const attached = await this.files.claim(tx, report.attachmentIds ?? [], { type: 'case', id: order.caseId });
      const at = await this.countedAt(tx, report.occurredAt, order);
      const { to, title } = fieldSteps[step];
      await this.orders.move(tx, order, to, to, { milestones: this.record.milestone(tx, order, to, at), ...(to === 'repaired' && { finishedAt: tx.now }) });
      const of = await this.record.lock(tx, order.caseId);
      await this.record.write(tx, of.id, { kind: attached.length ? 'photo' : 'status', at, title, text: report.note ?? '', attachmentIds: attached.map((a) => a.id) });
      const evidence: Evidence[] = [
        { kind: 'fact', at: at.toISOString(), by: ctx.userName, text: `${order.number} ${title}${report.note ? `：${report.note}` : ''}` },
        ...attached.map((a) => ({ kind: 'photo' as const, at: at.toISOString(), by: ctx.userName, text: a.name, attachmentId: a.id })),
      ];
      await this.effects[step](tx, of, { at, note: report.note, evidence });
      await this.record.changed(tx, of, to);
      return order;
    });
    if (done instanceof Problem) throw done;
    return done;
  }

  /** What each step means for the clauses (reading rules 3, 8). */
  private readonly effects: Record<FieldStep, (tx: Tx, of: ServiceCase, how: { at: Date; note?: string; evidence: Evidence[] }) => Promise<unknown>> = {
    accept: (tx, of, how) => this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-5.1d'], parameter: 'uc.alarm.acceptMinutes' }, how),
    depart: async (tx, of, how) => {
      if (of.status === 'open' || of.status === 'referred') await this.record.move(tx, of, 'in_progress', { milestones: this.record.milestone(tx, of, 'on_the_way', how.at) });
      // The user answered: the clock runs on. An agreed window is met by being there, not by leaving.
      await this.obligations.resume(tx, { subjectId: of.id, clauses: ['UC-7.4'] }, how.at);
      if (!of.agreedWindow) await this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-7.4'], parameter: 'uc.fault.equipment.dispatchMinutes' }, how);
    },
    arrive: async (tx, of, how) => {
      await this.record.patch(tx, of, { milestones: this.record.milestone(tx, of, 'on_site', how.at) });
      await this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-7.4'] }, how);
      await this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-5.1d'] }, how);
    },
    handle: async (tx, of, how) => {
      await this.record.move(tx, of, 'handled', { milestones: this.record.milestone(tx, of, 'handled', how.at) });
      await this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-7.3a'] }, how);
    },
    repair: async (tx, of, how) => {
      await this.record.move(tx, of, 'repaired', { milestones: this.record.milestone(tx, of, 'repaired', how.at) });
      await this.obligations.meet(tx, { subjectId: of.id, clauses: ['UC-7.3b', 'UC-7.3d'] }, how);
      await this.oweWordToLinked(tx, of, how.at);
    },
    'no-access': async (tx, of, how) => {
      await this.record.patch(tx, of, { milestones: this.record.milestone(tx, of, 'no_access', how.at) });
      await this.obligations.pause(tx, { subjectId: of.id, clauses: ['UC-7.4'] }, how.at, '没人在，等用户回话');
    },
  };

  /** UC-7.3b: each linked case owes word to its caller from the master's repair. */
  private async oweWordToLinked(tx: Tx, master: ServiceCase, at: Date): Promise<void> {
    const linked = await this.record.linkedTo(tx, master.id);
    await this.obligations.open(tx, linked.map((c) => ({ clauseId: 'UC-7.3b' as const, parameter: 'uc.case.informHours' as const, subject: subjectOf(c), unitId: c.unitId, userId: c.ownerUserId, startedAt: at })));
    for (const c of linked) await this.record.changed(tx, c, 'master-repaired');
  }

  private checkEvidence(step: FieldStep, report: StepReport): void {
    const { needs } = fieldSteps[step] as { needs: readonly string[] };
    const errors = [
      ...(needs.includes('note') && !report.note?.trim() ? [{ field: 'note', code: 'required', message: { zh: '写明做了什么，例如：更换密封圈，试压合格', en: 'say what was done, e.g. seal replaced, pressure test passed' } }] : []),
      ...(needs.includes('photo') && !report.attachmentIds?.length ? [{ field: 'attachmentIds', code: 'required', message: { zh: '至少一张照片', en: 'at least one photo' } }] : []),
    ];
    if (errors.length) throw refuse.fields(errors, step === 'handle' ? 'UC-7.3a' : 'UC-7.3b');
  }

  /** R5: the device's time counts when it arrives within the allowed lag, else the server's; never the future, never before the last milestone. */
  private async countedAt(tx: Tx, occurredAt: string | undefined, order: WorkOrder): Promise<Date> {
    if (!occurredAt) return tx.now;
    const maxLagHours = (await this.directory.policyValues(tx))<number>('pf.sync.maxLagHours');
    const last = order.milestones.at(-1);
    return countedInstant({ occurredAt: new Date(occurredAt), recordedAt: tx.now, maxLagHours, after: last && new Date(last.at) }).at;
  }

  /** Reading rule 20: a qualification that expired since the assignment. The order goes back to the queue, and the start is refused. */
  private async expired(tx: Tx, order: WorkOrder, step: FieldStep): Promise<Problem | null> {
    if (step !== 'accept' && step !== 'depart') return null;
    try {
      await this.qualifications.require(tx, tx.ctx.userId!, order.kind, tx.now);
      return null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await this.orders.requeue(tx, order, '资格已失效');
      return error;
    }
  }
}
