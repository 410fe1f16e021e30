import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { IsString, IsUUID, Length } from 'class-validator';
import { Caller, type Context } from '@luyue/platform';
import { Tenants } from './tenants.service.ts';

export class StatusChange {
  @IsString() @Length(2, 500) reason: string;
}

export class MoveTenant {
  @IsUUID() parentId: string;
}

@Controller('v1/tenancy/tenants')
export class TenantsHttp {
  constructor(private readonly tenants: Tenants) {}

  @Get() list(@Caller() ctx: Context) { return this.tenants.list(ctx); }

  @Post(':id/suspend') @HttpCode(200) suspend(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: StatusChange) {
    return this.tenants.changeStatus(ctx, id, 'suspended', body.reason);
  }

  @Post(':id/resume') @HttpCode(200) resume(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: StatusChange) {
    return this.tenants.changeStatus(ctx, id, 'active', body.reason);
  }

  @Post(':id/move') @HttpCode(200) move(@Caller() ctx: Context, @Param('id', ParseUUIDPipe) id: string, @Body() body: MoveTenant) {
    return this.tenants.move(ctx, id, body.parentId);
  }
}
