import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

/** Which deals, and in which order: of the list and of the register. */
export class DealFilter {
  @IsOptional() @Matches(/^[a-z_]+(,[a-z_]+)*$/) status?: string;
  /** The step where it stands, by its key. */
  @IsOptional() @Matches(/^[a-z0-9_]{1,60}$/) stage?: string;
  @IsOptional() @IsIn(['sale', 'lease']) business?: string;
  @IsOptional() @IsIn(['full_payment', 'mortgage']) payment?: string;
  /** A shop or a department. */
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Matches(/^(me|none|[0-9a-f-]{36})$/) specialist?: string;
  @IsOptional() @IsIn(['overdue', 'risk', 'open']) clock?: 'overdue' | 'risk' | 'open';
  /** Number, contract number, part of a phone, party, address or pinyin initials. */
  @IsOptional() @IsString() @Length(1, 60) q?: string;
  @IsOptional() @IsIn(['dueAt', '-signedAt']) sort?: 'dueAt' | '-signedAt';
}
