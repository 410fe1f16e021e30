import { IsOptional, IsUUID, Matches } from 'class-validator';

/** Which statement: of a month, and of one shop or agent. */
export class StatementFilter {
  /** In which it was checked, in the tenant's zone. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/) month: string;
  @IsOptional() @IsUUID() shopUnitId?: string;
  @IsOptional() @IsUUID() agentUserId?: string;
}
