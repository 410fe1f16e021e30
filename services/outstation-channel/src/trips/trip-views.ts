import { ArrayMaxSize, IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID, Length, Max, Min } from 'class-validator';
import { ApprovalView } from '@luyue/approvals';
import { IsDay, NestedList, OrNull, PageQuery } from '@luyue/platform';
import { TRIP_STATUSES, type TripStatus } from './trips.rules.ts';


export class AskTrip {
  @IsString() @Length(1, 500) purpose: string;
  @IsString() @Length(1, 200) destination: string;
  @IsDay() fromOn: string;
  @IsDay() toOn: string;
}
export class DecideTrip {
  @IsIn(['approved', 'refused', 'withdrawn']) decision: 'approved' | 'refused' | 'withdrawn';
  @IsOptional() @IsString() @Length(1, 300) note?: string;
}
export class KeepTripEvidence {
  /** When it happened, by the phone (R5). */
  @IsISO8601() occurredAt: string;
  @IsString() @Length(1, 500) text: string;
  @IsOptional() @IsNumber() @Min(-90) @Max(90) latitude?: number;
  @IsOptional() @IsNumber() @Min(-180) @Max(180) longitude?: number;
  /** Metres within which the phone was sure. */
  @IsOptional() @IsInt() @Min(0) @Max(100_000) accuracyM?: number;
  @IsOptional() @IsArray() @ArrayMaxSize(9) @IsUUID('all', { each: true }) attachmentIds?: string[];
}
export class TripQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsIn(TRIP_STATUSES) status?: TripStatus;
  /** The reader's own. */
  @IsOptional() @IsIn(['true']) mine?: 'true';
}

/** What was kept on the way: where somebody was, and when. */
export class TripEvidenceView {
  @IsUUID() id: string;
  @IsISO8601() occurredAt: string;
  @IsISO8601() recordedAt: string;
  /** The instant that counts (R5). */
  @IsISO8601() countedAt: string;
  @IsString() text: string;
  @OrNull() @IsNumber() latitude: number | null;
  @OrNull() @IsNumber() longitude: number | null;
  @OrNull() @IsInt() accuracyM: number | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}
export class BusinessTripView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() staffId: string;
  @IsUUID() userId: string;
  @IsString() staffName: string;
  @IsString() purpose: string;
  @IsString() destination: string;
  @IsString() fromOn: string;
  @IsString() toOn: string;
  @IsIn(TRIP_STATUSES) status: TripStatus;
  @IsISO8601() askedAt: string;
  @OrNull() @IsISO8601() decidedAt: string | null;
  @OrNull() @IsString() decidedBy: string | null;
  @OrNull() @IsString() decisionNote: string | null;
  /** The oldest first. */
  @NestedList(() => TripEvidenceView) evidence: TripEvidenceView[];
  /** Its way through the chain, the latest round first. */
  @NestedList(() => ApprovalView) approvals: ApprovalView[];
}
