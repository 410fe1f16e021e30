import { Module } from '@nestjs/common';
import { ComplianceHttp } from './compliance.http.ts';
import { Compliance } from './compliance.service.ts';
import { ComplianceScope } from './compliance-scope.ts';
import { Drill } from './drill.ts';

@Module({ controllers: [ComplianceHttp], providers: [ComplianceScope, Compliance, Drill], exports: [ComplianceScope] })
export class ComplianceModule {}
