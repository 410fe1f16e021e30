import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsString, IsUUID } from 'class-validator';
import { Caller, type Context, listOf } from '@luyue/platform';
import { Roles } from './roles.service.ts';

export class RoleView {
  @IsUUID() id: string;
  @IsString() code: string;
  @IsString() name: string;
  @IsArray() @IsString({ each: true }) permissions: string[];
  /** Came with the tenant. */
  @IsBoolean() system: boolean;
}

@Controller('v1/tenancy/roles')
export class RolesHttp {
  constructor(private readonly roles: Roles) {}

  @Get() @ApiOkResponse({ type: listOf(RoleView) }) list(@Caller() ctx: Context) { return this.roles.list(ctx); }
}
