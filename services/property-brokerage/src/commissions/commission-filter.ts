import { IsOptional, IsUUID } from 'class-validator';
import { IsMonth } from '@luyue/platform';

/** Which statement: of a month, and of one shop or agent. */
export class StatementFilter {
  /** In which it was checked, in the tenant's zone. */
  @IsMonth() month: string;
  @IsOptional() @IsUUID() shopUnitId?: string;
  @IsOptional() @IsUUID() agentUserId?: string;
}
