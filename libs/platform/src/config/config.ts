import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator';

/** What a process may do; all by default. Kubernetes and the fault tests start some of them alone. */
export const WORK = ['http', 'relay', 'consume', 'sweep'] as const;
export type Work = (typeof WORK)[number];

/** Environment of every service. A service with settings of its own extends this class. */
export class ServiceEnvironment {
  @IsString() SERVICE_NAME: string;
  @IsInt() @Min(0) @Max(65535) PORT: number;
  @IsOptional() @IsString() HOST: string;
  @Matches(/^postgres(ql)?:\/\//) DATABASE_URL: string;
  @Matches(/^postgres(ql)?:\/\//) DATABASE_RELAY_URL: string;
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) DATABASE_MIGRATION_URL: string;
  @IsIn(['kafka', 'embedded']) BROKER: 'kafka' | 'embedded';
  @IsOptional() @IsString() KAFKA_BOOTSTRAP: string;
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) BROKER_DATABASE_URL: string;
  @IsString() INTERNAL_PUBLIC_KEY: string;
  @IsString() DATA_DIR: string;
  @IsOptional() @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) LOG_LEVEL: string;
  @IsOptional() @Matches(/^(http|relay|consume|sweep)(,(http|relay|consume|sweep))*$/) WORK: string;
  @IsOptional() @IsInt() @Min(1) POOL_SIZE: number;
  @IsOptional() @IsString() OTEL_EXPORTER_OTLP_ENDPOINT: string;
}

export class BadConfiguration extends Error {}

/**
 * Reads the environment into `shape`. Throws one `BadConfiguration` that lists every bad variable at once; values are never printed
 * (they may be secrets).
 */
export function readConfig<T extends object>(shape: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const config = plainToInstance(shape, { ...env }, { enableImplicitConversion: true, exposeDefaultValues: true });
  const problems = validateSync(config, { forbidUnknownValues: false })
    .map((e) => `${e.property}: ${Object.values(e.constraints ?? {}).join(', ')}`);
  if (config instanceof ServiceEnvironment && config.BROKER === 'kafka' && !config.KAFKA_BOOTSTRAP) problems.push('KAFKA_BOOTSTRAP: needed with BROKER=kafka');
  if (config instanceof ServiceEnvironment && config.BROKER === 'embedded' && !config.BROKER_DATABASE_URL) problems.push('BROKER_DATABASE_URL: needed with BROKER=embedded');
  if (problems.length) throw new BadConfiguration(`Bad configuration, ${problems.length} variable(s):\n  ${problems.join('\n  ')}`);
  return config;
}

export const workOf = (config: ServiceEnvironment): Set<Work> => new Set((config.WORK?.split(',') ?? WORK) as Work[]);
