import { Module } from '@nestjs/common';
import { StockModule } from '@luyue/stock';
import { ChannelApprovalsModule } from '../channel-approvals.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { SparesModule } from '../spares/spares.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { LoansHttp } from './loans.http.ts';
import { Loans } from './loans.service.ts';

@Module({ imports: [StationsModule, SparesModule, RegionsModule, StockModule, ChannelApprovalsModule], controllers: [LoansHttp], providers: [Loans], exports: [Loans] })
export class LoansModule {}
