import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { DealRecordModule } from './deal-record.ts';
import { DealsHttp } from './deals.http.ts';
import { Deals } from './deals.service.ts';

@Module({ imports: [DealRecordModule, FilesModule], controllers: [DealsHttp], providers: [Deals], exports: [Deals, DealRecordModule] })
export class DealsModule {}
