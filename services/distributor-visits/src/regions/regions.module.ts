import { Module } from '@nestjs/common';
import { RegionsHttp } from './regions.http.ts';
import { Regions } from './regions.service.ts';

@Module({ controllers: [RegionsHttp], providers: [Regions], exports: [Regions] })
export class RegionsModule {}
