import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { ExchangesHttp } from './exchanges.http.ts';
import { Exchanges } from './exchanges.service.ts';

@Module({ imports: [StaffModule, PostingsModule, RegionsModule], controllers: [ExchangesHttp], providers: [Exchanges] })
export class ExchangesModule {}
