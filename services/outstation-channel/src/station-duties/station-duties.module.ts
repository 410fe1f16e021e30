import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { StationDutiesHttp } from './station-duties.http.ts';
import { StationDuties } from './station-duties.service.ts';
import { StationTrainings } from './station-trainings.ts';

@Module({ imports: [PostingsModule, StationsModule], controllers: [StationDutiesHttp], providers: [StationDuties, StationTrainings], exports: [StationDuties] })
export class StationDutiesModule {}
