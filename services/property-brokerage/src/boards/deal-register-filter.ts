import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';

/** Which deals, and in which order: as the list of deals takes it. */
export class DealRegisterFilter {
  @IsOptional() @Matches(/^[a-z_]+(,[a-z_]+)*$/) status?: string;
  @IsOptional() @IsIn(['sale', 'lease']) business?: string;
  @IsOptional() @IsIn(['full_payment', 'mortgage']) payment?: string;
  /** A shop or a department. */
  @IsOptional() @IsUUID() unitId?: string;
  @IsOptional() @Matches(/^(me|none|[0-9a-f-]{36})$/) specialist?: string;
  @IsOptional() @IsIn(['overdue', 'risk', 'open']) clock?: 'overdue' | 'risk' | 'open';
  @IsOptional() @IsString() @Length(1, 60) q?: string;
  @IsOptional() @IsIn(['dueAt', '-signedAt']) sort?: 'dueAt' | '-signedAt';
}
