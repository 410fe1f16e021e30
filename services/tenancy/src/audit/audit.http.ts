import { Controller, Get, Query } from '@nestjs/common';
import { IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, PageQuery, pageSize } from '@luyue/platform';
import { Audit } from './audit.service.ts';

export class AuditQuery extends PageQuery {
  @IsOptional() @IsString() action?: string;
  @IsOptional() @IsString() targetId?: string;
  @IsOptional() @IsUUID() userId?: string;
  @IsOptional() @IsISO8601({ strict: true }) from?: string;
  @IsOptional() @IsISO8601({ strict: true }) to?: string;
}

@Controller('v1/tenancy/audit-entries')
export class AuditHttp {
  constructor(private readonly audit: Audit) {}

  @Get() list(@Caller() ctx: Context, @Query() query: AuditQuery) { return this.audit.list(ctx, { ...query, limit: pageSize(query) }); }

  @Get('verification') verify(@Caller() ctx: Context) { return this.audit.verify(ctx); }
}
