import { Global, Module } from '@nestjs/common';
import { AuditHttp } from './audit.http.ts';
import { Audit } from './audit.service.ts';

/** Global: every room writes its own entries. */
@Global()
@Module({ controllers: [AuditHttp], providers: [Audit], exports: [Audit] })
export class AuditModule {}
