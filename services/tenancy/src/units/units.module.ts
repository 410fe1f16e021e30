import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { UnitsHttp } from './units.http.ts';
import { Units } from './units.service.ts';

@Module({ imports: [TenantsModule], controllers: [UnitsHttp], providers: [Units], exports: [Units] })
export class UnitsModule {}
