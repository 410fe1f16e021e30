import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { OpinionsHttp } from './opinions.http.ts';
import { Opinions } from './opinions.service.ts';
import { VisitOpinions } from './visit-opinions.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule], controllers: [OpinionsHttp], providers: [Opinions, VisitOpinions], exports: [Opinions] })
export class OpinionsModule {}
