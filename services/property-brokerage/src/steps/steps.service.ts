import { Injectable } from '@nestjs/common';
import { Files } from '@luyue/files';
import { ObligationList, Obligations } from '@luyue/obligations';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { Appointments } from '../appointments/appointments.service.ts';
import { DealRecord, permitDeal, permitSpecialist, subjectOf } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { kindOf } from '../deal-kinds.ts';
import { Progress } from '../progress/progress.service.ts';
import { Templates } from '../templates/templates.service.ts';
import type { ToldBody } from '../told-body.ts';
import type { DealView } from '../views.ts';
import { StepRecord } from './step-record.ts';
import { type DealStepsView, dealStepsView } from './step-views.ts';
import type { DealStep } from './step.entity.ts';
import type { AddStep, ExpectedDate, FinishStep } from './steps.http.ts';
import { dutiesOfFinishing, isSettled, skippedBy } from './steps.rules.ts';

/** The end of a step as it happened. `phone` is the specialist's, for the text to whoever has not been `told`; `tellLater` leaves that duty open for now. */
export interface StepEnd { finishedAt: Date; result: string; outOfOrderReason?: string; attachmentIds: string[]; told: ToldBody[]; phone?: string; by?: string; tellLater?: boolean }

/** The specialist sees a deal through its steps (PB-3.2): in the order of the template (PB-4.5b), each entered in time (PB-4.5), the client accompanied (PB-4.8). */
@Injectable()
export class Steps {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly steps: StepRecord, private readonly appointments: Appointments, private readonly progress: Progress,
    private readonly templates: Templates, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly files: Files,
  ) {}

  get(ctx: Context, dealId: string): Promise<DealStepsView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, dealId)));
  }

  /** The same for rooms that have asked their own permission. */
  async view(tx: Tx, deal: Deal): Promise<DealStepsView> {
    const steps = await this.steps.of(tx, deal.id);
    const [people, obligations, accompanied, inForce] = await Promise.all([
      this.ledger.people(tx), this.ledger.ofSubjects(tx, steps.map((s) => s.id)), this.appointments.accompanied(tx, deal.id), this.templates.startingAt(tx, kindOf(deal), deal.city, tx.now),
    ]);
    return dealStepsView(deal, steps, { now: tx.now, ...people, obligations, accompanied, inForce });
  }

  start(ctx: Context, dealId: string, stepId: string, startedAt?: string): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      const at = startedAt ? new Date(startedAt) : tx.now;
      if (at > tx.now) throw refuse.field('startedAt', 'future', { zh: '开始时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.5');
      await this.steps.move(tx, step, 'in_progress', { startedAt: at, reason: null });
      await this.record.write(tx, dealId, { kind: 'status', title: `开始办理${step.name.zh}`, at });
      await this.steps.settle(tx, deal, '');
      return 'step-started';
    });
  }

  /**
   * Enters the end of a step as the fact that it is (R6): PB-4.5 opens with it and is met by this recording, PB-4.8 by telling both parties.
   * Throws 400 for a time that cannot be, 422 naming PB-4.5b or PB-4.8 for a step out of order without a reason or a client nobody accompanied.
   */
  finish(ctx: Context, dealId: string, stepId: string, body: FinishStep): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      const finishedAt = new Date(body.finishedAt);
      if (finishedAt > tx.now) throw refuse.field('finishedAt', 'future', { zh: '办完时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.5');
      await this.steps.leaving(tx, deal, step);
      if (step.startedAt && finishedAt < step.startedAt) throw refuse.field('finishedAt', 'before_start', { zh: '办完时间早于开始时间', en: 'lies before the start of the step' }, 'PB-4.5');
      const skipped = skippedBy(await this.steps.of(tx, dealId), step);
      if (skipped.length && !body.outOfOrderReason) {
        throw refuse.rule('PB-4.5b', 'out_of_order', { zh: `按操作指引，先办${skipped.map((s) => s.name.zh).join('、')}；提前办要写明原因`, en: `The operating guide puts ${skipped.map((s) => s.name.en).join(', ')} first; say why it was done before` },
          { errors: [{ field: 'outOfOrderReason', code: 'required', message: { zh: '写明原因', en: 'say why' } }], allowed: skipped.map((s) => s.key) });
      }
      if (step.clientPresent && !(await this.appointments.accompanied(tx, dealId)).has(step.id)) {
        throw refuse.rule('PB-4.8', 'not_accompanied', { zh: `${step.name.zh}要客户到场，先登记谁到了、专员陪同`, en: 'The client comes for this step: record first who came and that the specialist was there' });
      }
      const files = await this.files.claim(tx, body.attachmentIds ?? [], { type: 'deal', id: dealId });
      const { result = '', outOfOrderReason, told = [], phone } = body;
      await this.end(tx, deal, step, { finishedAt, result, outOfOrderReason, attachmentIds: files.map((f) => f.id), told, phone });
      return 'step-finished';
    });
  }

  /**
   * The end itself, by hand or by whoever did it for us: recording it meets PB-4.5; telling both parties is owed from then on (PB-4.8), by the specialist later where
   * nobody was there to do it now.
   */
  async end(tx: Tx, deal: Deal, step: DealStep, { finishedAt, result, outOfOrderReason, attachmentIds, told, phone, by, tellLater }: StepEnd): Promise<void> {
    const early = skippedBy(await this.steps.of(tx, deal.id), step).length ? outOfOrderReason ?? null : null;
    await this.steps.move(tx, step, 'done', { finishedAt, recordedAt: tx.now, toldAt: null, result, reason: null, outOfOrderReason: early, attachmentIds: [...step.attachmentIds, ...attachmentIds] });
    await this.owe(tx, deal, step, finishedAt);
    await this.record.write(tx, deal.id, { kind: 'status', title: `办完${step.name.zh}`, text: [result, early && `未按顺序：${early}`].filter(Boolean).join('；'), clauseId: early ? 'PB-4.5b' : 'PB-4.5', attachmentIds, at: finishedAt, by });
    await this.steps.finished(tx, deal, step);
    if (!tellLater && (tx.ctx.userId || phone)) await this.progress.report(tx, deal, step, { told, phone });
    await this.steps.settle(tx, deal, '');
  }

  /** The step that the proof of its end would end: null where it has ended already, or where the client must come and nobody has accompanied it (PB-4.8); then it is finished by hand. */
  async awaitingProof(tx: Tx, deal: Deal, key: string): Promise<DealStep | null> {
    const step = (await this.steps.of(tx, deal.id)).find((s) => s.key === key);
    if (!step || isSettled(step.state)) return null;
    return step.clientPresent && !(await this.appointments.accompanied(tx, deal.id)).has(step.id) ? null : step;
  }

  /** R13: the proof that had ended the step of this key at `finishedAt` is no longer one. An end that was entered by hand stays. */
  async proofWithdrawn(tx: Tx, deal: Deal, key: string, finishedAt: Date, reason: string): Promise<void> {
    const step = (await this.steps.of(tx, deal.id)).find((s) => s.key === key);
    if (step?.state === 'done' && step.finishedAt?.getTime() === finishedAt.getTime()) await this.undo(tx, deal, step, reason);
  }

  reject(ctx: Context, dealId: string, stepId: string, reason: string): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      await this.steps.leaving(tx, deal, step);
      await this.steps.move(tx, step, 'rejected', { reason });
      await this.record.write(tx, dealId, { kind: 'status', title: `${step.name.zh}被退回`, text: reason });
      await this.steps.settle(tx, deal, '');
      return 'step-rejected';
    });
  }

  /** R13: what the undone end fulfilled stays as it is; what it still owed has lost its cause (R12). */
  reopen(ctx: Context, dealId: string, stepId: string, reason: string): Promise<DealView> {
    return this.change(ctx, dealId, stepId, async (tx, deal, step) => {
      await this.undo(tx, deal, step, reason);
      return 'step-reopened';
    });
  }

  private async undo(tx: Tx, deal: Deal, step: DealStep, reason: string): Promise<void> {
    const undone = step.state === 'done';
    await this.steps.move(tx, step, step.state === 'not_applicable' ? 'pending' : 'in_progress', { reason, finishedAt: null, recordedAt: null, toldAt: null, outOfOrderReason: null });
    if (undone) await this.obligations.cancel(tx, { subjectId: step.id, clauses: ['PB-4.8'] }, reason);
    await this.record.write(tx, deal.id, { kind: 'status', title: `重新办理${step.name.zh}`, text: reason, clauseId: 'PB-4.5' });
    if (undone) await this.steps.reopened(tx, deal, step, reason);
    await this.steps.settle(tx, deal, reason);
  }

  drop(ctx: Context, dealId: string, stepId: string, reason: string): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.read', null, async (tx, deal) => {
      const step = await this.steps.take(tx, dealId, stepId);
      if (step.required) permitDeal(ctx, 'deal.assign', deal);
      else {
        permitDeal(ctx, 'deal.work', deal);
        permitSpecialist(ctx, deal);
      }
      await this.steps.leaving(tx, deal, step);
      await this.steps.move(tx, step, 'not_applicable', { reason });
      await this.record.write(tx, dealId, { kind: 'status', title: `${step.name.zh}不适用`, text: reason, clauseId: 'PB-4.5b' });
      await this.steps.dropped(tx, deal, step);
      await this.steps.settle(tx, deal, '');
      return 'step-not-applicable';
    });
  }

  /** Reading 11: before archiving a step may still come up. */
  add(ctx: Context, dealId: string, { beforeStepId, expectedOn, ...body }: AddStep): Promise<DealView> {
    return this.worked(ctx, dealId, null, async (tx, deal) => {
      await this.steps.add(tx, deal, { ...body, expectedOn: expectedOn ?? null, before: beforeStepId });
      await this.record.write(tx, dealId, { kind: 'change', title: `增加手续：${body.name.zh}`, text: body.reason, clauseId: 'PB-4.5b' });
      await this.steps.settle(tx, deal, `增加手续：${body.name.zh}`);
      return 'step-added';
    });
  }

  expect(ctx: Context, dealId: string, dates: ExpectedDate[], version: number | null): Promise<DealView> {
    return this.worked(ctx, dealId, version, async (tx) => {
      for (const { stepId, expectedOn } of dates) {
        const step = await this.steps.take(tx, dealId, stepId);
        if (step.expectedOn === expectedOn) continue;
        await this.record.write(tx, dealId, { kind: 'change', title: `F1 预计${step.name.zh}`, text: `${step.expectedOn ?? '（空）'} → ${expectedOn ?? '（空）'}`, clauseId: 'PB-4.3b' });
        await this.steps.patch(tx, step, { expectedOn });
      }
      return 'steps-expected';
    });
  }

  private worked(ctx: Context, dealId: string, version: number | null, work: (tx: Tx, deal: Deal) => Promise<string>): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', version, (tx, deal) => {
      permitSpecialist(ctx, deal);
      return work(tx, deal);
    });
  }

  private change(ctx: Context, dealId: string, stepId: string, work: (tx: Tx, deal: Deal, step: DealStep) => Promise<string>): Promise<DealView> {
    return this.worked(ctx, dealId, null, async (tx, deal) => work(tx, deal, await this.steps.take(tx, dealId, stepId)));
  }

  /** Both clocks are the step's own, so that each end of it can be met by itself. */
  private async owe(tx: Tx, deal: Deal, step: DealStep, finishedAt: Date): Promise<void> {
    await this.record.hang(tx, deal.id, [step.id]);
    const subject = { ...subjectOf(deal), type: 'deal_step', id: step.id, title: `${deal.title} · ${step.name.zh}` };
    await this.obligations.open(tx, dutiesOfFinishing({ finishedAt }).map((owed) => ({ ...owed, subject, unitId: deal.departmentUnitId, userId: deal.specialistUserId, origin: deal.origin })));
    await this.obligations.meet(tx, { subjectId: step.id, clauses: ['PB-4.5'] }, { at: tx.now, note: step.name.zh, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text: `录入${step.name.zh}办完` }] });
  }
}
