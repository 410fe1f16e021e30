import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { IsDay, IsMonth, Nested, NestedList, OrNull, PageQuery } from '@luyue/platform';
import type { StationChange } from './station.entity.ts';
import { CHANGE_STATUSES, type ChangeStatus, changedFields, STATION_STATUSES, type StationStatus } from './stations.rules.ts';


export class StationContactBody {
  @IsString() @Length(1, 60) name: string;
  @IsOptional() @IsString() @MaxLength(60) role?: string;
  @IsString() @Length(3, 30) phone: string;
}
export class StationProfile {
  /** 运营商: whose devices it looks after. */
  @IsOptional() @IsString() @MaxLength(100) operator?: string;
  @IsOptional() @IsString() @MaxLength(200) address?: string;
  /** Degrees, WGS 84. */
  @IsOptional() @IsNumber() @Min(-90) @Max(90) latitude?: number;
  @IsOptional() @IsNumber() @Min(-180) @Max(180) longitude?: number;
  @IsOptional() @NestedList(() => StationContactBody) @ArrayMaxSize(20) contacts?: StationContactBody[];
  /** Models that it is authorised to repair. */
  @IsOptional() @IsArray() @ArrayMaxSize(200) @IsString({ each: true }) @Length(1, 60, { each: true }) models?: string[];
  @IsOptional() @IsInt() @Min(0) @Max(1000) repairers?: number;
  @IsOptional() @IsString() @MaxLength(100) hours?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class OpenStation extends StationProfile {
  /** Its org unit, of kind `station`. */
  @IsUUID() unitId: string;
  @IsUUID() regionId: string;
  @IsString() @Length(1, 40) number: string;
  @IsDay() openedOn: string;
}
export class TellStationChange extends StationProfile {
  /** The day on which it came about. */
  @IsDay() changedOn: string;
}
export class DecideStationChange {
  @IsIn(['confirmed', 'rejected']) decision: 'confirmed' | 'rejected';
  @IsOptional() @IsString() @Length(1, 300) note?: string;
}
export class CloseStation {
  @IsDay() on: string;
  @IsString() @Length(1, 500) reason: string;
}
export class StationQuery extends PageQuery {
  /** The beginning of its number, or a part of its name. */
  @IsOptional() @IsString() @Length(1, 60) q?: string;
  @IsOptional() @IsUUID() regionId?: string;
  @IsOptional() @IsIn(STATION_STATUSES) status?: StationStatus;
}
export class NetworkMonthsQuery {
  /** Both included. */
  @IsMonth() from: string;
  @IsMonth() to: string;
}
export class StationChangeQuery extends PageQuery {
  @IsOptional() @IsIn(CHANGE_STATUSES) status?: ChangeStatus;
}

export class StationContactView {
  @IsString() name: string;
  @IsString() role: string;
  @IsString() phone: string;
}
export class StationDataView {
  @IsString() operator: string;
  @IsString() address: string;
  @OrNull() @IsNumber() latitude: number | null;
  @OrNull() @IsNumber() longitude: number | null;
  @NestedList(() => StationContactView) contacts: StationContactView[];
  @IsArray() @IsString({ each: true }) models: string[];
  @IsInt() repairers: number;
  @IsString() hours: string;
  @IsString() note: string;
}
export class StationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsString() name: string;
  @IsUUID() departmentUnitId: string;
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  /** Who looks after it today; null for nobody. */
  @OrNull() @IsUUID() staffUserId: string | null;
  @OrNull() @IsString() staffName: string | null;
  @Nested(() => StationDataView) data: StationDataView;
  @IsIn(STATION_STATUSES) status: StationStatus;
  @IsString() openedOn: string;
  @OrNull() @IsString() closedOn: string | null;
  @OrNull() @IsString() closeReason: string | null;
}
export class StationChangeView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsArray() @IsString({ each: true }) fields: string[];
  @Nested(() => StationDataView) before: StationDataView;
  @Nested(() => StationDataView) after: StationDataView;
  @IsString() changedOn: string;
  @IsISO8601() toldAt: string;
  @IsString() toldBy: string;
  @IsIn(CHANGE_STATUSES) status: ChangeStatus;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
}
export class StationPage extends StationView {
  /** The latest first. */
  @NestedList(() => StationChangeView) changes: StationChangeView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
/** OC-2.1: stations of a region against its sales. */
export class StationNetworkLine {
  @IsUUID() regionId: string;
  @IsString() regionName: string;
  @IsInt() stations: number;
  /** Of the months that its class stands on; 0 before a month is closed. */
  @IsInt() unitsSold: number;
  @OrNull() @IsInt() unitsPerStation: number | null;
  /** It sells, and has no open station. */
  @IsBoolean() gap: boolean;
}
/** OC-2.1: stations that a region had at the end of a month, and what it sold in it. */
export class StationNetworkMonth {
  @IsUUID() regionId: string;
  @IsString() month: string;
  @IsInt() stations: number;
  @IsInt() unitsSold: number;
}

export const stationChangeView = (c: StationChange, stationName: string): StationChangeView => ({
  id: c.id, version: c.version, stationId: c.stationId, stationName, fields: changedFields(c.before, c.after), before: c.before, after: c.after, changedOn: c.changedOn, toldAt: c.toldAt.toISOString(), toldBy: c.toldBy, status: c.status,
  decidedAt: c.decidedAt?.toISOString() ?? null, decidedBy: c.decidedBy, decisionNote: c.decisionNote,
});
