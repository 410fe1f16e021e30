import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { yuan } from '@luyue/kernel';
import { IsMonth, Nested, NestedList, OrNull, PageQuery } from '@luyue/platform';
import type { LabourRate } from './settlement.entity.ts';
import { SETTLEMENT_STATUSES, type SettlementStatus } from './settlements.rules.ts';

const MONEY = /^\d{1,8}(\.\d{1,2})?$/;
const LEVELS = ['minor', 'medium', 'major'] as const;
type Level = (typeof LEVELS)[number];

/** Yuan for an order of each level. */
export class LabourFees {
  @Matches(MONEY) minor: string;
  @Matches(MONEY) medium: string;
  @Matches(MONEY) major: string;
}
export class PublishRate {
  @IsUUID() departmentUnitId: string;
  /** The first month that it is for. */
  @IsMonth() effectiveFrom: string;
  @Nested(() => LabourFees) fees: LabourFees;
  @IsString() @Length(2, 500) reason: string;
}
export class RunSettlement {
  @IsUUID() departmentUnitId: string;
  @IsMonth() month: string;
}
export class DisputeSettlement {
  @IsString() @Length(2, 1000) reason: string;
}
export class PaySettlement {
  /** The bank's own number of the payment. */
  @IsString() @Length(1, 60) paymentReference: string;
}
export class SettlementQuery extends PageQuery {
  @IsOptional() @IsMonth() month?: string;
  @IsOptional() @IsUUID() stationId?: string;
  @IsOptional() @IsIn(SETTLEMENT_STATUSES) status?: SettlementStatus;
}
export class SettlementFileQuery {
  /** `pdf` the statement on A4, `xlsx` with every order. */
  @IsOptional() @IsIn(['pdf', 'xlsx']) format?: 'pdf' | 'xlsx';
}

export class LabourRateView {
  @IsUUID() id: string;
  @IsUUID() departmentUnitId: string;
  @IsString() effectiveFrom: string;
  @Nested(() => LabourFees) fees: LabourFees;
  @IsString() reason: string;
  @IsISO8601() publishedAt: string;
  @IsString() publishedBy: string;
}
export class SettlementRun {
  @IsString() month: string;
  @IsInt() statements: number;
  @IsInt() orders: number;
  /** Yuan. */
  @IsString() amount: string;
  /** Orders that wait for a fraud case. */
  @IsInt() held: number;
  /** Signs of faked orders that are new. */
  @IsInt() newCases: number;
}
export class SettlementLevel {
  @IsIn(LEVELS) level: Level;
  @IsInt() orders: number;
  /** Yuan an order. */
  @IsString() fee: string;
  @IsString() amount: string;
}
export class SettlementView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() stationId: string;
  @IsString() stationNumber: string;
  @IsString() stationName: string;
  @IsString() month: string;
  @IsIn(SETTLEMENT_STATUSES) status: SettlementStatus;
  @IsInt() orders: number;
  /** Yuan. */
  @IsString() amount: string;
  /** Orders that wait for a fraud case. */
  @IsInt() held: number;
  /** How often it was drawn. */
  @IsInt() round: number;
  @NestedList(() => SettlementLevel) levels: SettlementLevel[];
  @IsISO8601() drawnAt: string;
  @IsString() drawnBy: string;
  @OrNull() @IsString() disputeReason: string | null;
  @OrNull() @IsISO8601() confirmedAt: string | null;
  @OrNull() @IsString() confirmedBy: string | null;
  @OrNull() @IsISO8601() paidAt: string | null;
  @OrNull() @IsString() paidBy: string | null;
  @OrNull() @IsString() paymentReference: string | null;
}
export class SettlementLineView {
  @IsUUID() orderId: string;
  @IsString() number: string;
  @IsString() month: string;
  @IsString() model: string;
  @IsString() serial: string;
  @IsString() fault: string;
  @IsIn(LEVELS) level: Level;
  @IsString() repairedOn: string;
  @IsString() mailedOn: string;
  /** Yuan. */
  @IsString() fee: string;
}

export const rateView = ({ id, departmentUnitId, effectiveFrom, fees, reason, publishedAt, publishedBy }: LabourRate): LabourRateView => ({
  id, departmentUnitId, effectiveFrom, fees: { minor: yuan(fees.minor), medium: yuan(fees.medium), major: yuan(fees.major) }, reason, publishedAt: publishedAt.toISOString(), publishedBy,
});
