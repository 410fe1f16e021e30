import { Injectable, Module } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { refuse, statement, type Tx } from '@luyue/platform';
import { DealRecord, DealRecordModule } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { type Utility, utilityStepName } from '../deal-kinds.ts';
import type { StepTemplate } from '../templates/templates.rules.ts';
import type { StepListener } from './step-listeners.ts';
import { DealStep } from './step.entity.ts';
import { currentStep, formalitiesEnd, type StepState, stepMoves, utilityNeed, waitingFor } from './steps.rules.ts';

const STEPS = statement('deal_steps', 'tenant_id = $1 AND deal_id = $2 ORDER BY position, id');
const STEP = { zh: '手续', en: 'step' };
const UNTOUCHED = { expectedOn: null, startedAt: null, finishedAt: null, recordedAt: null, toldAt: null, result: '', reason: null, outOfOrderReason: null, attachmentIds: [], addedBy: null, addedReason: null };

/** The steps of a deal and where they leave it: for the room and for those that a step concerns. */
@Injectable()
export class StepRecord {
  private readonly listeners: StepListener[] = [];

  constructor(private readonly record: DealRecord) {}

  /** A room says at its start that it follows the steps; a list in the module would make a circle of the rooms. */
  follow(room: StepListener): void { this.listeners.push(room); }

  /** The steps of a template, kept from now on with the deal (PB-4.5b). */
  async plan(tx: Tx, deal: Deal, steps: StepTemplate[]): Promise<void> {
    const rows = steps.map((step, i): DealStep => ({
      tenantId: tx.tenantId, id: newId(), version: 1, dealId: deal.id, key: step.key, name: step.name, position: (i + 1) * 10, waitsFor: step.waitsFor, clientPresent: step.clientPresent, guide: step.guide, utility: step.utility ?? null,
      ...UNTOUCHED, ...(step.utility ? utilityNeed(deal.business, deal.utilities, step.utility, false) : { required: step.required, state: 'pending' }),
    }));
    await tx.insertAll(DealStep, rows);
    await this.settle(tx, deal, '');
  }

  of(tx: Tx, dealId: string): Promise<DealStep[]> {
    return tx.rows(DealStep, STEPS, [tx.tenantId, dealId]);
  }

  /** A step of this deal; 404 for any other. */
  async take(tx: Tx, dealId: string, stepId: string): Promise<DealStep> {
    const step = await tx.lock(DealStep, stepId, STEP);
    if (step.dealId !== dealId) throw refuse.notFound(STEP);
    return step;
  }

  async patch(tx: Tx, step: DealStep, patch: Partial<Omit<DealStep, 'state'>>): Promise<void> { await tx.update(DealStep, step, patch); }

  /** Moves a step by the transition table; throws 409 naming the moves that are allowed. */
  async move(tx: Tx, step: DealStep, to: StepState, patch: Partial<DealStep> = {}): Promise<void> {
    const allowed = stepMoves[step.state];
    if (!allowed.includes(to)) throw refuse.transition(step.state, to, [...allowed], 'PB-4.5b');
    await tx.update(DealStep, step, { ...patch, state: to });
  }

  /** One that the template does not have, in front of the step at `position` or at the end. */
  async add(tx: Tx, deal: Deal, step: Pick<DealStep, 'name' | 'waitsFor' | 'clientPresent' | 'required' | 'expectedOn'> & { reason: string; before?: string; utility?: Utility }): Promise<DealStep> {
    const steps = await this.of(tx, deal.id);
    const next = steps.findIndex((s) => s.id === step.before);
    if (step.before && next < 0) throw refuse.field('beforeStepId', 'unknown_step', { zh: '没有这项手续', en: 'no such step' });
    const position = next < 0 ? (steps.at(-1)?.position ?? 0) + 10 : steps[next]!.position;
    if (next >= 0) for (const later of steps.slice(next)) await tx.update(DealStep, later, { position: later.position + 10 });
    const { reason, before: _before, ...given } = step;
    const id = newId();
    return tx.insert(DealStep, { tenantId: tx.tenantId, id, version: 1, dealId: deal.id, key: `added_${id.replaceAll('-', '')}`, position, guide: null, utility: null, state: 'pending', ...UNTOUCHED, ...given, addedBy: tx.ctx.userName, addedReason: reason });
  }

