import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiExcludeController, ApiOkResponse } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsDate, IsIn, IsInt, IsNumber, IsString, IsUUID, Length } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Caller, type Context, listOf, OrNull, refuse } from '@luyue/platform';
import { Tenants } from './tenants.service.ts';

export class StatusChange {
  @IsString() @Length(2, 500) reason: string;
}

export class MoveTenant {
  @IsUUID() parentId: string;
}

const KINDS = ['headquarters', 'subsidiary', 'company'] as const;
const STATUSES = ['active', 'suspended'] as const;

/** What a tenant is, in lists and as it is stored. */
class TenantFacts {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() name: string;
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  @OrNull() @IsUUID() parentId: string | null;
  /** From the root of the tree to the tenant itself. */
  @IsArray() @IsUUID('all', { each: true }) path: string[];
  @IsBoolean() sandbox: boolean;
  @IsArray() @IsString({ each: true }) modules: string[];
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
}

export class TenantView extends TenantFacts {
  @OrNull() @IsUUID() sandboxOf: string | null;
}

export class StoredTenant extends TenantFacts {
  @IsUUID() tenantId: string;
  @IsString() code: string;
  /** The sandbox of a company, and the company of a sandbox. */
  @IsUUID() twinId: string;
  @IsNumber() clockOffsetMs: number;
  @IsString() zone: string;
  @IsDate() createdAt: Date;
}

@Controller('v1/tenancy/tenants')
export class TenantsHttp {
  constructor(private readonly tenants: Tenants) {}

  @Get() @ApiOkResponse({ type: listOf(TenantView) }) list(@Caller() ctx: Context) { return this.tenants.list(ctx); }

  @Post(':id/suspend') @HttpCode(200) @ApiOkResponse({ type: StoredTenant }) suspend(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: StatusChange): Promise<StoredTenant> {
    return this.tenants.changeStatus(ctx, id, 'suspended', body.reason);
  }

  @Post(':id/resume') @HttpCode(200) @ApiOkResponse({ type: StoredTenant }) resume(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: StatusChange): Promise<StoredTenant> {
    return this.tenants.changeStatus(ctx, id, 'active', body.reason);
  }

  @Post(':id/move') @HttpCode(200) @ApiOkResponse({ type: StoredTenant }) move(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MoveTenant): Promise<StoredTenant> {
    return this.tenants.move(ctx, id, body.parentId);
  }
}

/** For the gateway alone, as the resolving of API keys is: a signed-in caller has no business here. */
@ApiExcludeController()
@Controller('v1/tenancy/suspended-tenants')
export class SuspendedTenantsHttp {
  constructor(private readonly tenants: Tenants) {}

  @Get() list(@Req() request: FastifyRequest) {
    if (request.luyue) throw refuse.notFound();
    return this.tenants.suspended();
  }
}
