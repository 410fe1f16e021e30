import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { Nested, NestedList, OrNull, PageQuery, Text } from '@luyue/platform';
import { PART_STATES, type PartState, REPORT_STATUSES, type ReportStatus } from './assembled.rules.ts';

// What every room with such reports takes and answers.

const PERIOD = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const ENTRIES = ['submitted', 'read', 'returned', 'accepted', 'commented', 'mailed', 'dropped'] as const;

export class AssembledReportQuery extends PageQuery {
  @IsOptional() @IsIn(REPORT_STATUSES) status?: ReportStatus;
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @IsUUID() authorId?: string;
  /** Submitted ones that were read, or not. */
  @IsOptional() @IsIn(['yes', 'no']) read?: 'yes' | 'no';
  /** Periods, both included: a day or a month, as the report has it. */
  @IsOptional() @Matches(PERIOD) from?: string;
  @IsOptional() @Matches(PERIOD) to?: string;
}
export class ReportRoundQuery {
  /** An earlier submission as it was; the report as it stands when left out. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) round?: number;
}
/** Words for a part, or that there is nothing to tell; the one takes the other away. */
export class WriteReportPart {
  /** `section.part`, as the report has them. */
  @IsString() @Length(3, 80) part: string;
  @IsOptional() @IsString() @MaxLength(4000) words?: string;
  @IsOptional() @IsBoolean() none?: boolean;
}
export class WriteReport {
  @NestedList(() => WriteReportPart) @ArrayMinSize(1) @ArrayMaxSize(40) parts: WriteReportPart[];
}
export class ReturnReport {
  @IsString() @Length(2, 500) reason: string;
}
export class AcceptReport {
  @IsOptional() @IsString() @Length(1, 1000) comment?: string;
}
export class CommentReport {
  @IsString() @Length(1, 1000) text: string;
}

export class ReportItemRef {
  @IsString() type: string;
  @IsUUID() id: string;
  @IsOptional() @IsString() number?: string;
}
export class ReportItemView {
  @IsString() text: string;
  @OrNull() @Nested(() => ReportItemRef) ref: ReportItemRef | null;
}
export class ReportPartView {
  @IsString() key: string;
  @Nested(() => Text) title: Text;
  /** From the records; as they were once it is submitted. */
  @NestedList(() => ReportItemView) items: ReportItemView[];
  @IsString() words: string;
  @IsBoolean() none: boolean;
  /** `empty` (neither filled nor "none") and `contradicted` ("none" against the records) hinder a submission. */
  @IsIn(PART_STATES) state: PartState;
}
export class ReportSectionView {
  @IsString() key: string;
  @Nested(() => Text) title: Text;
  @NestedList(() => ReportPartView) parts: ReportPartView[];
}
export class ReportRoundView {
  @IsInt() round: number;
  @IsISO8601() submittedAt: string;
  @IsString() submittedBy: string;
}
export class ReportEntryView {
  @IsISO8601() at: string;
  @IsIn(ENTRIES) what: (typeof ENTRIES)[number];
  @IsString() by: string;
  @OrNull() @IsUUID() byId: string | null;
  @IsInt() round: number;
  /** A return's reason, a comment. */
  @OrNull() @IsString() text: string | null;
}
/** What came of the e-mail to one of its recipients. */
export class ReportMailView {
  @IsInt() round: number;
  @IsISO8601() requestedAt: string;
  @IsString() recipient: string;
  @IsString() name: string;
  @IsIn(['inapp', 'sms', 'email']) channel: string;
  @IsBoolean() copy: boolean;
  /** Null while nothing is known; `vacant`: nobody holds the role (R16). */
  @OrNull() @IsIn(['accepted', 'bounced', 'retried', 'vacant', 'withheld']) result: string | null;
  @IsInt() levelsUp: number;
  @OrNull() @IsString() reason: string | null;
  @OrNull() @IsISO8601() at: string | null;
}

export class AssembledReportRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() kind: string;
  @IsUUID() subjectId: string;
  @IsString() period: string;
  @IsString() number: string;
  @IsString() title: string;
  @IsUUID() unitId: string;
  @IsString() unitName: string;
  @IsUUID() authorId: string;
  @IsString() authorName: string;
  @IsIn(REPORT_STATUSES) status: ReportStatus;
  @IsInt() round: number;
  @IsISO8601() createdAt: string;
  @OrNull() @IsISO8601() submittedAt: string | null;
  @OrNull() @IsISO8601() readAt: string | null;
  @OrNull() @IsString() readBy: string | null;
  @OrNull() @IsISO8601() acceptedAt: string | null;
}
export class AssembledReportView extends AssembledReportRow {
  @Nested(() => Text) kindTitle: Text;
  /** While it is with its author what the records say now; else the submission, or the earlier one that was asked for. */
  @NestedList(() => ReportSectionView) sections: ReportSectionView[];
  /** Which submission the sections are; null for the report as its author has it. */
  @OrNull() @IsInt() shownRound: number | null;
  @NestedList(() => ReportRoundView) rounds: ReportRoundView[];
  @NestedList(() => ReportEntryView) entries: ReportEntryView[];
  @NestedList(() => ReportMailView) mails: ReportMailView[];
}
