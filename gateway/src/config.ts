import { IsIn, IsInt, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';

/** The services behind the gateway: first path segment after /v1, the variable with its address, and the module that a tenant must have. */
export const UPSTREAMS = [
  { name: 'tenancy', variable: 'TENANCY_URL', module: null },
  { name: 'utility-care', variable: 'UTILITY_CARE_URL', module: 'utility-care' },
  { name: 'notification', variable: 'NOTIFICATION_URL', module: null },
  { name: 'insight', variable: 'INSIGHT_URL', module: null },
  { name: 'property-brokerage', variable: 'PROPERTY_BROKERAGE_URL', module: 'property-brokerage' },
  { name: 'distributor-visits', variable: 'DISTRIBUTOR_VISITS_URL', module: 'distributor-visits' },
  { name: 'outstation-channel', variable: 'OUTSTATION_CHANNEL_URL', module: 'outstation-channel' },
] as const;
type Upstream = (typeof UPSTREAMS)[number];
export type UpstreamName = Upstream['name'];

/** Environment of the gateway. */
export class GatewayEnvironment {
  @IsInt() @Min(0) @Max(65535) PORT: number;
  @IsOptional() @IsString() HOST: string;
  /** Ed25519, PEM: only the gateway can vouch for a caller. */
  @IsString() INTERNAL_PRIVATE_KEY: string;
  /** Built console; without it the gateway serves the API alone. */
  @IsOptional() @IsString() CONSOLE_DIR: string;
  @IsOptional() @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) LOG_LEVEL: string;
  /** Requests in ten seconds: of one tenant, of one caller, of one address that has not signed in. */
  @IsOptional() @IsInt() @Min(1) LIMIT_TENANT: number;
  @IsOptional() @IsInt() @Min(1) LIMIT_CALLER: number;
  @IsOptional() @IsInt() @Min(1) LIMIT_ANONYMOUS: number;
  @IsOptional() @IsInt() @Min(1) LIMIT_LINK: number;
  /** Addresses of proxies in front whose X-Forwarded-For is believed. */
  @IsOptional() @IsString() TRUSTED_PROXIES: string;
  @IsOptional() @IsString() OTEL_EXPORTER_OTLP_ENDPOINT: string;
}

// The addresses are declared by UPSTREAMS, so that a service more is one line there.
for (const { variable } of UPSTREAMS) IsUrl({ require_tld: false, require_protocol: true })(GatewayEnvironment.prototype, variable);

/** Where a service is reached, e.g. `http://insight:8080`. */
export const addressOf = (config: GatewayEnvironment, variable: Upstream['variable']): string => (config as unknown as Record<Upstream['variable'], string>)[variable];
