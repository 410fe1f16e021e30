import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsObject, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { CARD_STATUSES, type CardStatus, ITEM_KINDS, type ItemKind } from './scorecards.rules.ts';

// What every room with scorecards takes and answers.

const ENTRIES = ['opened', 'scored', 'deducted', 'closed', 'published', 'appealed', 'decided'] as const;

class ItemName {
  @IsString() @Length(1, 60) zh: string;
  @IsString() @Length(1, 120) en: string;
}
export class ScoreSchemeItem {
  @Matches(/^[a-z][A-Za-z0-9]{0,39}$/) key: string;
  @Nested(() => ItemName) name: ItemName;
  /** Per cent; those of a scheme sum to exactly 100. */
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(100) weight: number;
  @IsIn(ITEM_KINDS) kind: ItemKind;
  /** Of `ledger`: whose share in time it is. */
  @IsOptional() @IsArray() @IsString({ each: true }) @ArrayMaxSize(30) clauses?: string[];
  /** Of `fact`: the figure. */
  @IsOptional() @IsString() @MaxLength(60) fact?: string;
}
export class PublishScoreScheme {
  @NestedList(() => ScoreSchemeItem) @ArrayMinSize(1) @ArrayMaxSize(40) items: ScoreSchemeItem[];
  /** Now when left out; never in the past. */
  @IsOptional() @IsISO8601({ strict: true }) effectiveFrom?: string;
  @IsString() @Length(2, 500) reason: string;
}
export class ScoreManually {
  /** 0 to 100; outside it is refused by the clause of the card. */
  @IsNumber({ maxDecimalPlaces: 2 }) score: number;
  @IsString() @Length(2, 500) reason: string;
}
export class DeductPoints {
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0.01) @Max(100) points: number;
  @IsString() @Length(2, 500) reason: string;
}
export class AppealCard {
  @IsString() @Length(2, 1000) reason: string;
}
class DecidedScore {
  @IsString() @MaxLength(40) key: string;
  /** 0 to 100; outside it is refused by the clause of the card. */
  @IsNumber({ maxDecimalPlaces: 2 }) score: number;
}
export class DecideCardAppeal {
  @IsString() @Length(2, 1000) reason: string;
  /** New scores of items; none leaves them as they are. */
  @IsOptional() @NestedList(() => DecidedScore) @ArrayMaxSize(40) scores?: DecidedScore[];
  /** Deductions that are lifted, by their ids. */
  @IsOptional() @IsArray() @IsUUID(undefined, { each: true }) @ArrayMaxSize(100) lift?: string[];
}

export class ScoreSchemeItemView {
  @IsString() key: string;
  @Nested(() => Text) name: Text;
  @IsNumber() weight: number;
  @IsIn(ITEM_KINDS) kind: ItemKind;
  @IsArray() @IsString({ each: true }) clauses: string[];
  @OrNull() @IsString() fact: string | null;
}
export class ScoreSchemeView {
  @IsString() kind: string;
  /** Empty for the whole tenant. */
  @IsString() scope: string;
  @IsInt() version: number;
  @IsISO8601() effectiveFrom: string;
  @IsBoolean() inForce: boolean;
  @NestedList(() => ScoreSchemeItemView) items: ScoreSchemeItemView[];
  @IsObject() settings: Record<string, unknown>;
  @IsString() setBy: string;
  @IsISO8601() setAt: string;
  @IsString() reason: string;
}

export class ScoreCardLine {
  /** Of the obligation. */
  @IsUUID() id: string;
  @IsString() clauseId: string;
  @IsString() status: string;
  @IsISO8601() dueAt: string;
  @IsBoolean() inTime: boolean;
}
export class ScoreCardSource {
  @IsString() type: string;
  @IsUUID() id: string;
  @IsString() text: string;
}
export class ScoreCardItemView extends ScoreSchemeItemView {
  /** 0 to 100; null while nothing is known, or where nothing was owed: it then takes no part in the total. */
  @OrNull() @IsNumber() score: number | null;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsString() by: string | null;
  @OrNull() @IsISO8601() at: string | null;
  /** Obligations counted. */
  @NestedList(() => ScoreCardLine) lines: ScoreCardLine[];
  /** Records behind a figure. */
  @NestedList(() => ScoreCardSource) sources: ScoreCardSource[];
}
export class ScoreCardLifted {
  @IsString() by: string;
  @IsISO8601() at: string;
  @IsString() reason: string;
}
export class ScoreCardDeduction {
  @IsUUID() id: string;
  @IsNumber() points: number;
  @IsString() reason: string;
  @IsString() by: string;
  @IsISO8601() at: string;
  /** By the decision of an appeal. */
  @OrNull() @Nested(() => ScoreCardLifted) lifted: ScoreCardLifted | null;
}
export class ScoreCardEntry {
  @IsISO8601() at: string;
  @IsIn(ENTRIES) what: (typeof ENTRIES)[number];
  @IsString() by: string;
  @OrNull() @IsString() text: string | null;
  /** The total after it. */
  @OrNull() @IsNumber() total: number | null;
}
export class ScoreCardRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() kind: string;
  @IsString() scope: string;
  @IsUUID() subjectId: string;
  @IsString() subjectName: string;
  @IsUUID() unitId: string;
  @IsString() period: string;
  @IsInt() schemeVersion: number;
  @IsIn(CARD_STATUSES) status: CardStatus;
  /** 0 to 100, two decimals; null where no item has a score. */
  @OrNull() @IsNumber() total: number | null;
  @OrNull() @IsISO8601() closedAt: string | null;
  @OrNull() @IsISO8601() publishedAt: string | null;
}
export class ScoreCardView extends ScoreCardRow {
  @IsObject() settings: Record<string, unknown>;
  @NestedList(() => ScoreCardItemView) items: ScoreCardItemView[];
  @NestedList(() => ScoreCardDeduction) deductions: ScoreCardDeduction[];
  @NestedList(() => ScoreCardEntry) entries: ScoreCardEntry[];
}
