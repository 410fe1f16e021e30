import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { IncidentsHttp } from './incidents.http.ts';
import { Incidents } from './incidents.service.ts';

@Module({ imports: [PostingsModule], controllers: [IncidentsHttp], providers: [Incidents], exports: [Incidents] })
export class IncidentsModule {}
