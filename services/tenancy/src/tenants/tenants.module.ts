import { Module } from '@nestjs/common';
import { TenantContexts } from './tenant-contexts.ts';
import { TenantRecord } from './tenant-record.ts';
import { SuspendedTenantsHttp, TenantsHttp } from './tenants.http.ts';
import { Tenants } from './tenants.service.ts';

@Module({ controllers: [TenantsHttp, SuspendedTenantsHttp], providers: [Tenants, TenantContexts, TenantRecord], exports: [Tenants, TenantContexts, TenantRecord] })
export class TenantsModule {}
