import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

/** State of a tenant after the change, for the replicas of other services. */
@Event('tenancy.tenant.changed.v1', { key: 'id', summary: 'A tenant was provisioned, renamed, moved, suspended, or its sandbox clock moved' })
export class TenantChanged extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsIn(['headquarters', 'subsidiary', 'company']) kind: 'headquarters' | 'subsidiary' | 'company';
  @IsOptional() @IsUUID() parentId: string | null;
  /** From the root of the tree to the tenant itself. */
  @IsArray() @IsUUID('all', { each: true }) path: string[];
  @IsBoolean() sandbox: boolean;
  @IsOptional() @IsUUID() sandboxOf: string | null;
  @IsInt() clockOffsetMs: number;
  @IsString() zone: string;
  @IsArray() @IsString({ each: true }) modules: string[];
  @IsIn(['active', 'suspended']) status: 'active' | 'suspended';
}

@Event('tenancy.unit.changed.v1', { key: 'id', summary: 'An org unit was made or changed' })
export class UnitChanged extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsString() kind: string;
  @IsOptional() @IsUUID() parentId: string | null;
  @IsArray() @IsUUID('all', { each: true }) path: string[];
  /** Dated attributes of the unit such as `customer_service_body` (UC-4.1, PF-6). */
  @IsArray() @IsString({ each: true }) designations: string[];
  @IsBoolean() active: boolean;
}

@Event('tenancy.user.changed.v1', { key: 'id', summary: 'A person was invited, changed or deactivated' })
export class UserChanged extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsString() title: string;
  @IsString() staffNumber: string;
  @IsUUID() unitId: string;
  /** Role codes with the org unit they are scoped to. */
  @IsArray() @IsObject({ each: true }) roles: { code: string; unitId: string }[];
  @IsBoolean() active: boolean;
}

@Event('tenancy.policy.published.v1', { key: 'streamId', summary: 'A value of a policy parameter, own or released by headquarters, was published' })
export class PolicyPublished extends DomainEvent {
  /** Tenant and key: the order of versions of one key holds. */
  @IsString() streamId: string;
  @IsString() key: string;
  @IsInt() version: number;
  @IsObject() value: { value: unknown };
  @IsISO8601() effectiveFrom: string;
  @IsIn(['headquarters', 'own']) origin: 'headquarters' | 'own';
  @IsBoolean() mayTighten: boolean;
  @IsString() setBy: string;
  @IsString() reason: string;
}

@Event('tenancy.calendar.published.v1', { key: 'streamId', summary: 'The working-day calendar of a year was published or corrected (R18)' })
export class CalendarPublished extends DomainEvent {
  @IsString() streamId: string;
  @IsInt() year: number;
  @IsInt() version: number;
  @IsIn(['national', 'tenant']) origin: 'national' | 'tenant';
  @IsArray() @IsString({ each: true }) restDays: string[];
  @IsArray() @IsString({ each: true }) workDays: string[];
}

@Event('tenancy.adoption.recorded.v1', { key: 'id', summary: 'A regulation version was put in force for a tenant (PF-21)' })
export class AdoptionRecorded extends DomainEvent {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() regulation: string;
  @IsString() regulationVersion: string;
  @IsISO8601() publishedAt: string;
  @IsISO8601() effectiveFrom: string;
  /** Null: the whole tenant; else the org units bound (UC-2). */
  @IsOptional() @IsArray() scopeUnitIds: string[] | null;
  @IsOptional() @IsString() supersedes: string | null;
}
