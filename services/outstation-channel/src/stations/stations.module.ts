import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { StationChanges } from './station-changes.ts';
import { StationsHttp } from './stations.http.ts';
import { Stations } from './stations.service.ts';

@Module({ imports: [RegionsModule, PostingsModule], controllers: [StationsHttp], providers: [Stations, StationChanges], exports: [Stations] })
export class StationsModule {}
