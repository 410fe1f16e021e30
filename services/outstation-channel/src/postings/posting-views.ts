import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { IsDay, Nested, NestedList, OrNull, PageQuery, Text } from '@luyue/platform';
import { type Deviation, DEVIATIONS, type Ending, ENDINGS, ITEM_STATES, type ItemState, POSTING_STATUSES, type PostingStatus, type Signer, SIGNERS } from './postings.rules.ts';


export class OpenPosting {
  @IsUUID() staffId: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) regionIds: string[];
  @IsDay() startsOn: string;
}
export class AddRegions {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(40) @ArrayUnique() @IsUUID('all', { each: true }) regionIds: string[];
  @IsDay() fromOn: string;
}
export class EndPosting {
  @IsDay() on: string;
  @IsString() @Length(1, 500) reason: string;
  /** Who takes over; the channel engineer where nobody is named (reading 9). */
  @IsOptional() @IsUUID() takerUserId?: string;
}
export class RecordMistake {
  @IsDay() on: string;
  @IsString() @Length(1, 1000) text: string;
}
export class HandoverItemBody {
  @IsString() @Length(1, 40) key: string;
  @IsIn(ITEM_STATES) state: ItemState;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class KeepHandover {
  @IsOptional() @IsUUID() takerUserId?: string;
  @IsOptional() @NestedList(() => HandoverItemBody) @ArrayMaxSize(30) items?: HandoverItemBody[];
}
export class SignHandover {
  @IsIn(SIGNERS) as: Signer;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
export class PostingQuery extends PageQuery {
  @IsOptional() @IsUUID() staffId?: string;
  @IsOptional() @IsIn(POSTING_STATUSES) status?: PostingStatus;
}

export class PostingRegionView {
  @IsUUID() regionId: string;
  @IsString() name: string;
  @IsString() fromOn: string;
  @OrNull() @IsString() toOn: string | null;
  /** Since when the person holds it without a day between (reading 4). */
  @IsString() tenureFrom: string;
  @IsString() halfYearOn: string;
  @IsString() fullYearOn: string;
}
export class HandoverItemView {
  @IsString() key: string;
  @Nested(() => Text) title: Text;
  @IsIn(ITEM_STATES) state: ItemState;
  @IsString() note: string;
}
export class HandoverSignature {
  @IsIn(SIGNERS) as: Signer;
  @IsUUID() userId: string;
  @IsString() name: string;
  @IsISO8601() at: string;
  @IsString() note: string;
}
export class FollowedRulesView {
  @IsUUID() id: string;
  @IsInt() edition: number;
  @IsString() title: string;
  @IsUUID() attachmentId: string;
}
export class PostingHandoverView {
  @IsInt() version: number;
  @IsUUID() giverUserId: string;
  @IsString() giverName: string;
  @IsUUID() takerUserId: string;
  @IsString() takerName: string;
  @IsUUID() engineerUserId: string;
  @IsString() engineerName: string;
  @NestedList(() => HandoverItemView) items: HandoverItemView[];
  @NestedList(() => HandoverSignature) signatures: HandoverSignature[];
  @IsArray() @IsIn(SIGNERS, { each: true }) missing: Signer[];
  /** The edition of the handover rules that it follows. */
  @OrNull() @Nested(() => FollowedRulesView) rules: FollowedRulesView | null;
}
export class MajorMistakeView {
  @IsString() on: string;
  @IsString() text: string;
  @IsString() by: string;
  @IsISO8601() at: string;
}
export class PostingView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() staffId: string;
  @IsString() staffName: string;
  @IsString() kind: string;
  @IsIn(POSTING_STATUSES) status: PostingStatus;
  @IsString() startsOn: string;
  @OrNull() @IsString() endsOn: string | null;
  @OrNull() @IsIn(ENDINGS) ending: Ending | null;
  @OrNull() @IsString() endingReason: string | null;
  @OrNull() @IsISO8601() endedAt: string | null;
  @OrNull() @Nested(() => MajorMistakeView) majorMistake: MajorMistakeView | null;
  @NestedList(() => PostingRegionView) regions: PostingRegionView[];
  @OrNull() @Nested(() => PostingHandoverView) handover: PostingHandoverView | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
}
export class StaffingPerson {
  @IsUUID() staffId: string;
  @IsString() name: string;
  @IsString() kind: string;
  @IsUUID() postingId: string;
  /** All regions of that posting. */
  @IsArray() @IsString({ each: true }) regions: string[];
}
/** A region against the rules of staffing (OC-4.5). */
export class StaffingLine {
  @IsUUID() regionId: string;
  @IsString() name: string;
  @OrNull() @IsInt() staffedAs: number | null;
  /** Account managers that the region should have; others come on top (reading 6). */
  @IsInt() required: number;
  @NestedList(() => StaffingPerson) people: StaffingPerson[];
  /** Who helps with a class 1 region. */
  @IsArray() @IsString({ each: true }) assistants: string[];
  @IsArray() @IsIn(DEVIATIONS, { each: true }) deviations: Deviation[];
}
