import { Controller, Get } from '@nestjs/common';
import { Caller, type Context } from '@luyue/platform';
import { Roles } from './roles.service.ts';

@Controller('v1/tenancy/roles')
export class RolesHttp {
  constructor(private readonly roles: Roles) {}

  @Get() list(@Caller() ctx: Context) { return this.roles.list(ctx); }
}
