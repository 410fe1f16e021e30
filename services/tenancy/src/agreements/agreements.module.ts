import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { AgreementsHttp } from './agreements.http.ts';
import { Agreements } from './agreements.service.ts';

@Module({ imports: [TenantsModule], controllers: [AgreementsHttp], providers: [Agreements] })
export class AgreementsModule {}
