import { IsInt, IsOptional, IsString, Min, MinLength } from 'class-validator';
import { ServiceEnvironment } from '@luyue/platform';

/** What a hash of a password must cost at least (OWASP: argon2id with 19 MiB and two passes). */
const PASSWORD_MEMORY_KIB = 19_456;

export class TenancyEnvironment extends ServiceEnvironment {
  /** Folder of the PEM keys that sign access tokens: the last by name signs, all verify. Filled at the first start when empty. */
  @IsString() USER_TOKEN_KEYS_DIR: string;
  /** Secret of the platform operator, who creates the roots of tenant trees. Without it nobody does; there is no default. */
  @IsOptional() @MinLength(24) OPERATOR_KEY: string;
  /** Memory of a password's hash. Tests that make thousands of people ask for less; in production nobody may. */
  @IsInt() @Min(process.env['NODE_ENV'] === 'production' ? PASSWORD_MEMORY_KIB : 8) PASSWORD_MEMORY_KIB: number = PASSWORD_MEMORY_KIB;
}
