import { Module } from '@nestjs/common';
import { CaseRecordModule } from '../cases/case-record.ts';
import { CallbacksHttp } from './callbacks.http.ts';
import { Callbacks } from './callbacks.service.ts';

@Module({ imports: [CaseRecordModule], controllers: [CallbacksHttp], providers: [Callbacks], exports: [Callbacks] })
export class CallbacksModule {}
