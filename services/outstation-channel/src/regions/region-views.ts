import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { IsDay, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import type { RegionClass } from './regions.rules.ts';


export class MakeRegion {
  @IsString() @Length(1, 60) name: string;
  @IsUUID() departmentUnitId: string;
  @IsOptional() @IsBoolean() oneStop?: boolean;
}
export class ChangeRegion {
  @IsOptional() @IsString() @Length(1, 60) name?: string;
  @IsOptional() @IsBoolean() oneStop?: boolean;
}
export class AdjoinRegion {
  @IsArray() @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) neighbourIds: string[];
}
export class SalesLine {
  @IsString() @Length(1, 60) model: string;
  /** Units sold in the month. */
  @IsInt() @Min(0) @Max(100_000_000) units: number;
  /** Units of it that failed in the month. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000_000) failures?: number;
}
export class EnterSales {
  @NestedList(() => SalesLine) @ArrayMaxSize(500) lines: SalesLine[];
}
export class CloseSalesMonth {
  @IsUUID() departmentUnitId: string;
  /** Regions without figures count as nothing sold. */
  @IsOptional() @IsBoolean() withoutFigures?: boolean;
}
export class FlagModel {
  @IsBoolean() highFailure: boolean;
  @IsDay() from: string;
  @IsString() @Length(1, 500) reason: string;
}

export class RegionClassView {
  @IsIn([1, 2, 3]) class: RegionClass;
  /** The last closed month that it counts. */
  @IsString() month: string;
  /** Staffing goes by it from this day. */
  @IsString() effectiveFrom: string;
  @Nested(() => Text) reason: Text;
  @IsInt() unitsSold: number;
  @IsInt() highFailureUnits: number;
  @IsNumber() sharePercent: number;
}
export class ChannelRegionView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsUUID() departmentUnitId: string;
  @IsString() departmentName: string;
  @IsBoolean() oneStop: boolean;
  @IsArray() @IsUUID('all', { each: true }) neighbourIds: string[];
  /** By the last closed month; null before the first. */
  @OrNull() @Nested(() => RegionClassView) computed: RegionClassView | null;
  /** What staffing goes by today. */
  @OrNull() @Nested(() => RegionClassView) inForce: RegionClassView | null;
  /** A one-stop region is staffed as class 3; null while no month is closed. */
  @OrNull() @IsInt() staffedAs: number | null;
}
export class SalesLineView {
  @IsString() model: string;
  @IsInt() units: number;
  @IsInt() failures: number;
  @IsBoolean() highFailure: boolean;
}
export class RegionSalesView {
  @IsString() month: string;
  @IsBoolean() closed: boolean;
  @NestedList(() => SalesLineView) lines: SalesLineView[];
}
export class SalesMonthView {
  @IsString() month: string;
  @OrNull() @IsISO8601() closedAt: string | null;
  @OrNull() @IsString() closedBy: string | null;
  /** Regions without any figures in it. */
  @IsArray() @IsString({ each: true }) missing: string[];
}
export class ModelFlagView {
  @IsBoolean() highFailure: boolean;
  @IsString() from: string;
  @IsString() reason: string;
  @IsString() by: string;
  @IsISO8601() at: string;
}
export class DeviceModelView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  /** In the last closed months that classes count. */
  @IsInt() units: number;
  @IsInt() failures: number;
  @IsNumber() failureRatePercent: number;
  /** By headquarters' flag, today. */
  @IsBoolean() highFailure: boolean;
  /** The failure rate suggests the flag, and nobody has set it. */
  @IsBoolean() suggested: boolean;
  @NestedList(() => ModelFlagView) flags: ModelFlagView[];
}
