import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { PurchasesHttp } from './purchases.http.ts';
import { PurchaseImports } from './purchases.service.ts';

@Module({ imports: [CustomerRecordModule, ReportsModule], controllers: [PurchasesHttp], providers: [PurchaseImports] })
export class PurchasesModule {}
