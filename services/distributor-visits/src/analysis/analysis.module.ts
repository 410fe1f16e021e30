import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { AnalysisHttp } from './analysis.http.ts';
import { Analysis } from './analysis.service.ts';
import { Figures } from './figures.ts';

@Module({ imports: [CustomerRecordModule, RegionsModule, VisitSeamsModule], controllers: [AnalysisHttp], providers: [Analysis, Figures] })
export class AnalysisModule {}
