import { IsOptional, IsString, MinLength } from 'class-validator';
import { ServiceEnvironment } from '@luyue/platform';

export class TenancyEnvironment extends ServiceEnvironment {
  /** Folder of the PEM keys that sign access tokens: the last by name signs, all verify. Filled at the first start when empty. */
  @IsString() USER_TOKEN_KEYS_DIR: string;
  /** Secret of the platform operator, who creates the roots of tenant trees. Without it nobody does; there is no default. */
  @IsOptional() @MinLength(24) OPERATOR_KEY: string;
}
