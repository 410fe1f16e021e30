import { Module } from '@nestjs/common';
import { RegionsHttp } from './regions.http.ts';
import { Regions } from './regions.service.ts';
import { Sales } from './sales.ts';

@Module({ controllers: [RegionsHttp], providers: [Regions, Sales], exports: [Regions] })
export class RegionsModule {}
