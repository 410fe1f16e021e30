import { Module } from '@nestjs/common';
import { StationDutiesHttp } from './station-duties.http.ts';
import { StationDuties } from './station-duties.service.ts';
import { StationTrainings } from './station-trainings.ts';

@Module({ controllers: [StationDutiesHttp], providers: [StationDuties, StationTrainings], exports: [StationDuties] })
export class StationDutiesModule {}
