import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';

/** A conversation in which a party was told of a finished step. */
export class ToldBody {
  @IsUUID() partyId: string;
  @IsIn(['phone', 'visit']) channel: 'phone' | 'visit';
  /** Who was spoken to; the party, or whoever acts for it, when left out. */
  @IsOptional() @IsString() @Length(1, 60) told?: string;
  /** Now when left out; never in the future, never before the end of the step. */
  @IsOptional() @IsISO8601({ strict: true }) at?: string;
  @IsOptional() @IsString() @MaxLength(500) note?: string;
}
