import { Module } from '@nestjs/common';
import { TenantContexts } from './tenant-contexts.ts';
import { TenantRecord } from './tenant-record.ts';
import { TenantsHttp } from './tenants.http.ts';
import { Tenants } from './tenants.service.ts';

@Module({ controllers: [TenantsHttp], providers: [Tenants, TenantContexts, TenantRecord], exports: [Tenants, TenantContexts, TenantRecord] })
export class TenantsModule {}
