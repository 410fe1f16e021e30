import { Module } from '@nestjs/common';
import { StationsModule } from '../stations/stations.module.ts';
import { FraudSignalsHttp } from './fraud-signals.http.ts';
import { FraudSignals } from './fraud-signals.service.ts';

@Module({ imports: [StationsModule], controllers: [FraudSignalsHttp], providers: [FraudSignals], exports: [FraudSignals] })
export class FraudSignalsModule {}
