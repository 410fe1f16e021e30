import { Module } from '@nestjs/common';
import { StationsModule } from '../stations/stations.module.ts';
import { SpareViolationsHttp } from './spare-violations.http.ts';
import { SpareViolations } from './spare-violations.service.ts';

@Module({ imports: [StationsModule], controllers: [SpareViolationsHttp], providers: [SpareViolations], exports: [SpareViolations] })
export class SpareViolationsModule {}
