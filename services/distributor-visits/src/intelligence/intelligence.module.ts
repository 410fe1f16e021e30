import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { CompetitorTimelines } from './competitor-timelines.ts';
import { IntelligenceHttp } from './intelligence.http.ts';
import { Intelligence } from './intelligence.service.ts';
import { HeardOnVisits } from './visit-intelligence.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule], controllers: [IntelligenceHttp], providers: [Intelligence, CompetitorTimelines, HeardOnVisits], exports: [Intelligence] })
export class IntelligenceModule {}
