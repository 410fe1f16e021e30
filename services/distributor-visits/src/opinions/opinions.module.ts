import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { OpinionsHttp } from './opinions.http.ts';
import { Opinions } from './opinions.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [OpinionsHttp], providers: [Opinions], exports: [Opinions] })
export class OpinionsModule {}
