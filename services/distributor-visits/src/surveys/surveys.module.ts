import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { SurveysHttp } from './surveys.http.ts';
import { Surveys } from './surveys.service.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule], controllers: [SurveysHttp], providers: [Surveys], exports: [Surveys] })
export class SurveysModule {}
