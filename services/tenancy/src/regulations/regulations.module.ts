import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { RegulationsHttp } from './regulations.http.ts';
import { Regulations } from './regulations.service.ts';

@Module({ imports: [TenantsModule, UnitsModule], controllers: [RegulationsHttp], providers: [Regulations], exports: [Regulations] })
export class RegulationsModule {}
