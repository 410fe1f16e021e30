import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { maskPhone } from '@luyue/kernel';
import { IsDay, IsMonth, NestedList, OrNull, PageQuery, Text, Trimmed } from '@luyue/platform';
import type { OrderGuidance, OrderMailing, RepairOrder } from './order.entity.ts';
import { ORDER_STATUSES, type OrderStatus, REPAIR_LEVELS, type RepairLevel } from './repair-orders.rules.ts';

const PHONE = /^\+?[0-9][0-9 -]{4,19}$/;

export class OrderPartBody {
  @IsString() @Length(1, 60) name: string;
  @IsInt() @Min(1) @Max(999) quantity: number;
}
/** What the form says; what is left out is still missing, `parts: []` says that none were used. */
export class OrderFieldsBody {
  @IsOptional() @Trimmed() @IsString() @Length(1, 60) model?: string;
  @IsOptional() @Trimmed() @IsString() @Length(1, 60) serial?: string;
  @IsOptional() @IsString() @Length(1, 300) fault?: string;
  @IsOptional() @IsIn(REPAIR_LEVELS) level?: RepairLevel;
  @IsOptional() @NestedList(() => OrderPartBody) @ArrayMaxSize(50) parts?: OrderPartBody[];
  @IsOptional() @IsString() @Length(1, 60) customerName?: string;
  @IsOptional() @Matches(PHONE) customerPhone?: string;
  @IsOptional() @IsDay() soldOn?: string;
  @IsOptional() @IsDay() repairedOn?: string;
}
export class EnterOrder extends OrderFieldsBody {
  @IsUUID() stationId: string;
  @Trimmed() @IsString() @Length(1, 40) number: string;
}
export class ReturnOrder {
  @IsString() @Length(2, 500) reason: string;
}
export class MailOrders {
  @IsUUID() stationId: string;
  @IsMonth() month: string;
  /** Today unless given; never to come. */
  @IsOptional() @IsDay() mailedOn?: string;
  @IsString() @Length(1, 60) tracking: string;
  /** The incomplete ones stay for a later mailing, and so for a later settlement. */
  @IsOptional() @IsBoolean() leaveIncomplete?: boolean;
}
export class GuideOrder {
  @IsString() @Length(2, 500) note: string;
}
export class OrderQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsMonth() month?: string;
  @IsOptional() @IsIn(ORDER_STATUSES) status?: OrderStatus;
  @IsOptional() @IsString() @Length(1, 60) serial?: string;
  /** The beginning of its number, or the whole serial number; small letters find capitals, too. */
  @IsOptional() @IsString() @Length(1, 60) q?: string;
}
export class MailingQuery extends PageQuery {
  @IsOptional() @IsUUID() stationId?: string;
}
export class GuidanceQuery extends PageQuery {
  @IsOptional() @IsIn(['open', 'done']) state?: 'open' | 'done';
}
export class OrderCountsQuery {
  @IsMonth() month: string;
}
export class OrderImportQuery {
  /** Whose orders they are, where the table has no column that says it. */
  @IsOptional() @IsUUID() stationId?: string;
}

