import { Module } from '@nestjs/common';
import { ReconciliationsHttp } from './reconciliations.http.ts';
import { Reconciliations } from './reconciliations.service.ts';

@Module({ controllers: [ReconciliationsHttp], providers: [Reconciliations], exports: [Reconciliations] })
export class ReconciliationsModule {}
