import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { CallbacksHttp } from './callbacks.http.ts';
import { Callbacks } from './callbacks.service.ts';

@Module({ imports: [DealsModule], controllers: [CallbacksHttp], providers: [Callbacks], exports: [Callbacks] })
export class CallbacksModule {}
