import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { RolesHttp } from './roles.http.ts';
import { Roles } from './roles.service.ts';

@Module({ imports: [TenantsModule, UnitsModule], controllers: [RolesHttp], providers: [Roles], exports: [Roles] })
export class RolesModule {}
