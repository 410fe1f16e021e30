import type { Tx } from '@luyue/platform';
import type { Deal } from '../deals/deal.entity.ts';
import type { DealStep } from './step.entity.ts';

/** A room that follows the steps of a deal: pay-out conditions bound to a step, the archive clock. Told inside the transaction of the fact. */
export interface StepListener {
  /** Before somebody ends, rejects or drops a step by hand: throws what refuses it. */
  stepLeaving?(tx: Tx, deal: Deal, step: DealStep): Promise<void>;
  /** `at` is when the step ended, not when that was entered (R6). */
  stepFinished?(tx: Tx, deal: Deal, stepKey: string, at: Date): Promise<void>;
  /** It does not apply. */
  stepDropped?(tx: Tx, deal: Deal, stepKey: string): Promise<void>;
  /** A finished step was undone (R13). */
  stepReopened?(tx: Tx, deal: Deal, stepKey: string, reason: string): Promise<void>;
  /** Reading 11: the last required step is complete and both parties know of it; PB-4.10 runs from `at`. */
  formalitiesDone?(tx: Tx, deal: Deal, at: Date): Promise<void>;
  /** A step came up again, or a new one, before archiving: the clock of PB-4.10 is cancelled. */
  formalitiesReopened?(tx: Tx, deal: Deal, reason: string): Promise<void>;
}
