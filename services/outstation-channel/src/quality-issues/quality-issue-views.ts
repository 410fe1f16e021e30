import { IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { NestedList, OrNull } from '@luyue/platform';
import { ISSUE_STATUSES, type IssueStatus, MARKET_KINDS, type MarketKind } from './quality-issues.rules.ts';

export class QualityIssueView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() departmentUnitId: string;
  @OrNull() @IsUUID() stationUnitId: string | null;
  @OrNull() @IsString() stationName: string | null;
  @IsString() model: string;
  @IsString() fault: string;
  @IsString() text: string;
  @IsInt() units: number;
  @IsISO8601() discoveredAt: string;
  @IsISO8601() reportedAt: string;
  @IsString() byName: string;
  @IsIn(ISSUE_STATUSES) status: IssueStatus;
  @OrNull() @IsString() outcome: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}

/** Issues of a model and fault that were found in a month. */
export class QualityTrend {
  @IsString() month: string;
  @IsString() model: string;
  @IsString() fault: string;
  @IsInt() issues: number;
  @IsInt() units: number;
}

export class MarketItemView {
  @IsUUID() id: string;
  @IsUUID() departmentUnitId: string;
  @IsIn(MARKET_KINDS) kind: MarketKind;
  @OrNull() @IsString() maker: string | null;
  @OrNull() @IsString() model: string | null;
  @IsString() text: string;
  @IsISO8601() at: string;
  @IsString() byName: string;
}

/** What was heard of the market in a month (OC-2.3). */
export class MarketMonth {
  @IsString() month: string;
  @IsIn(MARKET_KINDS) kind: MarketKind;
  @IsInt() items: number;
}
