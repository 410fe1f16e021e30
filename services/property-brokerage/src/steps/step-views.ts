import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { type Obligation, ObligationView, obligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import type { Deal } from '../deals/deal.entity.ts';
import type { Surroundings } from '../deals/deal-views.ts';
import { GuideView, StepName, WAITS_FOR } from '../templates/template-views.ts';
import type { WaitsFor } from '../templates/templates.rules.ts';
import type { StartingTemplate } from '../templates/templates.service.ts';
import { UTILITIES } from '../views.ts';
import type { DealStep } from './step.entity.ts';
import { isSettled, skippedBy } from './steps.rules.ts';

export { StepName, WAITS_FOR, type WaitsFor };
const STATES = ['pending', 'in_progress', 'done', 'rejected', 'not_applicable'] as const;

export class StepView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() key: string;
  @IsInt() position: number;
  @Nested(() => Text) name: Text;
  @IsIn(WAITS_FOR) waitsFor: WaitsFor;
  @IsBoolean() clientPresent: boolean;
  @IsBoolean() required: boolean;
  /** The edition that the deal started with; what came out since is beside it (PB-4.5b). */
  @OrNull() @Nested(() => GuideView) guide: GuideView | null;
  @OrNull() @Nested(() => GuideView) newerGuide: GuideView | null;
  @OrNull() @IsIn(UTILITIES) utility: string | null;
  @IsIn(STATES) state: (typeof STATES)[number];
  @OrNull() @IsString() expectedOn: string | null;
  @OrNull() @IsISO8601() startedAt: string | null;
  @OrNull() @IsISO8601() finishedAt: string | null;
  @OrNull() @IsISO8601() recordedAt: string | null;
  /** When both parties knew of the end (PB-4.8). */
  @OrNull() @IsISO8601() toldAt: string | null;
  /** There is an accompaniment entry (PB-4.8). */
  @IsBoolean() accompanied: boolean;
  /** Required steps before it that are not done: finishing it now needs a reason (PB-4.5b). */
  @NestedList(() => Text) waitsBehind: Text[];
  @IsString() result: string;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() outOfOrderReason: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @OrNull() @IsString() addedBy: string | null;
  @OrNull() @IsString() addedReason: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
export class DealStepsView {
  /** Of the template that the deal keeps, and of a later one in force; null where there is none. */
  @IsInt() edition: number;
  @OrNull() @IsInt() newerEdition: number | null;
  /** The step where the deal stands, and whom it waits for; null when nothing is left. */
  @OrNull() @IsString() stage: string | null;
  @OrNull() @IsIn(WAITS_FOR) waitingFor: WaitsFor | null;
  /** Steps that were finished out of the template's order (PB-4.5b). */
  @IsInt() outOfOrder: number;
  @NestedList(() => StepView) steps: StepView[];
}

export interface StepSurroundings extends Omit<Surroundings, 'obligations'> { obligations: Map<string, Obligation[]>; accompanied: Set<string>; inForce: StartingTemplate }

export function dealStepsView(deal: Deal, steps: DealStep[], around: StepSurroundings): DealStepsView {
  const later = around.inForce.id !== deal.templateId || around.inForce.edition !== deal.templateEdition;
  return {
    edition: deal.templateEdition, newerEdition: later ? around.inForce.edition : null, stage: deal.stage, waitingFor: deal.waitingFor as DealStepsView['waitingFor'], outOfOrder: steps.filter((s) => s.outOfOrderReason).length,
    steps: steps.map((step) => stepView(step, steps, later ? around.inForce : null, around)),
  };
}

function stepView(step: DealStep, all: DealStep[], later: StartingTemplate | null, around: StepSurroundings): StepView {
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  const guide = later?.steps.find((s) => s.key === step.key)?.guide ?? null;
  const { id, version, key, position, name, waitsFor, clientPresent, required, utility, state, expectedOn, result, reason, outOfOrderReason, attachmentIds, addedBy, addedReason } = step;
  return {
    id, version, key, position, name, waitsFor, clientPresent, required, guide: step.guide, newerGuide: guide && (guide.version !== step.guide?.version || guide.effectiveFrom !== step.guide.effectiveFrom) ? guide : null, utility, state, expectedOn,
    startedAt: instant(step.startedAt), finishedAt: instant(step.finishedAt), recordedAt: instant(step.recordedAt), toldAt: instant(step.toldAt), accompanied: around.accompanied.has(id),
    waitsBehind: isSettled(state) ? [] : skippedBy(all, step).map((s) => s.name), result, reason, outOfOrderReason, attachmentIds, addedBy, addedReason,
    obligations: (around.obligations.get(id) ?? []).map((o) => obligationView(o, around.now, around)),
  };
}
