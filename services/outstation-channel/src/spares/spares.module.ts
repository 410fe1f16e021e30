import { Module } from '@nestjs/common';
import { StockModule } from '@luyue/stock';
import { ChannelApprovalsModule } from '../channel-approvals.ts';
import { RepairOrdersModule } from '../repair-orders/repair-orders.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { SpareApplications } from './spare-applications.ts';
import { SpareReturns } from './spare-returns.ts';
import { SpareStock } from './spare-stock.ts';
import { SparesHttp } from './spares.http.ts';

@Module({ imports: [StationsModule, RepairOrdersModule, StockModule, ChannelApprovalsModule], controllers: [SparesHttp], providers: [SpareStock, SpareApplications, SpareReturns], exports: [SpareStock, SpareApplications, SpareReturns] })
export class SparesModule {}
