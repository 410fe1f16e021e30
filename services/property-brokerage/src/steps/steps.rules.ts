import { dutyTable } from '@luyue/regulations';

export type StepState = 'pending' | 'in_progress' | 'done' | 'rejected' | 'not_applicable';
/** The one table of a step's moves; everything else is refused with the allowed ones named. */
export const stepMoves: Record<StepState, readonly StepState[]> = {
  pending: ['in_progress', 'done', 'not_applicable'],
  in_progress: ['done', 'rejected', 'not_applicable'],
  // Undone (R13), or not what it seemed.
  done: ['in_progress'],
  rejected: ['in_progress', 'done', 'not_applicable'],
  not_applicable: ['pending'],
};

export interface StepFacts {
  key: string;
  position: number;
  state: StepState;
  required: boolean;
  waitsFor: string;
  finishedAt: Date | null;
  /** Both parties know of the end. */
  toldAt: Date | null;
}

/** PB-4.5 is met by the recording itself; PB-4.8 when every party has been told. Both run from the end of the step, whenever it is entered (R6). */
export const dutiesOfFinishing = dutyTable<{ finishedAt: Date }>([
  { clause: 'PB-4.5', parameter: 'pb.step.recordHours', when: () => true, from: (f) => f.finishedAt },
  { clause: 'PB-4.8', parameter: 'pb.progress.hours', when: () => true, from: (f) => f.finishedAt },
]);

export const isSettled = (state: StepState): boolean => state === 'done' || state === 'not_applicable';
const inOrder = <S extends { position: number }>(steps: S[]): S[] => steps.toSorted((a, b) => a.position - b.position);

/** PB-4.5b: required steps that the template puts before this one and that are not done yet. */
export const skippedBy = <S extends Pick<StepFacts, 'position' | 'required' | 'state'>>(steps: S[], step: { position: number }): S[] => inOrder(steps).filter((s) => s.required && s.position < step.position && !isSettled(s.state));

/** Where the deal stands: what runs, then what was rejected, then the next that must be done. Null when nothing is left. */
export function currentStep<S extends StepFacts>(steps: S[]): S | null {
  const sorted = inOrder(steps);
  return sorted.find((s) => s.state === 'in_progress') ?? sorted.find((s) => s.state === 'rejected') ?? sorted.find((s) => s.state === 'pending' && s.required) ?? null;
}

/** Whom the deal waits for: whoever the running step waits for; the specialist where something is to be begun, put right or told. Null when all is done. */
export function waitingFor(steps: StepFacts[]): string | null {
  const current = currentStep(steps);
  if (current) return current.state === 'in_progress' ? current.waitsFor : 'specialist';
  return formalitiesEnd(steps) ? null : 'specialist';
}

/** Reading 11: the end of the last required step, or the moment when both parties knew of all of them, whichever is later. Null before. */
export function formalitiesEnd(steps: StepFacts[]): Date | null {
  const required = steps.filter((s) => s.required);
  const done = required.filter((s) => s.state === 'done');
  if (!done.length || required.some((s) => !isSettled(s.state)) || done.some((s) => !s.toldAt)) return null;
  return new Date(Math.max(...done.flatMap((s) => [s.finishedAt!.getTime(), s.toldAt!.getTime()])));
}

/** The step of a utility by what the deal lists: listed ones must be done (reading 9); a lease transfers no other (reading 14), a sale may until F4 says which. */
export function utilityNeed(business: 'sale' | 'lease', listed: readonly string[], utility: string, final: boolean): { required: boolean; state: 'pending' | 'not_applicable' } {
  if (listed.includes(utility)) return { required: true, state: 'pending' };
  return { required: false, state: business === 'lease' || final ? 'not_applicable' : 'pending' };
}
