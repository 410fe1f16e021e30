import { ArrayMaxSize, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { IsDay, IsMonth, Nested, NestedList, OrNull, PageQuery, Text } from '@luyue/platform';
import { CLAIM_STATUSES, type ClaimStatus, LINE_KINDS, LINE_STATUSES, type LineKind, type LineStatus, type MetBy } from './travel-claims.rules.ts';


export class ClaimLineBody {
  @IsDay() onDate: string;
  @IsIn(LINE_KINDS) kind: LineKind;
  @IsString() @Length(1, 200) text: string;
  /** Yuan, two decimals at most. */
  @IsString() @MaxLength(20) amount: string;
  @IsOptional() @IsUUID() tripId?: string;
}
export class KeepClaim {
  @NestedList(() => ClaimLineBody) @ArrayMaxSize(200) lines: ClaimLineBody[];
}
export class PostClaim {
  /** Needed where posting is what counts. */
  @IsOptional() @IsString() @Length(4, 60) trackingNumber?: string;
}
export class RefuseLine {
  @IsString() @Length(1, 300) reason: string;
}
export class PenaltyBody {
  @IsIn(['amount', 'share']) kind: 'amount' | 'share';
  /** Yuan of an amount, per cent of a share; two decimals at most. */
  @IsString() @MaxLength(20) value: string;
}
export class FindFalse {
  @IsString() @Length(1, 1000) proof: string;
  @Nested(() => PenaltyBody) penalty: PenaltyBody;
  /** Points off the month's score, or off the score of the month in which it was found where the month's is closed. */
  @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(100) deduction: number;
}
export class ClaimQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsMonth() month?: string;
  @IsOptional() @IsIn(CLAIM_STATUSES) status?: ClaimStatus;
  /** The reader's own. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
}

export class LineRefusalView {
  @IsString() code: string;
  @Nested(() => Text) text: Text;
  @IsString() by: string;
}
export class LineFindingView {
  @IsString() proof: string;
  @IsString() penalty: string;
  @IsString() penaltyText: string;
  @IsNumber() deduction: number;
  /** In which month's score the points are taken. */
  @IsString() scoreMonth: string;
  /** Of a line found false after the settlement: what was paid for it and the penalty. */
  @OrNull() @IsString() recover: string | null;
  @IsString() by: string;
  @IsISO8601() at: string;
}
export class TravelClaimLineView {
  @IsUUID() id: string;
  @IsString() onDate: string;
  @IsIn(LINE_KINDS) kind: LineKind;
  @IsString() text: string;
  @IsString() amount: string;
  @OrNull() @IsUUID() tripId: string | null;
  @OrNull() @IsString() tripNumber: string | null;
  @IsIn(LINE_STATUSES) status: LineStatus;
  @OrNull() @Nested(() => LineRefusalView) refusal: LineRefusalView | null;
  @OrNull() @Nested(() => LineFindingView) finding: LineFindingView | null;
}
export class TravelClaimRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() staffId: string;
  @IsUUID() userId: string;
  @IsString() staffName: string;
  @IsString() month: string;
  @IsIn(['received', 'posted']) metBy: MetBy;
  @IsIn(CLAIM_STATUSES) status: ClaimStatus;
  @OrNull() @IsString() trackingNumber: string | null;
  @OrNull() @IsISO8601() postedAt: string | null;
  @OrNull() @IsISO8601() receivedAt: string | null;
  @OrNull() @IsString() receivedBy: string | null;
  @OrNull() @IsISO8601() settledAt: string | null;
  @OrNull() @IsString() settledBy: string | null;
  @OrNull() @IsString() paid: string | null;
  /** To be taken back for lines found false after the settlement. */
  @IsString() recover: string;
}
export class TravelClaimView extends TravelClaimRow {
  @NestedList(() => TravelClaimLineView) lines: TravelClaimLineView[];
  @IsString() claimed: string;
  @IsString() refused: string;
  @IsString() penalties: string;
  /** What would be paid now; of a settled claim what was paid. */
  @IsString() payable: string;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
