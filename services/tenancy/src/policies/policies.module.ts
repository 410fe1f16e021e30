import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { PoliciesHttp } from './policies.http.ts';
import { Policies } from './policies.service.ts';
import { PolicyVersions } from './policy-versions.ts';

@Module({ imports: [TenantsModule], controllers: [PoliciesHttp], providers: [Policies, PolicyVersions], exports: [PolicyVersions] })
export class PoliciesModule {}
