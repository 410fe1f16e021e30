import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { ClocksHttp } from './clocks.http.ts';
import { Clocks } from './clocks.service.ts';

@Module({ imports: [TenantsModule], controllers: [ClocksHttp], providers: [Clocks], exports: [Clocks] })
export class ClocksModule {}