  /** The deal's list of utilities changed, or F4 settled it (`final`): steps that nobody has begun follow it, and what F4 lists has a step, whatever the template says. */
  async utilitiesListed(tx: Tx, deal: Deal, final: boolean): Promise<void> {
    const steps = await this.of(tx, deal.id);
    for (const step of steps) {
      if (!step.utility) continue;
      const need = utilityNeed(deal.business, deal.utilities, step.utility, final);
      const idle = step.state === 'pending' || step.state === 'not_applicable';
      if (idle && need.state !== step.state) await this.move(tx, step, need.state, { required: need.required });
      else if (need.required !== step.required) await this.patch(tx, step, { required: need.required });
    }
    for (const utility of final ? (deal.utilities as Utility[]) : []) {
      if (!steps.some((step) => step.utility === utility)) await this.add(tx, deal, { name: utilityStepName(utility), waitsFor: 'utility', clientPresent: false, required: true, expectedOn: null, utility, reason: 'F4 列明' });
    }
    await this.settle(tx, deal, '过户项目有变');
  }

  async leaving(tx: Tx, deal: Deal, step: DealStep): Promise<void> {
    for (const room of this.listeners) await room.stepLeaving?.(tx, deal, step);
  }

  async dropped(tx: Tx, deal: Deal, step: DealStep): Promise<void> {
    for (const room of this.listeners) await room.stepDropped?.(tx, deal, step.key);
  }

  async finished(tx: Tx, deal: Deal, step: DealStep): Promise<void> {
    for (const room of this.listeners) await room.stepFinished?.(tx, deal, step.key, step.finishedAt!);
  }

  async reopened(tx: Tx, deal: Deal, step: DealStep, reason: string): Promise<void> {
    for (const room of this.listeners) await room.stepReopened?.(tx, deal, step.key, reason);
  }

  /**
   * After any change of steps, and when a deal is taken: where the deal stands and whom it waits for, and whether its formalities are done or, by
   * a step that came up before archiving, no longer (reading 11, 12). `reason` says what came up.
   */
  async settle(tx: Tx, deal: Deal, reason: string): Promise<void> {
    const steps = await this.of(tx, deal.id);
    const current = currentStep(steps);
    const where = { stage: current?.key ?? null, stageName: current?.name ?? null, waitingFor: waitingFor(steps) };
    if (where.stage !== deal.stage || where.waitingFor !== deal.waitingFor) await this.record.patch(tx, deal, where);
    const end = formalitiesEnd(steps);
    if (deal.status === 'taken' && end) {
      // The deal can have been taken only after its steps were done.
      const at = deal.takenAt && deal.takenAt > end ? deal.takenAt : end;
      await this.record.move(tx, deal, 'formalities_done', { formalitiesDoneAt: at });
      await this.record.write(tx, deal.id, { kind: 'status', title: '手续办结', clauseId: 'PB-4.10', at });
      for (const room of this.listeners) await room.formalitiesDone?.(tx, deal, at);
    } else if (deal.status === 'formalities_done' && !end) {
      await this.record.move(tx, deal, 'taken', { formalitiesDoneAt: null });
      await this.record.write(tx, deal.id, { kind: 'status', title: '手续重新办理', text: reason, clauseId: 'PB-4.10' });
      for (const room of this.listeners) await room.formalitiesReopened?.(tx, deal, reason);
    }
  }
}

/** Apart from the room's own module, so that the rooms which a step leads to can read and move it. */
@Module({ imports: [DealRecordModule], providers: [StepRecord], exports: [StepRecord, DealRecordModule] })
export class StepRecordModule {}
