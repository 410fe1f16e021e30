import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { PolicyVersions } from './policy-versions.ts';

@Module({ imports: [TenantsModule], providers: [PolicyVersions], exports: [PolicyVersions] })
export class PoliciesModule {}
