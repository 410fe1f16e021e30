import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { RegionsModule } from '../regions/regions.module.ts';
import { CustomerImports } from './customer-imports.ts';
import { CustomerRecordModule } from './customer-record.ts';
import { CustomersHttp } from './customers.http.ts';
import { Customers } from './customers.service.ts';

@Module({ imports: [CustomerRecordModule, RegionsModule, ReportsModule], controllers: [CustomersHttp], providers: [Customers, CustomerImports], exports: [Customers, CustomerRecordModule, RegionsModule] })
export class CustomersModule {}
