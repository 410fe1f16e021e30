import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { IsDay, Nested, NestedList, OrNull } from '@luyue/platform';
import { UTILITIES } from '../views.ts';
import type { Utility } from '../deal-kinds.ts';
import { DOCUMENT_NEEDS, WAITS_FOR, type WaitsFor } from './templates.rules.ts';

export { WAITS_FOR };
export const KINDS = ['full_payment', 'mortgage', 'lease'] as const;
const KEY = /^[a-z][a-z0-9_]{1,39}$/;

export class StepName {
  @IsString() @Length(1, 40) zh: string;
  @IsString() @Length(1, 80) en: string;
}
export class GuideView {
  @IsString() @Length(1, 80) title: string;
  @IsString() @Length(1, 20) version: string;
  @IsDay() effectiveFrom: string;
}
export class StepTemplateView {
  @Matches(KEY) key: string;
  @Nested(() => StepName) name: StepName;
  @IsIn(WAITS_FOR) waitsFor: WaitsFor;
  @IsBoolean() clientPresent: boolean;
  @IsBoolean() required: boolean;
  @OrNull() @Nested(() => GuideView) guide: GuideView | null;
  @IsOptional() @IsIn(UTILITIES) utility?: Utility;
}
export class DocumentTemplateView {
  @Matches(KEY) key: string;
  @Nested(() => StepName) name: StepName;
  @IsIn(['deal', 'seller', 'buyer', 'each_party']) of: 'deal' | 'seller' | 'buyer' | 'each_party';
  @IsIn(DOCUMENT_NEEDS) needed: (typeof DOCUMENT_NEEDS)[number];
}

export class PublishTemplate {
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  /** Left out, it holds for every city without one of its own. */
  @IsOptional() @IsString() @MaxLength(40) city?: string;
  /** Now when left out; never in the past. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @NestedList(() => StepTemplateView) @ArrayMaxSize(40) steps: StepTemplateView[];
  @NestedList(() => DocumentTemplateView) @ArrayMaxSize(60) documents: DocumentTemplateView[];
  @IsString() @Length(2, 500) reason: string;
}

export class DealTemplateView {
  /** Null for what every tenant starts with. */
  @OrNull() @IsUUID() id: string | null;
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  @IsString() city: string;
  /** 0 for what every tenant starts with. */
  @IsInt() edition: number;
  @OrNull() @IsISO8601() effectiveFrom: string | null;
  /** In force now, for deals that start now. */
  @IsBoolean() inForce: boolean;
  @IsInt() runningDeals: number;
  @IsArray() @NestedList(() => StepTemplateView) steps: StepTemplateView[];
  @IsArray() @NestedList(() => DocumentTemplateView) documents: DocumentTemplateView[];
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() publishedBy: string | null;
  @OrNull() @IsISO8601() publishedAt: string | null;
  /** No deal starts with it any more. */
  @OrNull() @IsISO8601() withdrawnAt: string | null;
}
