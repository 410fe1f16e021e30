import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsBoolean, IsDate, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, Nested, OrNull, PageQuery, pageOf, pageSize } from '@luyue/platform';
import { Audit } from './audit.service.ts';

export class AuditQuery extends PageQuery {
  @IsOptional() @IsString() action?: string;
  @IsOptional() @IsString() targetId?: string;
  @IsOptional() @IsUUID() userId?: string;
  @IsOptional() @IsISO8601({ strict: true }) from?: string;
  @IsOptional() @IsISO8601({ strict: true }) to?: string;
}

export class AuditActor {
  @OrNull() @IsUUID() userId: string | null;
  @OrNull() @IsUUID() clientId: string | null;
  @IsString() name: string;
}

export class AuditTarget {
  @IsString() type: string;
  @IsString() id: string;
  @IsString() name: string;
}

export class AuditEntryView {
  @IsUUID() id: string;
  @IsInt() seq: number;
  @IsDate() at: Date;
  @Nested(() => AuditActor) by: AuditActor;
  @IsString() action: string;
  @Nested(() => AuditTarget) target: AuditTarget;
  @OrNull() @IsObject() before: Record<string, unknown> | null;
  @OrNull() @IsObject() after: Record<string, unknown> | null;
  @IsString() requestId: string;
  @IsString() hash: string;
}

/** PF-7. */
export class AuditVerification {
  @IsBoolean() ok: boolean;
  @IsInt() entries: number;
  @OrNull() @IsString() head: string | null;
  /** Number of the first entry that was changed, taken out or cut off. */
  @OrNull() @IsInt() brokenAt: number | null;
}

@Controller('v1/tenancy/audit-entries')
export class AuditHttp {
  constructor(private readonly audit: Audit) {}

  @Get() @ApiOkResponse({ type: pageOf(AuditEntryView) }) list(@Caller() ctx: Context, @Query() query: AuditQuery) { return this.audit.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('verification') @ApiOkResponse({ type: AuditVerification }) verify(@Caller() ctx: Context) { return this.audit.verify(ctx); }
}
