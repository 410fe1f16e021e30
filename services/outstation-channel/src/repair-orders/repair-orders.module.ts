import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { PostingsModule } from '../postings/postings.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { OrderImports } from './order-imports.ts';
import { OrderMailings } from './order-mailings.ts';
import { RepairOrdersHttp } from './repair-orders.http.ts';
import { RepairOrders } from './repair-orders.service.ts';

@Module({ imports: [StationsModule, PostingsModule, ReportsModule], controllers: [RepairOrdersHttp], providers: [RepairOrders, OrderMailings, OrderImports], exports: [RepairOrders] })
export class RepairOrdersModule {}
