import { Module } from '@nestjs/common';
import { ReportsModule } from '@luyue/reports';
import { FraudSignalsModule } from '../fraud-signals/fraud-signals.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { SettlementFiles } from './settlement-files.ts';
import { SettlementsHttp } from './settlements.http.ts';
import { Settlements } from './settlements.service.ts';

@Module({ imports: [StationsModule, FraudSignalsModule, ReportsModule], controllers: [SettlementsHttp], providers: [Settlements, SettlementFiles], exports: [Settlements] })
export class SettlementsModule {}
