import { IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { WAITS_FOR } from '../templates/template-views.ts';
import type { WaitsFor } from '../templates/templates.rules.ts';
import { DEAL_STATUSES, DealRow } from '../views.ts';

export class WaitingCount {
  @IsIn(WAITS_FOR) waitsFor: WaitsFor;
  @IsInt() deals: number;
}
/** What one specialist has before them (capability 3). */
export class SpecialistDay {
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsISO8601() at: string;
  /** Deals that are neither archived nor cancelled. */
  @IsInt() deals: number;
  /** Named, and not yet taken on; the earliest first. */
  @NestedList(() => DealRow) toTakeOn: DealRow[];
  /** Each deal once, by what it owes first; fifty at most, the rest is in `deals?specialist=me&clock=overdue`. */
  @NestedList(() => DealRow) overdue: DealRow[];
  @NestedList(() => DealRow) dueToday: DealRow[];
  /** Within the seven days after today. */
  @NestedList(() => DealRow) dueSoon: DealRow[];
  /** Whom the deals wait for, the most first. */
  @NestedList(() => WaitingCount) waiting: WaitingCount[];
}

/** Deals that stand at one place: before the formalities by status, within them by step. */
export class StageColumn {
  @IsIn(DEAL_STATUSES) status: (typeof DEAL_STATUSES)[number];
  /** Of the step; null before and after the formalities. */
  @OrNull() @IsString() stage: string | null;
  @OrNull() @Nested(() => Text) name: Text | null;
  @IsInt() deals: number;
  @IsInt() overdue: number;
  @IsInt() dueToday: number;
  @NestedList(() => WaitingCount) waiting: WaitingCount[];
}
export class StageBoard {
  @IsISO8601() at: string;
  /** In the order of the way that a deal goes; steps by how many deals stand there. */
  @NestedList(() => StageColumn) columns: StageColumn[];
}
