import { Module } from '@nestjs/common';
import { CaseRecordModule } from '../cases/case-record.module.ts';
import { CallbacksHttp } from './callbacks.http.ts';
import { Callbacks } from './callbacks.service.ts';

@Module({ imports: [CaseRecordModule], controllers: [CallbacksHttp], providers: [Callbacks], exports: [Callbacks] })
export class CallbacksModule {}