export class OrderPartView {
  @IsString() name: string;
  @IsInt() quantity: number;
}
export class RepairOrderView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsString() number: string;
  @IsString() month: string;
  @OrNull() @IsString() model: string | null;
  @OrNull() @IsString() serial: string | null;
  @OrNull() @IsString() fault: string | null;
  @OrNull() @IsIn(REPAIR_LEVELS) level: RepairLevel | null;
  @OrNull() @NestedList(() => OrderPartView) parts: OrderPartView[] | null;
  @OrNull() @IsString() customerName: string | null;
  /** Masked in lists; in full on the order itself. */
  @OrNull() @IsString() customerPhone: string | null;
  @OrNull() @IsString() soldOn: string | null;
  @OrNull() @IsString() repairedOn: string | null;
  /** Fields still to be filled in: it is not mailed before. */
  @IsArray() @IsString({ each: true }) missing: string[];
  @IsIn(ORDER_STATUSES) status: OrderStatus;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  @IsISO8601() enteredAt: string;
  @IsString() enteredBy: string;
  @OrNull() @IsUUID() mailingId: string | null;
  @OrNull() @IsString() mailedOn: string | null;
  @IsInt() returns: number;
  @OrNull() @IsString() returnReason: string | null;
  @OrNull() @IsISO8601() acceptedAt: string | null;
}
export class OrderMailingView {
  @IsUUID() id: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsString() month: string;
  @IsString() mailedOn: string;
  @IsString() tracking: string;
  @IsInt() orders: number;
  @IsISO8601() enteredAt: string;
  @IsString() enteredBy: string;
}
export class OrderGuidanceView {
  @IsUUID() id: string;
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsUUID() orderId: string;
  @IsString() orderNumber: string;
  @OrNull() @IsUUID() userId: string | null;
  @OrNull() @IsString() userName: string | null;
  @IsString() reason: string;
  @IsISO8601() openedAt: string;
  @OrNull() @IsISO8601() guidedAt: string | null;
  @OrNull() @IsString() guidedBy: string | null;
  @OrNull() @IsString() note: string | null;
}
/** Orders of a station and month, by where they stand. */
export class OrderCounts {
  @IsUUID() stationId: string;
  @IsString() stationName: string;
  @IsInt() entered: number;
  @IsInt() incomplete: number;
  @IsInt() mailed: number;
  @IsInt() returned: number;
  @IsInt() accepted: number;
  @IsInt() settled: number;
  /** How often orders came back, those corrected since too. */
  @IsInt() returns: number;
}
export class RejectedOrder {
  /** Its number in the sheet. */
  @IsInt() row: number;
  @IsArray() @ArrayMaxSize(20) @IsString({ each: true }) @MaxLength(2_000, { each: true }) cells: string[];
  @NestedList(() => Text) @ArrayMaxSize(20) reasons: Text[];
}
export class OrderImport {
  @IsString() fileName: string;
  @IsInt() rows: number;
  @IsInt() created: number;
  /** Of those taken in: not complete yet. */
  @IsInt() incomplete: number;
  @IsInt() rejectedCount: number;
  /** Heads of the cells of the rows that were not taken. */
  @IsArray() @IsString({ each: true }) columns: string[];
  /** The first thousand. */
  @NestedList(() => RejectedOrder) rejected: RejectedOrder[];
}

/** Rows of an import as they came back. */
export class RejectedOrders {
  @NestedList(() => RejectedOrder) @ArrayMaxSize(1_000) rejected: RejectedOrder[];
}

export const orderView = (o: RepairOrder, stationName: string, full: boolean): RepairOrderView => {
  const { id, version, stationId, number, month, model, serial, fault, level, parts, customerName, soldOn, repairedOn, missing, status, origin, enteredBy, mailingId, mailedOn, returns, returnReason } = o;
  return {
    id, version, stationId, stationName, number, month, model, serial, fault, level, parts, customerName, customerPhone: o.customerPhone && !full ? maskPhone(o.customerPhone) : o.customerPhone, soldOn, repairedOn, missing, status, origin,
    enteredAt: o.enteredAt.toISOString(), enteredBy, mailingId, mailedOn, returns, returnReason, acceptedAt: o.acceptedAt?.toISOString() ?? null,
  };
};
export const mailingView = ({ id, stationId, month, mailedOn, tracking, orders, enteredAt, enteredBy }: OrderMailing, stationName: string): OrderMailingView => ({ id, stationId, stationName, month, mailedOn, tracking, orders, enteredAt: enteredAt.toISOString(), enteredBy });
export const guidanceView = ({ id, stationId, orderId, orderNumber, userId, reason, openedAt, guidedAt, guidedBy, note }: OrderGuidance, stationName: string, userName: string | null): OrderGuidanceView => ({
  id, stationId, stationName, orderId, orderNumber, userId, userName, reason, openedAt: openedAt.toISOString(), guidedAt: guidedAt?.toISOString() ?? null, guidedBy, note,
});
