import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ApprovalView } from '@luyue/approvals';
import { IsDay, NestedList, OrNull, PageQuery, Trimmed } from '@luyue/platform';
import { APPLICATION_STATUSES, type ApplicationStatus, RETURN_STATUSES, type ReturnStatus, SPARE_KINDS, type SpareKind } from './spares.rules.ts';


export class SpareItemBody {
  @Trimmed() @IsString() @Length(1, 40) number: string;
  @IsString() @Length(1, 100) name: string;
  @IsIn(SPARE_KINDS) kind: SpareKind;
  @IsString() @Length(1, 60) model: string;
  /** Told apart unit by unit; spare units are. */
  @IsOptional() @IsBoolean() serial?: boolean;
}
class SpareQuantity {
  @IsUUID() itemId: string;
  @IsInt() @Min(1) @Max(100_000) quantity: number;
  /** One for each unit, where the item is told apart. */
  @IsOptional() @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsString({ each: true }) @Length(1, 60, { each: true }) serials?: string[];
}
export class SupplySpare extends SpareQuantity {
  @IsUUID() departmentUnitId: string;
  @IsDay() deliveredOn: string;
  /** The delivery note: entered again it is the same delivery. */
  @IsString() @Length(1, 60) reference: string;
}
export class AskedSpare {
  @IsUUID() itemId: string;
  @IsInt() @Min(1) @Max(10_000) quantity: number;
}
export class AskSpares {
  @IsUUID() stationId: string;
  @NestedList(() => AskedSpare) @ArrayMinSize(1) @ArrayMaxSize(100) lines: AskedSpare[];
  @IsOptional() @IsString() @Length(2, 500) reason?: string;
}
export class DecideSpares {
  @IsIn(['approved', 'refused']) decision: 'approved' | 'refused';
  @IsOptional() @IsString() @Length(2, 500) note?: string;
}
export class ShippedSerials {
  @IsUUID() itemId: string;
  @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsString({ each: true }) serials: string[];
}
export class ShipSpares {
  @IsString() @Length(1, 60) tracking: string;
  @IsOptional() @NestedList(() => ShippedSerials) @ArrayMaxSize(100) serials?: ShippedSerials[];
}
export class UseSpare extends SpareQuantity {
  /** The repair order that it was used on. */
  @IsUUID() orderId: string;
  /** Tells two uses of one item on one order apart; entered again it is the same use. */
  @IsString() @Length(1, 40) entry: string;
}
export class ReturnedSpare extends SpareQuantity {
  /** By which application it was issued; its absence is refused by the clause (OC-3.2.3b). */
  @IsOptional() @IsUUID() applicationId?: string;
}
export class AskReturn {
  @IsUUID() stationId: string;
  @NestedList(() => ReturnedSpare) @ArrayMinSize(1) @ArrayMaxSize(100) lines: ReturnedSpare[];
  @IsString() @Length(2, 500) reason: string;
}
export class SendReturn {
  @IsString() @Length(1, 60) tracking: string;
}
export class ReverseMovement {
  @IsString() @Length(1, 200) reference: string;
  @IsString() @Length(2, 500) reason: string;
}
export class SpareItemQuery extends PageQuery {
  @IsOptional() @IsIn(SPARE_KINDS) kind?: SpareKind;
}
export class SpareStockQuery extends PageQuery {
  /** A department's warehouse, or a station. */
  @IsUUID() placeId: string;
}
export class MovementQuery extends PageQuery {
  @IsUUID() placeId: string;
  @IsUUID() itemId: string;
}
export class ApplicationQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(APPLICATION_STATUSES) status?: ApplicationStatus;
}
export class ReturnQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(RETURN_STATUSES) status?: ReturnStatus;
}

export class SpareItemView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsString() name: string;
  @IsIn(SPARE_KINDS) kind: SpareKind;
  @IsString() model: string;
  @IsBoolean() serial: boolean;
}
export class SpareStockLine extends SpareItemView {
  @IsInt() quantity: number;
  /** Used in the last 90 days, by the month. */
  @IsNumber() usedPerMonth: number;
  /** How many more a station may ask for without a reason (OC-3.2.3a). */
  @IsInt() fitting: number;
}
export class SpareMoved {
  @IsString() reference: string;
  /** It was there already. */
  @IsBoolean() repeated: boolean;
}
export class ApplicationLineView {
  @IsUUID() itemId: string;
  @IsString() itemNumber: string;
  @IsString() itemName: string;
  @IsInt() quantity: number;
  /** At the station when it asked. */
  @IsInt() stock: number;
  @IsNumber() usedPerMonth: number;
  /** That stock and application together last; null where none was used. */
  @OrNull() @IsNumber() months: number | null;
  @IsArray() @IsString({ each: true }) serials: string[];
}
export class SpareApplicationView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @NestedList(() => ApplicationLineView) lines: ApplicationLineView[];
  @OrNull() @IsString() reason: string | null;
  @IsIn(APPLICATION_STATUSES) status: ApplicationStatus;
  @IsISO8601() askedAt: string;
  @IsString() askedByName: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
  @OrNull() @IsISO8601() shippedAt: string | null;
  @OrNull() @IsString() tracking: string | null;
  @OrNull() @IsISO8601() receivedAt: string | null;
  /** Its way through the chain, the latest round first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}
export class ReturnLineView {
  @IsUUID() itemId: string;
  @IsString() itemNumber: string;
  @IsString() itemName: string;
  @IsInt() quantity: number;
  @IsUUID() applicationId: string;
  @IsArray() @IsString({ each: true }) serials: string[];
}
export class SpareReturnView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @NestedList(() => ReturnLineView) lines: ReturnLineView[];
  @IsString() reason: string;
  @IsIn(RETURN_STATUSES) status: ReturnStatus;
  @IsISO8601() askedAt: string;
  @IsString() askedByName: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
  @OrNull() @IsISO8601() returnedAt: string | null;
  @OrNull() @IsString() tracking: string | null;
  /** Its way through the chain, the latest round first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}
