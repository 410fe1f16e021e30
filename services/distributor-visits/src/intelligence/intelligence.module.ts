import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { CompetitorTimelines } from './competitor-timelines.ts';
import { IntelligenceHttp } from './intelligence.http.ts';
import { Intelligence } from './intelligence.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [IntelligenceHttp], providers: [Intelligence, CompetitorTimelines], exports: [Intelligence] })
export class IntelligenceModule {}
